"""Fingerprints come into being with a model, and works that were taken back leave them.

At training time they are taken of the admitted works and joined with those of the
models it goes back to. A model that has none gets them here, from a dataset that holds
its works. A work whose entry does not let its hashes outlive a withdrawal is left out
whenever they are made anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import files
from athena_core.consent.permission import pairs, withdrawals
from athena_core.consent.registry import Registry
from athena_core.errors import InputError
from athena_core.library import ledger as ledgers
from athena_core.library import models
from athena_core.nearcopy import calibrating, kept, taking
from athena_core.nearcopy.kept import Prints
from athena_core.protocols import Corpus, Dataset, Model, Progress, Skipped, Work

Line = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fingerprints:
    """What lies beside a model, and what its card says of it."""

    prints: Prints
    guard: Mapping[str, Any]

    def put(self, folder: Path) -> None:
        """Write the files into a model's folder; the card is the caller's."""
        for name, data in kept.files(self.prints).items():
            files.write_bytes(folder / name, data)


def of_training(
    corpus: Corpus,
    parents: tuple[Model, ...],
    resume: Model | None,
) -> Generator[Progress, None, Fingerprints]:
    """Take the fingerprints of what a model is about to learn from.

    A training that goes on has them already, for its works are the same.
    """
    if resume is not None and kept.CARD in resume.card:
        prints = kept.read(resume.folder)
        return Fingerprints(prints=prints, guard=resume.card[kept.CARD])
    grown = (kept.read(model.folder) for model in parents)
    return (yield from _taken(corpus.works, corpus.held_out, grown))


def _taken(
    works: Iterable[Work],
    held_out: Iterable[Work],
    parents: Iterable[Prints],
    without: frozenset[bytes] = frozenset(),
) -> Generator[Progress, None, Fingerprints]:
    listed = list(works)
    steps = taking.take(listed, parents, without)
    try:
        while True:
            yield Progress(done=next(steps), total=len(listed))
    except StopIteration as end:
        prints: Prints = end.value
    guard = calibrating.calibrated(prints, held_out)
    return Fingerprints(prints=prints, guard=guard)


def add(
    model: Model,
    dataset: Dataset,
    known: Registry,
    on: dt.date,
) -> Generator[Progress, None, int]:
    """Make a model's fingerprints anew from a dataset that holds its works.

    Returns of how many works none could be made: they aren't in the dataset, can't be
    read, or were taken back with their hashes. Raises `InputError` when the dataset
    holds none of them.
    """
    learned = _learned(model)
    found = {work.sha256: work for work in _works(dataset)}
    works = [found[one["sha256"]] for one in learned if one["sha256"] in found]
    if not works:
        raise InputError(
            f"the dataset holds none of the {len(learned):,} works that {model.name!r} "
            "learned from",
        )
    kept_out = {one["sha256"] for one in model.ledger.get("held_out", ())}
    held_out = [work for work in found.values() if work.sha256 in kept_out]
    without = left_out(learned, known, on)
    made = yield from _taken(works, held_out, (), without)
    _write(model, made)
    prints = made.prints
    count = prints.words.works if prints.words else 0
    count += len(prints.pictures.keys) if prints.pictures else 0
    return len(learned) - count


def withdraw(model: Model, known: Registry, on: dt.date) -> int:
    """Make a model's fingerprints anew without the works that were taken back.

    Needs no dataset. Returns how many works were left out.
    """
    prints = kept.read(model.folder)
    without = left_out(_learned(model), known, on) & _keys(prints)
    if not without:
        return 0
    made = taking.joined(prints, without)
    old = model.card.get(kept.CARD, {})
    guard = {kind: {**facts, **_count(made, kind)} for kind, facts in old.items()}
    _write(model, Fingerprints(prints=made, guard=guard))
    return len(without)


def _count(prints: Prints, kind: str) -> dict[str, int]:
    if kind == "words":
        return {"works": prints.words.works if prints.words else 0}
    return {"works": len(prints.pictures.keys) if prints.pictures else 0}


def _keys(prints: Prints) -> frozenset[bytes]:
    texts, pictures = prints.words, prints.pictures
    found = [] if texts is None else [texts.key(n) for n in range(texts.works)]
    return frozenset([*found, *([] if pictures is None else pictures.keys)])


def _learned(model: Model) -> list[Line]:
    return [*ledgers.works(model.ledger), *ledgers.pieces(model.ledger)]


def _works(dataset: Dataset) -> Iterator[Work]:
    for one in dataset.works():
        if not isinstance(one, Skipped):
            yield one


def _write(model: Model, made: Fingerprints) -> None:
    made.put(model.folder)
    card = {**model.card, kept.CARD: made.guard}
    files.write_json(model.folder / models.CARD, card)


def left_out(lines: Iterable[Line], known: Registry, on: dt.date) -> frozenset[bytes]:
    """Return the works, by key, whose hashes may not be kept: they were taken back.

    `keep_fingerprint` lets hashes outlive a withdrawal, so that the guard can keep the
    work out of what is made; without it they go.
    """
    gone = (one for one in lines if _gone(one, known, on))
    return frozenset(taking.key(str(one["sha256"])) for one in gone)


def _gone(line: Line, known: Registry, on: dt.date) -> bool:
    taken_back = withdrawals(known, line, "train")
    if not any(one.effective_on <= on for one in taken_back):
        return False
    hashes = withdrawals(known, line, "keep_fingerprint")
    if any(one.effective_on <= on for one in hashes):
        return True
    return not all(_may_keep(known, *pair) for pair in pairs(known, line))


def _may_keep(known: Registry, identifier: str, work: str) -> bool:
    entry = known.find(identifier)
    entered = entry.work(work) if entry else None
    if entry is None or entered is None:
        return False
    narrower = entered.permits or entry.permits
    return "no" not in {entry.permits.keep_fingerprint, narrower.keep_fingerprint}
