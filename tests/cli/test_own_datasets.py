"""`athena datasets new` in a child process: yes, a licence, and the honest no."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, install_tiny

pytestmark = pytest.mark.usefixtures("tiny_site")


@pytest.fixture
def tiny_site(site: Path) -> Path:
    install_tiny(site)
    return site


def new(athena: Run, verses: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return athena("datasets", "new", "my-lines", f"verses:{verses}", *more)


def test_declared_works_train_a_model_that_says_nobody_checked(
    athena: Run,
    verses: Path,
    home: Path,
) -> None:
    done = new(athena, verses, "--right", "mine", "--maker", "A. Fiction")
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == home / "registry" / "own" / "my-lines.toml"
    assert "stays on your machine" in done.stderr
    checked = athena("datasets", "check", "my-lines")
    assert "my-lines: 6 works" in checked.stdout
    assert "rights declared by the user, not checked" in checked.stdout
    made = athena("train", "parrot", "--dataset", "my-lines")
    assert made.stdout == "parrot-my-lines\n", made.stderr
    ledger = json.loads(athena("models", "info", made.stdout.strip(), "--json").stdout)
    [right] = {json.dumps(one["right"]) for one in ledger["ledger"]["works"]}
    assert json.loads(right)["because"] == "I made them"
    assert str(verses) not in json.dumps(ledger)


def test_not_asked_is_kept_and_refuses_with_what_can_be_done(
    athena: Run,
    verses: Path,
) -> None:
    done = new(athena, verses, "--right", "not-asked")
    assert done.returncode == 0
    assert "That was the honest answer" in done.stderr
    assert "artists_registry/README.md" in done.stderr
    made = athena("train", "parrot", "--dataset", "my-lines")
    assert made.returncode == 1
    assert "have not been asked; ask them" in made.stderr
    assert "[A07]" in made.stderr
    checked = athena("datasets", "check", "my-lines")
    assert checked.returncode == 1
    assert "refused: 6" in checked.stdout


def test_own_datasets_are_listed_apart_shown_and_forgotten(
    athena: Run,
    verses: Path,
) -> None:
    new(athena, verses, "--right", "CC-BY-ND-4.0", "--because", "the page says so")
    listed = athena("datasets", "list")
    assert f"my-lines\tCC-BY-ND-4.0\tverses:{verses}" in listed.stdout
    assert "Declared by you" in listed.stderr
    own = json.loads(athena("datasets", "list", "--json").stdout)
    assert own[-1]["declaration"]["licence"] == "CC-BY-ND-4.0"
    info = athena("datasets", "info", "my-lines")
    assert "why: the page says so" in info.stdout
    assert "not checked" in info.stdout
    record = json.loads(athena("datasets", "info", "my-lines", "--json").stdout)
    assert record["declaration"]["schema"] == "athena.declaration/1"
    assert athena("datasets", "forget", "my-lines", "--yes").returncode == 0
    assert verses.exists()
    assert "Declared by you" not in athena("datasets", "list").stderr
    assert athena("datasets", "forget", "my-lines", "--yes").returncode == 1


def test_a_licence_that_allows_no_learning_is_said_at_once(
    athena: Run,
    verses: Path,
) -> None:
    done = new(athena, verses, "--right", "CC-BY-ND-4.0", "--because", "its page")
    assert "CC-BY-ND-4.0 is not known to allow learning" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("verses", "{verses}"), 1, "'verses' is a dataset of athena-plugin-tiny"),
        (("generated", "{verses}"), 1, "is a dataset of Athena itself"),
        (("mine", "./nowhere"), 1, "nowhere does not exist"),
        (("mine", "generated:parrot"), 1, "cannot be declared"),
        (("Not A Name", "{verses}"), 1, "'Not A Name' cannot name a dataset"),
    ],
)
def test_what_cannot_be_declared_is_refused_with_a_sentence(
    arguments: tuple[str, ...],
    status: int,
    sentence: str,
    athena: Run,
    verses: Path,
) -> None:
    filled = [one.replace("{verses}", f"verses:{verses}") for one in arguments]
    done = athena("datasets", "new", *filled, "--right", "mine")
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ((), "say whose works these are: --right mine|LICENCE|public-domain|not-asked"),
        (("--right", "CC0-1.0"), "needs --because TEXT"),
    ],
)
def test_with_nobody_to_ask_the_options_are_named(
    more: tuple[str, ...],
    sentence: str,
    athena: Run,
    verses: Path,
) -> None:
    done = new(athena, verses, *more)
    assert done.returncode == 2
    assert sentence in done.stderr


def test_at_a_terminal_it_asks(
    home: Path,
    site: Path,
    verses: Path,
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "athena_core", "datasets", "new", "my-lines"]
    with subprocess.Popen(
        [*command, f"verses:{verses}"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(site), "ATHENA_HOME": str(home)},
    ) as child:
        os.close(theirs)
        os.write(ours, b"1\n\nA. Fiction\n")
        said = read_all(ours)
        assert child.wait() == 0
    assert "Whose works are these?" in said
    assert "4  somebody else's, and I have not asked" in said
    text = (home / "registry" / "own" / "my-lines.toml").read_text()
    assert 'because = "I made them"' in text
    assert 'maker = "A. Fiction"' in text


def read_all(terminal: int) -> str:
    data = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux ends a terminal so when its last writer has gone
            break
        if not part:
            break
        data += part
    os.close(terminal)
    return data.decode()
