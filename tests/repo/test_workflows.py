"""The workflows of the registry: what they may do, and what a stranger can make them.

Nothing here parses YAML: what matters stands in lines, and the last step is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repo.pages import ROOT

FOLDER = ROOT / ".github/workflows"
NAMES = sorted(path.name for path in FOLDER.glob("*.yml"))
BASH = shutil.which("bash") or "bash"
HEAD = "c0ffee" * 6 + "c0ff"
AUTHOR = ("--author", "4242")


def lines(name: str) -> list[str]:
    """Return a workflow's lines without its remarks."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def scripts(name: str) -> list[str]:
    """Return what the `run:` steps hand to the shell, folded as YAML folds it."""
    found: list[str] = []
    inside, joint = None, ""
    for line in lines(name):
        depth = len(line) - len(line.lstrip())
        if inside is not None and depth > inside:
            found[-1] += line.strip() + joint
            continue
        inside = None
        if step := re.match(r"\s*(?:- )?run: (.*)", line):
            joint = " " if step[1] == ">-" else "\n"
            inside = depth if step[1] in {"|", ">-"} else None
            found.append("" if inside is not None else step[1])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_never_runs_a_strangers_code_with_our_rights(name: str) -> None:
    text = "\n".join(lines(name))
    assert "pull_request_target" not in text
    assert "permissions:\n  contents: read\n" in text
    assert text.count("permissions:") == 1 + (name == "release.yml")
    assert "secrets." not in text


def test_only_what_publishes_can_say_who_we_are_and_it_runs_nothing_of_ours() -> None:
    build, _, publish = "\n".join(lines("release.yml")).partition("\n  publish:\n")
    assert "write" not in build
    assert publish.count(": write") == publish.count("id-token: write") == 1
    assert "run:" not in publish
    assert "checkout@" not in publish
    assert "environment:\n      name: pypi\n" in publish
    assert publish.startswith("    needs: build\n")


@pytest.mark.parametrize("name", NAMES)
def test_no_expression_is_put_into_a_command(name: str) -> None:
    assert scripts(name), name
    for script in scripts(name):
        assert "${{" not in script, "a title could hold a command; use env"


@pytest.mark.parametrize("name", NAMES)
def test_a_checkout_leaves_no_token_behind(name: str) -> None:
    text = "\n".join(lines(name))
    checkouts = text.count("actions/checkout@")
    assert text.count("persist-credentials: false") == checkouts


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_named_by_their_commit(name: str) -> None:
    used = re.findall(r"uses: (\S+)", "\n".join(lines(name)))
    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one) for one in used)


def test_the_gate_runs_the_program_of_the_main_branch() -> None:
    text = "\n".join(lines("registry.yml"))
    assert "          ref: main\n" in text
    assert "pull_request:\n    branches: [main]" in text
    assert not re.search(r"git (checkout|switch|merge|reset|pull)", text)


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    """Put a program called athena first that writes down what it was given."""
    program = tmp_path / "bin" / "athena"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$GIVEN"\n')
    program.chmod(0o755)
    return tmp_path


def step(number: int, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run one of the gate's steps as GitHub does, in a folder."""
    words = ["--noprofile", "--norc", "-eo", "pipefail", "-c"]
    return subprocess.run(
        [BASH, *words, scripts("registry.yml")[number]],
        env={"PATH": os.environ["PATH"], **given},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def gate(stub: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the gate's last step with the stub in the program's place."""
    path = f"{stub / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return step(-1, stub, PATH=path, GIVEN=str(stub / "given"), **given)


def test_the_gate_is_given_the_authors_number(stub: Path) -> None:
    assert gate(stub, AUTHOR="4242").returncode == 0
    words = (stub / "given").read_text().split("\n")[:-1]
    assert words[:4] == ["--no-plugins", "registry", "check", "artists_registry"]
    assert words[4:] == ["--base", "origin/main", "--head", "refs/proposed", *AUTHOR]


@pytest.mark.parametrize("given", [{}, {"AUTHOR": ""}])
def test_the_gate_fails_closed_without_an_author(
    stub: Path,
    given: dict[str, str],
) -> None:
    done = gate(stub, **given)
    assert done.returncode != 0
    assert "R000" in done.stderr
    assert not (stub / "given").exists(), "nothing was asked"


def test_a_value_from_outside_stays_one_word(stub: Path) -> None:
    hostile = "7; touch here $(touch there) `touch everywhere`"
    gate(stub, AUTHOR=hostile)
    assert (stub / "given").read_text().endswith(f"--author\n{hostile}\n")
    assert {one.name for one in stub.iterdir()} == {"bin", "given"}


# --- the whole way, with git and the program themselves -------------------------------

PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
ENTRY = "artists_registry/public_domain/christina-rossetti.toml"


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Example", "-c", "user.email=example@example.org")
    done = subprocess.run(
        ["git", *who, *words],  # noqa: S607 - whichever git is here
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def proposed(tmp_path: Path) -> tuple[Path, str]:
    """Make a project with a pull request; return a clone of main, and the head."""
    (tmp_path / "away").mkdir()
    git(tmp_path / "away", "init", "--quiet", "--bare", "--initial-branch=main")
    author = tmp_path / "author"
    git(tmp_path, "clone", "--quiet", "away", "author")
    git(author, "checkout", "--quiet", "-b", "main")
    shutil.copytree(ROOT / "artists_registry", author / "artists_registry")
    git(author, "add", ".")
    git(author, "commit", "--quiet", "--message=the registry")
    git(author, "push", "--quiet", "origin", "main")
    entry = author / ENTRY
    entry.write_text(entry.read_text().replace("Christina Rossetti", "Somebody Else"))
    (author / "conftest.py").write_text("raise SystemExit('a stranger ran')\n")
    git(author, "add", ".")
    git(author, "commit", "--quiet", "--message=a small correction")
    head = git(author, "rev-parse", "HEAD")
    git(author, "checkout", "--quiet", "-b", "merged", "origin/main")
    git(author, "merge", "--quiet", "--no-ff", "--message=as GitHub does", head)
    git(author, "push", "--quiet", "origin", "HEAD:refs/pull/7/merge")
    git(tmp_path, "clone", "--quiet", "away", "runner")
    return tmp_path / "runner", head


def test_what_is_proposed_is_judged_and_never_checked_out(
    proposed: tuple[Path, str],
) -> None:
    runner, head = proposed
    fetched = step(1, runner, NUMBER="7", HEAD=head)
    assert fetched.returncode == 0, fetched.stderr
    home = str(runner.parent / "home")
    judged = step(2, runner, PATH=PATH, ATHENA_HOME=home, AUTHOR="4242")
    said = judged.stdout + judged.stderr
    assert judged.returncode == 1, said
    assert "R010" in said, "a file beside the registry"
    assert "R023" in said, "the revision was not counted on"
    assert "Traceback" not in said
    assert "Somebody Else" not in (runner / ENTRY).read_text()
    assert not (runner / "conftest.py").exists()
    assert git(runner, "status", "--porcelain") == ""


def test_a_pull_request_that_moved_on_meanwhile_is_not_judged(
    proposed: tuple[Path, str],
) -> None:
    runner, _ = proposed
    assert step(1, runner, NUMBER="7", HEAD=HEAD).returncode != 0


def test_the_weekly_look_changes_nothing() -> None:
    text = "\n".join(lines("registry-weekly.yml"))
    assert "schedule:" in text
    assert scripts("registry-weekly.yml")[-1].startswith("athena ")
    assert not re.search(r"git (commit|push)|gh ", text)
