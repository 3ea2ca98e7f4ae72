"""Whether walks end where they should, and works are transformed and encoded."""

from __future__ import annotations

import math
from collections.abc import Iterator

from athena_core.conformance import corpus as works
from athena_core.conformance import pieces
from athena_core.conformance.check import Failed
from athena_core.conformance.pieces import SEEDS, model, some
from athena_core.conformance.question import Question
from athena_core.conformance.subject import Subject
from athena_core.params import build
from athena_core.protocols import Event, Piece, Source
from athena_core.run.contained import context

ENDS = (3, 8)
STEPS = 3


def walk(subject: Subject) -> None:
    """Walk in three steps, and hold the ends against the seeds' own pieces."""
    found = _walked(subject)
    if len(found) != STEPS:
        raise Failed(
            f"a walk of {STEPS} steps gave {len(found)} pieces; yield one a step, both "
            "ends included",
        )
    if "generate" not in subject.generator.capabilities:
        return
    wanted = [some(subject, (seed,))[0].data for seed in ENDS]
    if [found[0].data, found[-1].data] != wanted:
        raise Failed(
            f"the walk from seed {ENDS[0]} to seed {ENDS[1]} does not begin and end "
            "with the pieces that these seeds give; compute the ends as generate() "
            "does, with exactly 0 and 1 as their shares",
        )


def _walked(subject: Subject) -> tuple[Piece, ...]:
    params, used = build(subject.params, {}), model(subject)
    method = subject.method("interpolate")
    with context(ENDS) as lent:
        events: Iterator[Event] = method(*ENDS, STEPS, params, lent, used)
        return pieces.drawn(events, most=STEPS)


def transform(subject: Subject) -> None:
    """Transform two works; each must give its own piece, the same one again."""
    first, second = (
        (works.source(subject.generator.inputs, number),) for number in (0, 1)
    )
    used = model(subject)

    def made(given: tuple[Source, ...]) -> list[str]:
        found = pieces.made(subject, SEEDS, used=used, given=given)
        if len(found) != len(SEEDS):
            raise Failed(
                f"it made {len(found)} pieces of one input and {len(SEEDS)} seeds; "
                "yield one Piece for each of context.seeds",
            )
        return pieces.digests(found)

    of_first = made(first)
    if made(second) == of_first:
        raise Failed(
            "two different inputs gave the same pieces; transform() makes its pieces "
            "of context.inputs",
        )
    if made(first) != of_first:
        raise Failed(
            "the same input and seed gave another piece; take all chance from "
            "context.random(seed)",
        )


def encode(subject: Subject) -> None:
    """Encode two works; vectors of one length, the same again, and not alike."""
    vectors = [_vector(subject, number) for number in (0, 1, 0)]
    if len({len(vector) for vector in vectors}) != 1:
        raise Failed("its vectors differ in length; all of a model's have one length")
    if vectors[0] != vectors[2]:
        raise Failed("the same work gave two vectors; nothing of chance may be in them")
    if vectors[0] == vectors[1]:
        raise Failed(
            "two different works gave the same vector; it must be computed from "
            "source.data",
        )


def _vector(subject: Subject, number: int) -> tuple[float, ...]:
    source = works.source(subject.generator.inputs, number)
    used = model(subject)
    with context((0,), inputs=(source,)) as lent:
        vector: tuple[float, ...] = subject.method("encode")(source, lent, used)
    numbers = isinstance(vector, tuple) and all(type(one) is float for one in vector)
    if not vector or not numbers or not all(map(math.isfinite, vector)):
        raise Failed(
            f"encode() gave a {type(vector).__name__} that is not a tuple of finite "
            "floats; return tuple(float(x) for x in ...)",
        )
    return vector


GENERATOR = (
    Question(
        word="walks-from-seed-to-seed",
        why="A walk joins two pieces that somebody knows.",
        ask=walk,
        needs=("interpolate",),
    ),
    Question(
        word="transforms-its-inputs",
        why="What somebody gives must be what the piece is made of.",
        ask=transform,
        needs=("transform",),
    ),
    Question(
        word="encodes-works-apart",
        why="Maps and nearest works are drawn from the vectors.",
        ask=encode,
        needs=("encode",),
    ),
)
