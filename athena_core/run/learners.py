"""Which models learned from an entry's works: asked of their ledgers, parents too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from athena_core.consent.entry import Entry
from athena_core.consent.gate import crossing
from athena_core.library import ledger
from athena_core.protocols import Model


@dataclass(frozen=True, kw_only=True, slots=True)
class Learner:
    """A model, and how many of an entry's works it learned from."""

    model: str
    generator: str
    works: int
    of: int
    """Works it learned from in all."""


def learners(models: Iterable[Model], entry: Entry) -> Iterator[Learner]:
    """Yield the models whose ledgers name the entry, or hold a work under its hashes.

    A work that has been struck from the entry is still known by the entry's id.
    """
    hashes = {one for work in entry.works for one in crossing.hashes(work)}
    for model in models:
        learned = list(ledger.works(model.ledger)) if model.ledger else []
        theirs = sum(
            (one.get("right") or {}).get("entry") == entry.id or one["sha256"] in hashes
            for one in learned
        )
        if theirs:
            yield Learner(
                model=model.name,
                generator=str(model.card.get("generator", "")),
                works=theirs,
                of=len(learned),
            )
