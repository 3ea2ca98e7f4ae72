"""What `athena plugins new` writes, and which names it does not take."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from athena_core import scaffold
from athena_core.cli.plugins import new
from athena_core.errors import InputError
from athena_core.scaffold.plan import LONGEST, Kind, Media
from athena_core.scaffold.writing import TEMPLATES
from tests.conftest import Run

ROOT = Path(__file__).parents[2]
KINDS = [(kind, "text") for kind in scaffold.KINDS]
EVERY = [*KINDS, *(("generator", media) for media in list(scaffold.MEDIA)[1:])]


@pytest.mark.parametrize(("kind", "media"), EVERY)
def test_every_word_of_a_template_is_filled_in(
    kind: Kind, media: Media, tmp_path: Path
) -> None:
    plan = scaffold.Plan(name="dice-box", kind=kind, media=media)
    for path in scaffold.write(plan, tmp_path / "new"):
        text = path.read_text(encoding="utf-8")
        assert re.search(r"\$\{?[a-z]", text) is None, path
        assert "$$" not in text, path
        assert re.search(r"[ \t]\n", text) is None, path
    assert (tmp_path / "new/src/athena_plugin_dice_box/__init__.py").is_file()


def test_the_metadata_is_what_the_core_looks_for(tmp_path: Path) -> None:
    plan = scaffold.Plan(name="dice-box", kind="command", author="Ada Example")
    scaffold.write(plan, tmp_path / "new")
    project = tomllib.loads((tmp_path / "new/pyproject.toml").read_text())["project"]
    assert project["name"] == "athena-plugin-dice-box"
    assert project["authors"] == [{"name": "Ada Example"}]
    assert project["entry-points"] == {
        "athena.plugins": {"dice-box": "athena_plugin_dice_box"},
        "athena.commands": {"dice-box": "athena_plugin_dice_box.command:command"},
    }
    assert project["dependencies"][0] == "athena-core>=0.1,<0.2"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "begins with a letter"),
        ("7th", "begins with a letter"),
        ("Turtle", "'turtle' would do"),
        ("my_poems", "'my-poems' would do"),
        ("a--b", "single hyphens"),
        ("../up", "small letters"),
        ("$name", "small letters"),
        ("höhe", "small letters"),
        ("athena-plugin-loom", "'loom' is enough"),
        ("a" * (LONGEST + 1), "shorter"),
        ("lstm", "there is a plugin 'lstm' already"),
        ("l-stm", "there is a plugin 'lstm' already"),
    ],
)
def test_a_bad_name_is_refused_in_one_sentence(name: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        scaffold.Plan(name=name)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    plan = scaffold.Plan(name="dice-box")
    mine = tmp_path / "mine"
    mine.mkdir()
    scaffold.write(plan, mine)
    before = (mine / "pyproject.toml").read_bytes()
    (mine / "notes.txt").write_text("mine\n")
    with pytest.raises(InputError, match="nothing is overwritten"):
        scaffold.write(scaffold.Plan(name="other"), mine)
    assert (mine / "pyproject.toml").read_bytes() == before
    (tmp_path / "file").write_text("mine\n")
    with pytest.raises(InputError, match="nothing is overwritten"):
        scaffold.write(plan, tmp_path / "file")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match="nothing is overwritten"):
        scaffold.write(plan, tmp_path / "link")


def test_the_licence_it_writes_is_the_projects() -> None:
    ours = (ROOT / "LICENSE").read_bytes()
    assert (TEMPLATES / "LICENSE.txt").read_bytes() == ours


def test_the_actions_it_pins_are_those_that_we_pin() -> None:
    pins = re.findall(r"uses: (\S+)", (TEMPLATES / "workflow.txt").read_text())
    ours = (ROOT / ".github/workflows/ci.yml").read_text()
    assert pins
    assert all(pin in ours for pin in pins)


def test_the_command_offers_every_kind_and_medium() -> None:
    assert new.KINDS == scaffold.KINDS == get_args(Kind)
    assert new.MEDIA == tuple(scaffold.MEDIA) == get_args(Media)


def test_a_word_of_ours_is_no_name_for_a_command(athena: Run, tmp_path: Path) -> None:
    done = athena("plugins", "new", "gallery", "--kind", "command")
    assert done.returncode == 1
    assert "is a command already" in done.stderr
    assert not (tmp_path / "athena-plugin-gallery").exists()
    done = athena("plugins", "new", "shelf", "--kind", "dataset", "--media", "svg")
    assert done.returncode == 1
    assert "a dataset makes no pieces" in done.stderr
