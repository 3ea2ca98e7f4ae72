"""The algorithmic plugins in contrib: they need no training, and others learn of them.

Skipped where they or the painter are not installed: the core never needs them.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from PIL import Image

from athena_core.library import ledger as ledgers
from athena_core.library import models
from tests.conftest import Run
from tests.unit.consent import fictional

TODAY = dt.datetime.now(dt.UTC).date()
SMALL = ("--size", "32", "--width", "64", "--steps", "3")
NO_WORKS = "it learned from no works."
ANCESTORS = {
    "dice-waltz": "audio/wav",
    "interruptions": "image/png",
    "townscape": "image/png",
    "turtle": "image/png",
}


def needs(*names: str) -> None:
    here = {one.name for one in entry_points(group="athena.plugins")}
    if missing := sorted(set(names) - here):
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.mark.parametrize("name", ANCESTORS)
def test_a_piece_is_made_credited_and_made_again(
    name: str, athena: Run, tmp_path: Path
) -> None:
    needs(name)
    made = athena("create", name, "--seed", "7", "--json", "--out", str(tmp_path))
    assert made.returncode == 0, made.stderr
    [record] = json.loads(made.stdout)
    assert record["credit"].endswith(f"({name}/{name}); {NO_WORKS}")
    assert " after " not in record["credit"] + record["title"]
    assert record["content"]["media_type"] == ANCESTORS[name]
    assert record["model"] is None
    again = athena("remake", record["path"])
    assert again.returncode == 0, again.stderr
    assert "exact" in again.stdout + again.stderr


@pytest.mark.parametrize("name", ["interruptions", "townscape", "turtle"])
def test_an_svg_holds_its_record_and_is_told_in_words(
    name: str, athena: Run, tmp_path: Path
) -> None:
    needs(name)
    out = ("--format", "svg", "--seed", "7", "--out", str(tmp_path))
    made = athena("--plain", "create", name, *out)
    assert made.returncode == 0, made.stderr
    assert "(SVG)." in made.stdout
    [path] = tmp_path.glob("*.svg")
    assert b'<metadata id="athena.provenance">' in path.read_bytes()
    verified = athena("verify", str(path))
    assert "the record fits the piece" in verified.stdout


def test_a_painter_learns_from_strokes(athena: Run, home: Path, tmp_path: Path) -> None:
    needs("dcgan", "interruptions")
    dataset = ("--dataset", "generated:interruptions:24", "-o", "size=64")
    done = athena("train", "painter", *dataset, *SMALL, "--name", "strokes")
    assert done.returncode == 0, done.stderr
    ledger = json.loads(next(home.rglob("ledger.json")).read_text())
    assert {one["right"]["basis"] for one in ledger["works"]} == {"generated"}
    assert ledger["generated_from"][0]["model"] == "interruptions/interruptions"
    made = athena(
        "create", "painter", "--model", "strokes", "--seed", "1", "--out", str(tmp_path)
    )
    assert made.returncode == 0, made.stderr
    said = " ".join(made.stderr.split())
    assert said.endswith("pieces made by interruptions/interruptions.")
    assert "learned from no work, but from" in said


def test_a_withdrawal_reaches_a_painter_that_learned_from_a_painter(
    athena: Run, home: Path, tmp_path: Path
) -> None:
    """The works are strokes that a fictional artist registers, and takes back."""
    needs("dcgan", "interruptions")
    works = drawn_by_somebody(athena, tmp_path)
    own = ("--right", "own", "--because", "I drew them with a program")
    first = athena(
        "train",
        "painter",
        "--dataset",
        f"folder:{works}",
        *own,
        *SMALL,
        "--name",
        "one",
    )
    assert first.returncode == 0, first.stderr
    learned = ledgers.works(models.find("one").ledger)
    maker = fictional.changed(
        fictional.licensed(),
        {"works.0.sha256": next(iter(learned))["sha256"], "permits": {"train": "any"}},
    )
    maker["works"][1].pop("permits")
    on = TODAY + dt.timedelta(days=1)
    fictional.bring(home, maker, on=on)
    pieces = ("--dataset", "generated:painter:8", "-o", "model=one")
    second = athena("train", "painter", *pieces, *SMALL, "--name", "two")
    assert second.returncode == 0, second.stderr
    audited = athena("models", "audit", "two", "--json")
    assert audited.returncode == 0, audited.stdout
    taken = {"withdrawals": [fictional.withdrawal(TODAY)]}
    fictional.bring(home, fictional.again(maker, taken), on=on)
    reached = athena("models", "audit", "two")
    assert reached.returncode == 1
    assert f"withdrawn from {TODAY} by the artist" in " ".join(reached.stdout.split())
    third = athena("train", "painter", *pieces, *SMALL, "--name", "three")
    assert third.returncode == 1
    assert "[A08]" in third.stderr


def drawn_by_somebody(athena: Run, folder: Path) -> Path:
    """Make a folder of pictures with nothing in them that says who made them."""
    works, out = folder / "works", folder / "made"
    works.mkdir()
    more = ("--size", "64", "--upscaling", "none", "--count", "12", "--seed", "1")
    made = athena("create", "interruptions", *more, "--out", str(out))
    assert made.returncode == 0, made.stderr
    for path in out.glob("*.png"):
        with Image.open(path) as image:
            image.convert("RGB").save(works / path.name)
    return works
