"""Fingerprints lie beside every checkpoint, and go with works that were taken back."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from athena_core import InputError, Model, Skipped, Work, run
from athena_core.consent.registry import Registry
from athena_core.files import read_json, write_json
from athena_core.library import models
from athena_core.nearcopy import kept
from athena_core.nearcopy.taking import key
from athena_core.plugins import Plugins
from athena_core.run import fingerprinting
from tests.unit.consent import fictional as entries
from tests.unit.nearcopy import fictional
from tests.unit.nearcopy.fictional import end

ON = entries.ON
EVE = ON - dt.timedelta(days=1)
MINE, HERS = fictional.poem(1), fictional.poem(2)


@pytest.fixture
def verses(tmp_path: Path) -> Path:
    """Write lines long enough to be copied; a line is a work."""
    path = tmp_path / "verses.txt"
    lines = (" ".join(fictional.words(number, 12)) for number in range(6))
    path.write_text("".join(f"title {n}: {line}\n" for n, line in enumerate(lines)))
    return path


def lesson(tiny: Plugins, verses: Path, **more: Any) -> run.Lesson:
    offer = run.Offer(name=f"verses:{verses}", right="own", because="my lines")
    title, dataset = run.offered(tiny, offer)
    corpus = run.admitted(tiny, dataset, run.Selection(), learns_from=("text/plain",))
    return run.prepare(tiny, "parrot", title, corpus, {}, **more)


def trained(tiny: Plugins, verses: Path, name: str, **more: Any) -> Model:
    list(run.train(lesson(tiny, verses, name=name, **more)))
    return models.find(name)


def held(model: Model) -> set[bytes]:
    prints = kept.words(model.folder)
    return set() if prints is None else {prints.key(n) for n in range(prints.works)}


def keys(model: Model) -> set[bytes]:
    return {key(one["sha256"]) for one in model.ledger["works"]}


def test_every_checkpoint_has_fingerprints_of_its_works(
    tiny: Plugins,
    verses: Path,
) -> None:
    model = trained(tiny, verses, "mine")
    for folder in models.checkpoints("mine"):
        assert held(models.read(folder, "mine")) == keys(model)
    count = len(model.ledger["works"])
    assert model.card["guard"]["words"]["works"] == count
    files = {path.name for path in (model.folder / kept.FOLDER).iterdir()}
    assert files == {kept.WORDS}


def test_fingerprints_hold_no_word_of_the_works(tiny: Plugins, verses: Path) -> None:
    model = trained(tiny, verses, "mine")
    data = (model.folder / kept.FOLDER / kept.WORDS).read_bytes()
    assert not any(word.encode() in data for word in verses.read_text().split())


def test_a_child_has_its_parents_fingerprints_too(tiny: Plugins, verses: Path) -> None:
    parent = trained(tiny, verses, "parent")
    verses.write_text(f"own: {' '.join(fictional.words(77, 9))}\n")
    child = trained(tiny, verses, "child", parent=parent)
    assert held(child) == keys(parent) | keys(child)
    assert len(held(child)) == len(keys(parent)) + 1


def test_a_resumed_training_keeps_what_it_had(tiny: Plugins, verses: Path) -> None:
    events = run.train(lesson(tiny, verses, name="halves"))
    next(event for event in events if isinstance(event, run.Kept))
    events.close()  # type: ignore[attr-defined]
    before = models.find("halves")
    data = (before.folder / kept.FOLDER / kept.WORDS).read_bytes()
    after = trained(tiny, verses, "halves", resume=True)
    assert (after.folder / kept.FOLDER / kept.WORDS).read_bytes() == data
    assert after.card["guard"] == before.card["guard"]


def test_an_export_carries_them(tiny: Plugins, verses: Path, tmp_path: Path) -> None:
    model = trained(tiny, verses, "mine")
    models.export(model, tmp_path / "out", {})
    assert held(models.read(tmp_path / "out", "out")) == keys(model)


# --- works that were taken back ---------------------------------------------------


@dataclass(frozen=True)
class Poems:
    """A dataset of poems by name; `hers` is a fictional artist's, `mine` the user's."""

    texts: dict[str, str]

    def works(self) -> Iterator[Work | Skipped]:
        yield Skipped(name="other", reason="it is no work")
        yield from (poem(name, text) for name, text in self.texts.items())


BOTH = Poems({"mine": MINE, "hers": HERS})


def poem(name: str, text: str) -> Work:
    return Work(
        id=name,
        title=f"the title of {name}",
        maker="",
        year=None,
        media_type="text/plain",
        sha256=digest(text),
        right=None,
        open=partial(io.BytesIO, text.encode()),
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def known(**changes: Any) -> Registry:
    hers = {
        "id": "hers",
        "title": "Hers (fictional)",
        "media_type": "text/plain",
        "sha256": digest(HERS),
        "locations": ["https://artist.example.org/hers"],
    }
    entry = entries.changed(entries.consented(), {"works": [hers], **changes})
    return entries.registry(entry)


@pytest.fixture
def model(tmp_path: Path) -> Model:
    """Write a model from elsewhere: weights of nobody, a ledger, no fingerprints."""
    right = {"basis": "consent", "because": "it said so", "entry": entries.LIVING}
    lines = [
        {"id": "mine", "sha256": digest(MINE), "media_type": "text/plain"},
        {
            "id": "hers",
            "sha256": digest(HERS),
            "media_type": "text/plain",
            "right": right,
        },
    ]
    folder = tmp_path / "model"
    folder.mkdir()
    write_json(folder / "card.json", {"name": "m"})
    write_json(folder / "ledger.json", {"works": lines})
    return models.read(folder, "m")


def test_a_model_from_elsewhere_gets_them_from_a_dataset(model: Model) -> None:
    assert end(fingerprinting.add(model, BOTH, known(), ON)) == 0
    assert held(model) == keys(model)
    assert read_json(model.folder / "card.json")["guard"]["words"]["works"] == 2


def test_works_that_the_dataset_lacks_are_counted(model: Model) -> None:
    one, none = Poems({"mine": MINE}), Poems({"another": fictional.poem(3)})
    assert end(fingerprinting.add(model, one, known(), ON)) == 1
    with pytest.raises(InputError, match="none of the 2 works"):
        end(fingerprinting.add(model, none, known(), ON))


WITHDRAWN = {"withdrawals": [entries.withdrawal(ON)]}
NAMED = {
    "withdrawals": [
        entries.withdrawal(ON),
        entries.withdrawal(ON, scope=["keep_fingerprint"]),
    ],
}
BLANKED = {
    **WITHDRAWN,
    "works": [],
    "status": "withdrawn",
    "status_reason": "withdrawn",
}


@pytest.mark.parametrize(
    ("changes", "on", "stays"),
    [
        ({}, ON, True),
        ({"permits.keep_fingerprint": "no"}, ON, True),
        (WITHDRAWN, EVE, True),
        (WITHDRAWN, ON, True),
        ({**WITHDRAWN, "permits.keep_fingerprint": "no"}, EVE, True),
        ({**WITHDRAWN, "permits.keep_fingerprint": "no"}, ON, False),
        (NAMED, ON, False),
        (BLANKED, ON, False),
    ],
)
def test_hashes_outlive_a_withdrawal_only_where_that_was_permitted(
    changes: dict[str, Any],
    on: dt.date,
    stays: bool,
    model: Model,
) -> None:
    end(fingerprinting.add(model, BOTH, known(), on))
    made = models.read(model.folder, "m")
    left_out = fingerprinting.withdraw(made, known(**changes), on)
    assert left_out == (0 if stays else 1)
    assert (key(digest(HERS)) in held(model)) == stays
    assert key(digest(MINE)) in held(model)
    card = json.loads((model.folder / "card.json").read_bytes())
    assert card["guard"]["words"]["works"] == (2 if stays else 1)
    again = end(fingerprinting.add(model, BOTH, known(**changes), on))
    assert again == left_out
    assert (key(digest(HERS)) in held(model)) == stays
