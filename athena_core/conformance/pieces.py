"""Pieces to look at: what a generator makes, with whatever model there is."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from athena_core.conformance import corpus as works
from athena_core.conformance import lessons
from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.subject import Subject
from athena_core.library import fetched
from athena_core.params import build
from athena_core.protocols import (
    Checkpoint,
    Context,
    Event,
    Metric,
    Model,
    Piece,
    Preview,
    Progress,
    Source,
)
from athena_core.run.contained import context

MAKES = "makes-what-it-says"
EVENTS = (Progress, Metric, Preview, Piece, Checkpoint)
SEEDS = (1, 2)
NOTHING: Mapping[str, Any] = {}


@functools.cache
def model(subject: Subject) -> Model | None:
    """Return what it makes with: shipped weights, nothing, or a model trained here."""
    spec = subject.generator
    own = weights(subject)
    if own is not None or "train" not in spec.capabilities:
        return own
    try:
        made(subject, SEEDS[:1], used=None)
    except Exception:  # noqa: BLE001 - it needs a model, or is broken, which MAKES tells
        return lessons.taught(subject, lessons.corpus(subject)).models[-1]
    return None


def weights(subject: Subject) -> Model | None:
    """Return a generator's own model, inside its package or fetched, if it has one."""
    spec = subject.generator
    if spec.fetch and not fetched.complete(subject.id, spec.fetch):
        raise NotAsked(f"its weights are not here: `athena models fetch {subject.id}`")
    return fetched.own(subject.id, spec)


def inputs(subject: Subject, number: int = 0) -> tuple[Source, ...]:
    """Return what a generator that only transforms is given."""
    if "generate" in subject.generator.capabilities:
        return ()
    return (works.source(subject.generator.inputs, number),)


def start(
    subject: Subject,
    lent: Context,
    values: Mapping[str, Any] = NOTHING,
    used: Model | None = None,
) -> Iterator[Event]:
    """Start a generator on the seeds and inputs of a context."""
    word = "transform" if lent.inputs else "generate"
    method = subject.method(word)
    events: Iterator[Event] = method(build(subject.params, values), lent, used)
    return events


def made(
    subject: Subject,
    seeds: Sequence[int],
    values: Mapping[str, Any] = NOTHING,
    *,
    used: Model | None,
    given: tuple[Source, ...] | None = None,
) -> tuple[Piece, ...]:
    """Make pieces of seeds; raises as the plugin raises."""
    lend = inputs(subject) if given is None else given
    with context(tuple(seeds), inputs=lend) as lent:
        return drawn(start(subject, lent, values, used), most=len(seeds))


def drawn(events: Iterator[Event], most: int) -> tuple[Piece, ...]:
    """Pull the pieces out of events, and no more than one too many."""
    found: list[Piece] = []
    for event in events:
        if not isinstance(event, EVENTS):
            raise Failed(
                f"it yielded {event!r}, which is no event; yield Piece, Progress, "
                "Preview, Metric or Checkpoint",
            )
        if isinstance(event, Piece):
            found.append(event)
        if len(found) > most:
            break
    return tuple(found)


def some(
    subject: Subject,
    seeds: Sequence[int] = SEEDS,
    values: Mapping[str, Any] = NOTHING,
    given: tuple[Source, ...] | None = None,
) -> tuple[Piece, ...]:
    """Make pieces for a check about something else.

    Raises `NotAsked` when making itself fails, which is another check's finding.
    """
    used = model(subject)
    try:
        pieces = made(subject, seeds, values, used=used, given=given)
    except NotAsked:
        raise
    except Exception as error:
        raise NotAsked(f"it makes nothing to look at: see {MAKES}") from error
    if len(pieces) != len(seeds):
        raise NotAsked(f"it does not make one piece a seed: see {MAKES}")
    return pieces


def digests(pieces: Sequence[Piece]) -> list[str]:
    """Return one hash a piece, of its bytes and its title."""
    return [
        hashlib.sha256(piece.title.encode() + b"\n" + piece.data).hexdigest()
        for piece in pieces
    ]
