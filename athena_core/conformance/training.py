"""Whether a training ends in a whole model, tells of its steps, stops and goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from athena_core.conformance import lessons, pieces, stopping
from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.lessons import TRAINS, Run, taught
from athena_core.conformance.question import Question
from athena_core.conformance.subject import Subject
from athena_core.protocols import Checkpoint, Context, Event, Metric, Progress
from athena_core.run.contained import context

RESUMES = "resumes-to-the-same-bytes"
FILES = frozenset({".json", ".safetensors", ".txt"})
"""What a checkpoint may hold: none of them can bring code along."""
HEADER = 8
"""Bytes of a safetensors file that give the length of its header."""


def reloads(subject: Subject) -> None:
    """Train on four works, and make pieces with the last checkpoint."""
    run = lessons.train(subject, lessons.corpus(subject))
    finals = [one.final for one in run.events if isinstance(one, Checkpoint)]
    if not finals:
        raise Failed(
            "its training ended without a checkpoint; yield Checkpoint(folder=..., "
            "step=..., final=True) when the model is whole",
        )
    if finals != [False] * (len(finals) - 1) + [True]:
        raise Failed(
            "its last checkpoint, and no other, must say final=True: so the card tells "
            "that the training came to its end",
        )
    if not run.last:
        raise Failed("its checkpoint holds no file; write the model into the folder")
    if "generate" in subject.generator.capabilities:
        _made(subject, run)


def _made(subject: Subject, run: Run) -> None:
    try:
        pieces.made(subject, pieces.SEEDS, used=run.models[-1])
    except Exception as error:
        _only_without_it(subject, error)
        raise Failed(
            f"what it trained cannot be made with: {type(error).__name__}: {error}; "
            "generate() must read back what train() wrote into the checkpoint",
        ) from error


def _only_without_it(subject: Subject, error: Exception) -> None:
    """Leave a generator that makes nothing at all to the check about it."""
    try:
        pieces.made(subject, pieces.SEEDS, used=pieces.weights(subject))
    except Exception:  # noqa: BLE001 - which error it is, the other check tells
        told = f"it makes nothing at all: see {pieces.MAKES}"
        raise NotAsked(told) from error


def steps(subject: Subject) -> None:
    """Look for an event of every step of a training."""
    run = taught(subject, lessons.corpus(subject))
    progress = [one for one in run.events if isinstance(one, Progress)]
    if not progress:
        raise Failed(
            "its training yields no Progress; yield Progress(done=..., total=...) at "
            "least once a step, so that it can be watched and stopped",
        )
    total = progress[-1].total
    told = {one.done for one in progress if one.total == total}
    told |= {one.step for one in run.events if isinstance(one, Metric)}
    if total < lessons.SHORT:
        raise NotAsked(
            f"its training has {total} steps with the smallest values; give larger "
            "ones: Field(..., examples=[...]) or parametrize(train={...})",
        )
    if silent := sorted(set(range(1, total + 1)) - told):
        raise Failed(
            f"of {total} steps it told nothing of {len(silent)} (the first: "
            f"{silent[0]}); yield an event in every step: between two events nobody "
            "can stop it",
        )


def resumes(subject: Subject) -> None:
    """Train unbroken, twice; then stop at the first checkpoint and go on."""
    learned = lessons.corpus(subject)
    whole = taught(subject, learned)
    again = taught(subject, learned)
    if whole.last != again.last:
        raise Failed(
            f"two trainings with one seed, the same works and options left other bytes "
            f"({_differing(whole, again)}); take all chance from context.seed, and "
            "nothing from the clock, hash() or the order of a set",
        )
    if len(whole.models) == 1:
        raise NotAsked(
            "it leaves one checkpoint, at its end, so there is nothing to go on from",
        )
    first = taught(subject, learned, checkpoints=1)
    resumed = lessons.train(subject, learned, resume=first.models[0])
    if not resumed.models or resumed.last != whole.last:
        raise Failed(
            "stopped at its first checkpoint and resumed, it left other bytes than the "
            f"unbroken training ({_differing(whole, resumed)}); write all state into "
            "the checkpoint (step, optimizer, the random generator's state, the order "
            "of works) and read it back when `resume` is given",
        )


def _differing(one: Run, other: Run) -> str:
    last = other.last if other.models else {}
    names = sorted(
        name for name in {*one.last, *last} if one.last.get(name) != last.get(name)
    )
    return ", ".join(names[:4])


def stops(subject: Subject) -> None:
    """Stop a training after a few events, and see what is left."""
    learned = lessons.corpus(subject)
    taught(subject, learned, checkpoints=1)

    def begin(lent: Context) -> Iterator[Event]:
        return lessons.events(subject, learned, lent)

    with context((lessons.SEED,)) as lent:
        stopping.stop(subject, lent, begin, events=3)


def no_pickle(subject: Subject) -> None:
    """Read every file of a checkpoint as what its name says."""
    run = taught(subject, lessons.corpus(subject))
    folder = run.models[-1].folder
    for path in filter(Path.is_file, sorted(folder.rglob("*"))):
        name = path.relative_to(folder)
        if path.suffix not in FILES:
            raise Failed(
                f"its checkpoint holds {name}; write numbers as *.safetensors and the "
                "rest as *.json or *.txt: other formats, pickle above all, can bring "
                "code along",
            )
        try:
            _read(path)
        except (ValueError, OverflowError) as error:
            raise Failed(
                f"{name} in its checkpoint does not read as {path.suffix} ({error}); "
                "write what the name says",
            ) from error


def _read(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix == ".txt":
        data.decode()
    elif path.suffix == ".json":
        json.loads(data)
    else:
        length = int.from_bytes(data[:HEADER], "little")
        json.loads(data[HEADER : HEADER + length])


GENERATOR = (
    Question(
        word=TRAINS,
        why="Whoever trains for hours must end with a model that makes something.",
        ask=reloads,
        needs=("train",),
    ),
    Question(
        word="an-event-a-step",
        why="Between two events nobody can watch, pause or stop a training.",
        ask=steps,
        needs=("train",),
    ),
    Question(
        word=RESUMES,
        why="A machine may stop at any time; the model must not depend on it.",
        ask=resumes,
        needs=("train",),
    ),
    Question(
        word="training-stops-cleanly",
        why="Stopping is close(); nothing may go on or lie about after it.",
        ask=stops,
        needs=("train",),
    ),
    Question(
        word="checkpoints-hold-no-pickle",
        why="Models are shared, and a pickle runs what its maker wants.",
        ask=no_pickle,
        needs=("train",),
    ),
)
