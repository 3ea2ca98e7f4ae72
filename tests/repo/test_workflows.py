"""The workflows of the registry: what they may do, and what a stranger can make them.

Nothing here parses YAML: what matters stands in lines, and the last step is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repo.pages import ROOT

FOLDER = ROOT / ".github/workflows"
NAMES = sorted(path.name for path in FOLDER.glob("*.yml"))
BASH = shutil.which("bash") or "bash"
HEAD = "c0ffee" * 6 + "c0ff"


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
    assert text.count("permissions:") == 1
    assert "secrets." not in text


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


def gate(stub: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the gate's last step as GitHub does."""
    path = f"{stub / 'bin'}{os.pathsep}{os.environ['PATH']}"
    words = ["--noprofile", "--norc", "-eo", "pipefail", "-c"]
    return subprocess.run(
        [BASH, *words, scripts("registry.yml")[-1]],
        env={"PATH": path, "GIVEN": str(stub / "given"), **given},
        cwd=stub,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_gate_is_given_the_authors_number(stub: Path) -> None:
    assert gate(stub, AUTHOR="4242", HEAD=HEAD).returncode == 0
    words = (stub / "given").read_text().split("\n")[:-1]
    assert words[:4] == ["--no-plugins", "registry", "check", "artists_registry"]
    assert words[4:] == ["--base", "origin/main", "--head", HEAD, "--author", "4242"]


@pytest.mark.parametrize("given", [{}, {"AUTHOR": ""}])
def test_the_gate_fails_closed_without_an_author(
    stub: Path,
    given: dict[str, str],
) -> None:
    done = gate(stub, HEAD=HEAD, **given)
    assert done.returncode != 0
    assert "R000" in done.stderr
    assert not (stub / "given").exists(), "nothing was asked"


def test_a_value_from_outside_stays_one_word(stub: Path) -> None:
    hostile = "7; touch here $(touch there) `touch everywhere`"
    gate(stub, AUTHOR=hostile, HEAD=HEAD)
    assert (stub / "given").read_text().endswith(f"--author\n{hostile}\n")
    assert {one.name for one in stub.iterdir()} == {"bin", "given"}


def test_the_weekly_look_changes_nothing() -> None:
    text = "\n".join(lines("registry-weekly.yml"))
    assert "schedule:" in text
    assert scripts("registry-weekly.yml")[-1].startswith("athena ")
    assert not re.search(r"git (commit|push)|gh ", text)
