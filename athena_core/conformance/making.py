"""Whether pieces come as the contract says: from seeds, options and model alone."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from athena_core.conformance import pieces, stopping
from athena_core.conformance.changing import change
from athena_core.conformance.check import Failed
from athena_core.conformance.pieces import MAKES, SEEDS, some
from athena_core.conformance.question import Question
from athena_core.conformance.subject import Subject
from athena_core.conformance.watching import watched
from athena_core.protocols import Event, Piece
from athena_core.run.contained import context

SAME = "same-seed-same-piece"
CHANCE = (
    "take all chance from context.random(seed), or seed your own generator with "
    "nothing but the piece's seed; never hash(), the clock, an order of a set or of "
    "files, or a generator that others share"
)
FOUR = (11, 12, 13, 14)
DISTINCT = 3


def makes(subject: Subject) -> None:
    """Make pieces and look at their number, media type and bytes."""
    spec = subject.generator
    found = pieces.made(subject, SEEDS, used=pieces.model(subject))
    if len(found) != len(SEEDS):
        many = "more" if len(found) > len(SEEDS) else f"{len(found)} pieces"
        raise Failed(
            f"it made {many} where {len(SEEDS)} were asked for; yield one Piece for "
            "each of context.seeds, in their order",
        )
    for piece in found:
        if not isinstance(piece.data, bytes) or not piece.data:
            raise Failed(
                "a piece holds no bytes; Piece.data is the whole file as bytes",
            )
        if spec.media_types and piece.media_type not in spec.media_types:
            raise Failed(
                f"it made {piece.media_type}, and its spec's media_types are "
                f"{', '.join(spec.media_types)}; add it there",
            )
        try:
            _readable(piece)
        except Exception as error:
            raise Failed(
                f"a piece says it is {piece.media_type} and does not read as that "
                f"({type(error).__name__}: {error}); make the bytes of a whole file",
            ) from error


def _readable(piece: Piece) -> None:
    """Read a piece as what it says it is; raises what its reader raises."""
    from athena_core.provenance.content import content  # noqa: PLC0415 - loads Pillow

    content(piece.media_type, piece.data)
    if piece.media_type in {"audio/wav", "audio/x-wav"}:
        with wave.open(io.BytesIO(piece.data)) as sound:
            sound.readframes(sound.getnframes())
    if piece.media_type == "image/svg+xml":
        ET.fromstring(piece.data)  # noqa: S314 - the plugin's own, in a child


def same(subject: Subject) -> list[str]:
    """Make a seed twice; what is returned is compared between processes."""
    first = pieces.digests(some(subject))
    if pieces.digests(some(subject, SEEDS[:1])) != first[:1]:
        raise Failed(f"a seed gave two different pieces in one process; {CHANCE}")
    return first


def other(subject: Subject) -> None:
    """Make four seeds, whose bytes must not be all alike."""
    data = {piece.data for piece in some(subject, FOUR)}
    if len(data) < DISTINCT:
        raise Failed(
            f"four seeds gave {len(data)} different pieces; the seed must steer what "
            "is made: draw from context.random(seed)",
        )


def batch(subject: Subject) -> None:
    """Make seeds together, in another order, and one by one."""
    together = pieces.digests(some(subject, SEEDS))
    turned = pieces.digests(some(subject, SEEDS[::-1]))[::-1]
    alone = [pieces.digests(some(subject, (seed,)))[0] for seed in SEEDS]
    if alone == together == turned:
        return
    if pieces.digests(some(subject, SEEDS)) != together:
        same_seed_first()
    raise Failed(
        "a seed's piece is another when it is made in a batch or in another order; "
        "`--seed 3` must give what `--seed 1 --count 3` gave last: start each piece "
        "from its own seed and carry nothing over",
    )


def same_seed_first() -> None:
    """Leave what comes of chance to the check about it."""
    from athena_core.conformance.check import NotAsked  # noqa: PLC0415 - by its side

    raise NotAsked(f"the same seed gives other pieces: see {SAME}")


def stops(subject: Subject) -> None:
    """Stop after the first event, and see what is left."""
    used = pieces.model(subject)
    some(subject, SEEDS[:1])

    def begin(lent: Any) -> Iterator[Event]:
        return pieces.start(subject, lent, used=used)

    with context(SEEDS, inputs=pieces.inputs(subject)) as lent:
        stopping.stop(subject, lent, begin, events=1)


def alone(subject: Subject) -> None:
    """Make pieces under watch, the loading of the factory included."""
    used = pieces.model(subject)
    also = () if used is None else (used.folder,)
    lend = context(SEEDS, inputs=pieces.inputs(subject))
    with lend as lent, watched(subject.folder, lent, *also, premise=MAKES):
        pieces.drawn(pieces.start(subject, lent, used=used), most=len(SEEDS))


MADE = ("generate", "transform")
GENERATOR = (
    Question(
        word=MAKES,
        why="The core saves, stamps and checks a piece by its media type.",
        ask=makes,
        needs=MADE,
    ),
    Question(
        word=SAME,
        why="A saved piece can be made again from its record.",
        ask=same,
        needs=MADE,
        twice=True,
        differs=f"the same seed gave other pieces in another process; {CHANCE}",
    ),
    Question(
        word="other-seed-other-piece",
        why="A seed is how somebody finds a piece of their own.",
        ask=other,
        needs=("generate",),
    ),
    Question(
        word="batch-changes-nothing",
        why="Piece i of a batch is the piece of its own seed, in any batch.",
        ask=batch,
        needs=MADE,
    ),
    Question(
        word="options-change-the-piece",
        why="An option that changes nothing is a promise that is not kept.",
        ask=change,
        needs=MADE,
    ),
    Question(
        word="stops-cleanly",
        why="Stopping is close(); nothing may go on or lie about after it.",
        ask=stops,
        needs=MADE,
    ),
    Question(
        word="makes-from-nothing-else",
        why="A user must be able to tell what a piece was made from.",
        ask=alone,
        needs=MADE,
    ),
)
