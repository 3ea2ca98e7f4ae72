"""Training a model again from its own ledger, without what may not be learned from now.

The same generator, parameters and seed, and the same works by their hashes, as far as
they are still admitted. What is left out stands in the new ledger with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from athena_core.consent.permission import may
from athena_core.consent.registry import Asking, Registry, registry
from athena_core.errors import InputError, NotFoundError, RefusedError
from athena_core.library import ledger as ledgers
from athena_core.library import models
from athena_core.plugins import Plugins
from athena_core.protocols import Corpus, Dataset, Model, Skipped, Work
from athena_core.run import shelf
from athena_core.run.offering import Selection, admitted
from athena_core.run.opening import Offer, offered
from athena_core.run.recipes import Recipe
from athena_core.run.retiring import replacement
from athena_core.run.training import Lesson, prepare

MISSING = "A31"
GONE = "it is not in the dataset any more"
NAMED = 5
"""Missing works that a sentence names."""

Line = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Those works of a dataset that have one of these hashes, in its order."""

    dataset: Dataset
    hashes: frozenset[str]

    @property
    def parent(self) -> Model | None:
        """Return the model that made the works, if one did."""
        return getattr(self.dataset, "parent", None)

    def works(self) -> Iterator[Work | Skipped]:
        """Yield the known works, and what is no work."""
        for one in self.dataset.works():
            if isinstance(one, Skipped) or one.sha256 in self.hashes:
                yield one


def retrain(
    plugins: Plugins,
    model: Model,
    offer: Offer,
    asking: Asking,
    *,
    name: str = "",
    without_missing: bool = False,
    device: str = "auto",
    precision: str = "auto",
) -> Lesson:
    """Prepare a training of a model's works that may still be learned from.

    `offer` names a dataset that holds the works. Raises `RefusedError` for a model of
    unknown origin or with a retired parent, `InputError` for works that are missing
    from the dataset (unless `without_missing`), `NotAdmittedError` when none is left.
    """
    generator = _generator(model)
    known = registry()
    lines = list(model.ledger.get("works", ()))
    kept_out = [one["sha256"] for one in model.ledger.get("held_out", ())]
    hashes = frozenset([*(one["sha256"] for one in lines), *kept_out])
    corpus = admitted(
        plugins,
        Known(dataset=offered(plugins, offer)[1], hashes=hashes),
        Selection(),
        learns_from=plugins.generator(generator).spec.learns_from,
        asking=asking,
    )
    left_out = _left_out(lines, corpus, known, asking)
    if not without_missing:
        _all_found(model, left_out)
    lesson = prepare(
        plugins,
        generator,
        str(model.card.get("dataset", "")),
        corpus,
        model.card.get("params", {}),
        name=name or _next_name(model),
        seed=int(model.card.get("seed", 1)),
        parent=_parent(plugins, model),
        device=device,
        precision=precision,
        asking=asking,
        recipe=Recipe.of(plugins, offer, asking),
    )
    return replace(lesson, ledger=_proven(lesson.ledger, model, left_out, lines))


def _generator(model: Model) -> str:
    if not model.ledger.get("works"):
        raise RefusedError(
            f"model {model.name!r} has no ledger to train it again from: nobody says "
            "whose works it learned from",
        )
    if "generator" not in model.card:
        raise InputError(f"{model.folder / models.CARD} names no generator")
    return str(model.card["generator"])


def _left_out(
    lines: list[Line],
    corpus: Corpus,
    known: Registry,
    asking: Asking,
) -> list[dict[str, str]]:
    """Say of every work of the old ledger that is not learned from again, why."""
    again = {work.sha256 for work in (*corpus.works, *corpus.held_out)}
    refused = {one.work.sha256: (one.code, one.reason) for one in corpus.refused}
    found = again | set(refused)
    absent = [one for one in lines if one["sha256"] not in found]
    for ruling in may(known, absent, "train", asking, declared=True):
        first, *others = ruling.reasons
        also = "".join(f"; {one.text} [{one.code}]" for one in others)
        refused[ruling.sha256] = (first.code, first.text + also)
    return [
        _line(one, *refused.get(one["sha256"], (MISSING, GONE)))
        for one in lines
        if one["sha256"] not in again
    ]


def _line(work: Line, code: str, reason: str) -> dict[str, str]:
    return {"id": str(work["id"]), "code": code, "reason": reason}


def _all_found(model: Model, left_out: list[dict[str, str]]) -> None:
    missing = [one["id"] for one in left_out if one["code"] == MISSING]
    if not missing:
        return
    rest = len(missing) - NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    raise InputError(
        f"{len(missing):,} of the works {model.name!r} learned from are not in the "
        f"dataset, though nobody took them back: {', '.join(missing[:NAMED])}{more}; "
        "name one that holds them with --dataset, or leave them out too with "
        "--without-missing",
    )


def _next_name(model: Model) -> str:
    """Return NAME-2, or the first number that is free."""
    base = models.slug(model.name.rpartition("/")[2])
    names = (f"{base}-{number}" for number in count(2))
    return next(name for name in names if not models.checkpoints(name))


def _parent(plugins: Plugins, model: Model) -> Model | None:
    """Return the model it started from, or what replaced that one.

    Raises `NotFoundError` when neither is there.
    """
    parent = model.ledger.get("parent")
    if not parent:
        return None
    name = str(parent["model"])
    newer = replacement(name)
    try:
        return shelf.find(plugins, newer or name)
    except NotFoundError:
        raise NotFoundError(
            f"{model.name!r} started from the model {newer or name!r}, which is not "
            "among yours any more; without it, it cannot be trained again",
        ) from None


def _proven(
    ledger: Line,
    model: Model,
    left_out: list[dict[str, str]],
    lines: list[Line],
) -> dict[str, Any]:
    """Return the new ledger with what it replaces, and what it does not hold.

    Raises `RefusedError` when a work that is left out came in by another way, such as
    a parent that learned from it too.
    """
    absent = {one["id"] for one in left_out}
    out = {one["sha256"] for one in lines if str(one["id"]) in absent}
    if still := [one for one in ledgers.works(ledger) if one["sha256"] in out]:
        raise RefusedError(
            f"{still[0]['id']} is left out, but the model it starts from learned from "
            "it too; train that one again first, with `athena models retrain`",
        )
    replaces = {"model": model.name, "sha256": ledgers.digest(model.ledger)}
    return {**ledger, "replaces": replaces, "left_out": left_out}
