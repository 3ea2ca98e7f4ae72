"""Short trainings: small values, four works, and what the checkpoints hold."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from athena_core.conformance import corpus as works
from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.params import drawn
from athena_core.conformance.subject import Subject
from athena_core.library import ledger as ledgers
from athena_core.library import models
from athena_core.params import ParamField, Params, build
from athena_core.protocols import Checkpoint, Context, Corpus, Event, Model
from athena_core.run.contained import context

TRAINS = "trains-and-reloads"
SEED = 7
LENGTHS = frozenset(
    {"epochs", "generations", "iterations", "passes", "rounds", "steps", "updates"},
)
"""Options that say how long a training is."""
SHORT = 2
"""Steps or rounds: the fewest that can be stopped between."""
_numbers = itertools.count(1)


@dataclass
class Run:
    """What a training gave."""

    events: list[Event] = field(default_factory=list)
    models: list[Model] = field(default_factory=list)
    """One for each checkpoint; of all but the last two only the digests are left."""
    digests: list[dict[str, str]] = field(default_factory=list)
    """The SHA-256 of each checkpoint's files, what the core writes left out."""

    @property
    def last(self) -> dict[str, str]:
        """The digests of the last checkpoint."""
        return self.digests[-1]


def values(subject: Subject) -> dict[str, Any]:
    """Return the small values that training is tried with.

    The author's come first, then the first of a field's `examples`; else numbers that
    must be 1 or more are at their minimum, and the length of the training is 2.
    """
    params = subject.train_params
    small = {one.name: _small(one, params) for one in drawn(params)}
    given = {name: value for name, value in small.items() if value is not None}
    return {**given, **subject.values}


def _small(one: ParamField, params: type[Params]) -> Any:
    if examples := params.model_fields[one.name].examples:
        return examples[0]
    if one.choices and all(choice.isdigit() for choice in one.choices):
        return min(one.choices, key=int)
    if one.kind != "int":
        return None
    if one.name in LENGTHS:
        return max(int(one.minimum or 0), SHORT)
    return int(one.minimum) if one.minimum and one.minimum >= 1 else None


def corpus(subject: Subject, first: int = 0, held_out: int = 0) -> Corpus:
    """Return four works that the generator says it learns from."""
    return works.corpus(subject.generator.learns_from, first, held_out)


def events(
    subject: Subject,
    learned: Corpus,
    lent: Context,
    resume: Model | None = None,
) -> Iterator[Event]:
    """Start a training."""
    params = build(subject.train_params, values(subject))
    started: Iterator[Event] = subject.method("train")(learned, params, lent, resume)
    return started


def train(
    subject: Subject,
    learned: Corpus,
    *,
    resume: Model | None = None,
    checkpoints: int = 0,
) -> Run:
    """Train to the end, or until there are so many checkpoints; raises as it raises."""
    with context((SEED,)) as lent:
        return pull(subject, learned, lent, resume=resume, checkpoints=checkpoints)


def pull(
    subject: Subject,
    learned: Corpus,
    lent: Context,
    *,
    resume: Model | None = None,
    checkpoints: int = 0,
) -> Run:
    """Train as `train` does, with a context that is lent already."""
    name = f"kit-{next(_numbers)}"
    run, pulled = Run(), events(subject, learned, lent, resume)
    for event in pulled:
        run.events.append(event)
        if isinstance(event, Checkpoint):
            run.models.append(_kept(subject, event, name, learned, lent))
            run.digests.append(digest(run.models[-1].folder))
            if len(run.models) == checkpoints:
                close(pulled)
                break
    return run


def close(pulled: Iterator[Event]) -> None:
    """Stop a run as the core does."""
    if stop := getattr(pulled, "close", None):
        stop()


def _kept(
    subject: Subject,
    event: Checkpoint,
    name: str,
    learned: Corpus,
    lent: Context,
) -> Model:
    """Move a checkpoint into the child's library, as the core does."""
    if lent.scratch.resolve() not in event.folder.resolve().parents:
        raise Failed(
            f"its checkpoint lies at {event.folder}; write it into a new folder of "
            "context.scratch, from which the core moves it",
        )
    card = {
        "name": name,
        "generator": subject.id,
        "finished": event.final,
        "seed": SEED,
        "params": build(subject.train_params, values(subject)).model_dump(mode="json"),
    }
    ledger = ledgers.ledger(learned, "conformance", None)
    return models.keep(name, event.folder, event.step, card, ledger)


def digest(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of the files that the plugin wrote."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {models.CARD, models.LEDGER}
    }


def taught(subject: Subject, learned: Corpus, **how: Any) -> Run:
    """Train for a check about something else; `NotAsked` when training itself fails."""
    try:
        run = train(subject, learned, **how)
    except NotAsked:
        raise
    except Exception as error:
        raise NotAsked(f"its training fails: see {TRAINS}") from error
    if not run.models:
        raise NotAsked(f"its training leaves no checkpoint: see {TRAINS}")
    return run
