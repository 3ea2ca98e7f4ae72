"""`athena registry new` at a prompt, by options and by a file of answers."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from athena_core.consent.doors import filing, handing, receiptcode, taking_back
from athena_core.consent.doors.receipt import receipt
from athena_core.consent.entry import Entry
from athena_core.consent.proof.statement import statement
from tests.unit.consent import fictional

ON = dt.date(2100, 1, 1)
Run = Callable[..., "subprocess.CompletedProcess[str]"]
OPTIONS = (
    *("--credit-as", "Fictional Artist", "--adult", "--read-text"),
    *("--signing-key", fictional.KEY),
    *("--location", "https://artist.example.org/tide.txt", "--no-questions"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a registry with nothing in it but the words that are agreed to."""
    made = tmp_path / "published" / "artists_registry"
    (made / "consent").mkdir(parents=True)
    (made / "consent" / "athena-consent-1.en.md").write_text("The words (fictional).\n")
    (made.parent / ".git").mkdir()
    (made.parent / "tide.txt").write_text("salt\nand stone\n")
    return made


@pytest.fixture
def offer(folder: Path, home: Path) -> Run:
    def run(
        *arguments: str, typed: str | None = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "athena_core", "registry", "new", *arguments],
            cwd=folder.parent,
            env={**os.environ, "ATHENA_HOME": str(home), "PYTHONWARNINGS": "error"},
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


def written(folder: Path) -> list[Path]:
    return sorted((folder / "entries").glob("*")) if folder.exists() else []


def only(folder: Path) -> Entry:
    [path] = written(folder)
    return filing.read(path)[1]


def test_options_alone_make_an_entry_and_the_receipt_is_shown_once_and_kept(
    offer: Run, folder: Path, home: Path
) -> None:
    done = offer("tide.txt", *OPTIONS, "--show-work", "any")
    assert done.returncode == 0, done.stderr
    entry = only(folder)
    kept = home / "receipts" / entry.id / f"{entry.id}.receipt.txt"
    code = kept.read_text(encoding="utf-8").partition("The code: ")[2].split()[0]
    assert kept.read_text(encoding="utf-8") == receipt(entry, code)
    assert done.stdout.strip() == receipt(entry, code).strip()
    assert code not in done.stderr
    assert entry.rights.consent is not None
    assert entry.rights.consent.withdrawal_code_sha256 == receiptcode.digest(code)
    assert f"ssh-keygen -Y sign -n athena-consent -f YOUR_KEY {home}" in done.stderr
    assert (folder / "evidence").is_dir()


def test_a_file_of_answers_asks_nothing_and_an_option_goes_before_it(
    offer: Run, folder: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    work = {"file": "tide.txt", "locations": ["https://artist.example.org/t.txt"]}
    values = {
        "credit_as": "Fictional Artist",
        "adult": True,
        "read_text": True,
        "signing_key": fictional.KEY,
        "works": [work],
        "train": "noncommercial",
        "imitate": "any",
    }
    answers.write_text(json.dumps(values))
    done = offer("--answers", str(answers), "--imitate", "no", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    entry = only(folder)
    assert told["id"] == entry.id
    assert "code" not in told
    assert (entry.permits.train, entry.permits.imitate) == ("noncommercial", "no")


def test_works_under_a_licence_need_no_key_and_get_no_code(
    offer: Run, folder: Path, home: Path
) -> None:
    done = offer(
        *("tide.txt", "--credit-as", "Fictional Licensor", "--adult"),
        *("--licence", "CC-BY-4.0", "--no-questions"),
        *("--licence-evidence", "https://artist.example.org/licence"),
        *("--location", "https://artist.example.org/tide.txt", "--train", "any"),
    )
    assert done.returncode == 0, done.stderr
    assert only(folder).rights.licence == "CC-BY-4.0"
    assert "The code" not in done.stdout
    assert not (home / "receipts").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--credit-as", "me@artist.example.org"), "private contact"),
        (("--about", "call +372 5555 1234"), "private contact"),
        (("--train", "yes"), "train"),
        (("--expires", "2090-01-01"), "R005"),
        (("--keep-in", "."), "where the registry is published from"),
        (("--folder", "nowhere"), "no folder nowhere"),
        (("--signing-key", "missing.pub"), "can't be read"),
        (("--answers", "missing.json"), "missing.json is missing"),
    ],
)
def test_what_is_refused_is_a_sentence_and_leaves_nothing_behind(
    offer: Run, folder: Path, home: Path, more: tuple[str, ...], words: str
) -> None:
    done = offer("tide.txt", *OPTIONS, *more)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    for private in ("example.org/private", "me@", "5555"):
        assert private not in done.stderr
    assert written(folder) == []
    assert not home.exists()


