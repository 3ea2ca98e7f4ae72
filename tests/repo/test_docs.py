"""What the pages say is so: blocks run, commands exist, links lead somewhere."""

from __future__ import annotations

import importlib
import inspect
import re
import tomllib
from pathlib import Path

import click
import pytest

import athena_core
from athena_core import discovery, hookspecs
from athena_core import plugins as plugin_room
from athena_core.cli import athena as root_command
from tests.conftest import Run, write_distribution
from tests.repo.pages import (
    PAGES,
    ROOT,
    Block,
    anchors,
    blocks,
    commands,
    links,
    typed,
)

AUTHORS = "docs/for-plugin-authors.md"
CAPABILITIES = "docs/capabilities.md"
HOOKS = [page for page in PAGES if page.startswith("docs/hooks/")]
TAUGHT = {
    AUTHORS: "markov",
    CAPABILITIES: "cutup",
    **dict.fromkeys(HOOKS, "loom"),
}


@pytest.fixture
def taught(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the plugins that the pages build, and stand where their files are."""
    for page in TAUGHT:
        for block in blocks(page):
            if block.file.startswith("athena_plugin_"):
                block.write(site)
    for name in set(TAUGHT.values()):
        write_distribution(site, name, f"athena_plugin_{name}")
    importlib.invalidate_caches()
    plugin_room.plugins.cache_clear()
    (tmp_path / "drafts.txt").write_text("Ada Example: madder weld\nBo: shroud\n?\n")
    (tmp_path / "letters").mkdir()
    for number, month in enumerate(("may", "june", "july")):
        (tmp_path / "letters" / f"{month}.txt").write_text(f"rain and {number} birds\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_python_on_a_page_runs(page: str, taught: Path) -> None:
    del taught
    space: dict[str, object] = {"__name__": "page"}
    for block in blocks(page):
        if block.language == "python" and not block.file:
            code = compile(block.code, f"{page}:{block.line}", "exec")
            exec(code, space)  # noqa: S102 - our own page


@pytest.mark.parametrize("page", [CAPABILITIES, *HOOKS])
def test_commands_on_a_page_for_authors_run(
    page: str, taught: Path, athena: Run
) -> None:
    del taught
    for block in blocks(page):
        run(block, athena)


def run(block: Block, athena: Run) -> None:
    """Run the commands of a block that shows a terminal; each must go well."""
    for words in typed(block) if block.language == "console" else ():
        done = athena(*words, NO_COLOR="1")
        assert done.returncode == 0, (words, done.stderr)


@pytest.fixture
def tutored(site: Path, tmp_path: Path, athena: Run) -> Path:
    """Follow the page for authors from its top, as a reader does, and stand there."""
    write_distribution(site, "markov", "athena_plugin_markov")
    importlib.invalidate_caches()
    for block in blocks(AUTHORS):
        if block.file:
            block.write(site if block.file.startswith("athena_") else tmp_path)
        elif block.language == "text":
            (tmp_path / "notebook.txt").write_text(block.code, encoding="utf-8")
        else:
            run(block, athena)
    return tmp_path


def test_the_page_for_authors_can_be_typed_from_top_to_end(
    tutored: Path, site: Path, athena: Run
) -> None:
    told = athena("models", "info", "first")
    assert "Ada Example" in told.stdout
    poet = (site / "athena_plugin_markov/generator.py").read_text().splitlines()
    assert 50 <= len(poet) <= 75, "about 60 lines are promised"
    assert list(tutored.rglob("markov-7.txt"))


@pytest.mark.long
def test_the_poet_of_the_page_for_authors_conforms(tutored: Path, athena: Run) -> None:
    source = f"notebook={tutored / 'notebook.txt'}"
    done = athena("plugins", "check", "markov", "--source", source)
    assert done.returncode == 0, done.stdout


def test_the_loom_hears_refuses_and_previews(taught: Path, athena: Run) -> None:
    made = athena("--plain", "create", "weaver", "--seed", "7")
    assert re.search("indigo|madder|walnut|weld", made.stdout), made.stderr
    assert "loom/weaver 7 " in (taught / "home" / "diary.txt").read_text()
    right = ("--right", "own", "--because", "we wove them")
    checked = athena("datasets", "check", "bands:drafts.txt", *right)
    assert "its keepers have not been asked" in checked.stdout
    assert "it names no maker" in checked.stdout


def test_every_hook_has_a_page_with_an_example_that_runs() -> None:
    hooks = [name for name in vars(hookspecs) if name.startswith("athena_")]
    assert len(hooks) == 5
    index = (ROOT / "docs/hooks/README.md").read_text(encoding="utf-8")
    for hook in hooks:
        page = f"docs/hooks/{hook}.md"
        assert page in HOOKS
        assert f"({hook}.md)" in index
        shown = list(blocks(page))
        assert any(f"@hookimpl\ndef {hook}(" in one.code for one in shown if one.file)
        assert any(one.language == "console" and [*typed(one)] for one in shown)
        arguments = inspect.signature(getattr(hookspecs, hook)).parameters
        assert all(f"{name}: " in shown[0].code for name in arguments), page


def test_every_capability_has_its_heading() -> None:
    text = (ROOT / CAPABILITIES).read_text(encoding="utf-8")
    for word in athena_core.specs.CAPABILITIES:
        assert f"| `{word}` |" in text


def test_the_entry_point_on_the_page_is_the_one_we_read() -> None:
    toml = next(block for block in blocks(AUTHORS) if block.language == "toml")
    points = tomllib.loads(toml.code)["project"]["entry-points"]
    assert points == {discovery.GROUP: {"markov": "athena_plugin_markov"}}


@pytest.mark.parametrize("page", PAGES)
def test_commands_on_a_page_exist(
    page: str, taught: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del taught

    def as_typed(_self: click.Path, value: object, *_: object) -> object:
        return value  # the files on a page are examples

    monkeypatch.setattr(click.Path, "convert", as_typed)
    for words in commands(page):
        try:
            parse(root_command, ["athena", *words])
        except click.exceptions.NoArgsIsHelpError:
            pass  # the name of a group
        except (click.ClickException, athena_core.AthenaError) as error:
            pytest.fail(f"{page}: `athena {' '.join(words)}`: {error}")
        except click.exceptions.Exit:
            pass  # --help and --version end the parsing


def parse(command: click.Command, words: list[str]) -> None:
    """Parse words as the command line would, and run nothing."""
    parent = None
    while len(words) > 1:  # a command that is only named needs no arguments
        context = command.make_context(words[0], words[1:], parent=parent)
        if not isinstance(command, click.Group):
            return
        rest = [*getattr(context, "_protected_args", ()), *context.args]
        if not rest:
            return
        name, found, left = command.resolve_command(context, rest)
        assert found is not None
        parent, command, words = context, found, [str(name), *left]


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_project_lead_somewhere(page: str) -> None:
    for address in links(page):
        if re.match(r"[a-z]+:", address):
            continue
        path, _, anchor = address.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), f"{page} links to {address}, which is not there"
        if anchor:
            known = anchors(target.resolve().relative_to(ROOT).as_posix())
            assert anchor in known, f"{page} links to {address}: no such heading"


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[str] = set()
    ahead = ["README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or not page.endswith(".md"):
            continue
        seen.add(page)
        for address in links(page):
            target = ((ROOT / page).parent / address.partition("#")[0]).resolve()
            if target.is_dir():
                target /= "README.md"
            if target.is_relative_to(ROOT) and target.is_file():
                ahead.append(target.relative_to(ROOT).as_posix())
    assert set(PAGES) <= seen, f"no way leads to {sorted(set(PAGES) - seen)}"


@pytest.mark.parametrize("name", athena_core.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(athena_core, name))


FORBIDDEN = re.compile(
    r"\bin the style of\b|\binspired by\b|\bafter [A-Z][a-z]+ [A-Z]|\u2014",
)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_claims_a_likeness_to_a_person(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert FORBIDDEN.search(text) is None, FORBIDDEN.search(text)


def test_pictures_on_pages_are_small() -> None:
    sizes = [path.stat().st_size for path in ROOT.glob("docs/pictures/*")]
    assert sum(sizes) < 1_500_000