def test_whoever_stops_answering_leaves_nothing_behind(
    offer: Run, folder: Path, home: Path
) -> None:
    done = offer("tide.txt", typed="Tide\n\nhttps://artist.example.org/t.txt\nFict\n")
    assert done.returncode == 130
    assert "stopped" in done.stderr
    assert written(folder) == []
    assert not home.exists()


def test_whoever_does_not_agree_is_not_asked_again(
    offer: Run, folder: Path, home: Path
) -> None:
    answers = ("--credit-as", "Fictional Artist", "--title", "x", "--signing-key")
    typed = ["Tide", "", "https://artist.example.org/t.txt", "n"]
    done = offer("tide.txt", *answers, fictional.KEY, typed="\n".join(typed))
    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert written(folder) == []
    assert not home.exists()


def test_an_heir_is_asked_what_only_an_heir_knows(offer: Run, folder: Path) -> None:
    typed = [
        *("Tide", "", "https://library.example.org/t.txt"),
        *("Édda Fictional", "y", "Poems", "estate"),
        *("1980", "https://library.example.org/edda"),
        *("any", "", "", "", "any", "", ""),
        *("", "", "", "", ""),
        *("A poet of rivers.", "https://library.example.org/edda", "", "", "", "y"),
        *(fictional.KEY, ""),
    ]
    done = offer("tide.txt", typed="\n".join(typed) + "\n")
    assert done.returncode == 0, done.stderr
    assert "The words (fictional)." in done.stderr
    entry = only(folder)
    assert (entry.id, entry.artist.died) == ("edda-fictional", 1980)
    again = offer("tide.txt", typed="\n".join(typed) + "\n")
    assert "there is an entry edda-fictional already" in again.stderr
    assert len(written(folder)) == 1


def test_a_steward_who_types_a_sheet_is_not_shown_the_code(
    offer: Run, folder: Path, home: Path
) -> None:
    options = [*OPTIONS[:4], *OPTIONS[6:], "--witnesses", "101, 102"]
    done = offer("tide.txt", "--witnessed", *options)
    assert done.returncode == 0, done.stderr
    [kept] = home.glob("receipts/*/*.receipt.txt")
    code = kept.read_text(encoding="utf-8").partition("The code: ")[2].split()[0]
    assert receiptcode.whole(code)
    assert code not in done.stdout + done.stderr
    assert "Print it unread" in done.stderr
    assert done.stderr.count("-f STEWARDS_KEY") == 2
    assert only(folder).artist.signing_key is None


def test_another_code_takes_the_place_of_one_that_was_lost(
    offer: Run, folder: Path
) -> None:
    offer("tide.txt", *OPTIONS)
    before = only(folder)
    path = folder / "entries" / f"{before.id}.toml"
    handed = handing.hand_code(path, folder)
    after = only(folder)
    assert handed.receipt is not None
    text = handed.receipt.read_text(encoding="utf-8")
    code = text.partition("The code: ")[2].split()[0]
    assert after.rights.consent is not None
    assert after.rights.consent.withdrawal_code_sha256 == receiptcode.digest(code)
    assert statement(after) == statement(before)
    taking_back.take_back(path, ON, code=code)
    assert only(folder).status == "withdrawn"


def test_help_and_wrong_words_are_told_quickly(offer: Run) -> None:
    assert "Offer works" in offer("--help").stdout
    assert offer("--gender", "none").returncode == 2
