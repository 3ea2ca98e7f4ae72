"""Whether a generator learns from the works it is given, and from nothing else."""

from __future__ import annotations

from athena_core.conformance import lessons
from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.lessons import taught
from athena_core.conformance.question import Question
from athena_core.conformance.subject import Subject
from athena_core.conformance.training import RESUMES
from athena_core.conformance.watching import watched
from athena_core.run.contained import context

OTHERS = 20
"""Number of the first of four other works."""


def only(subject: Subject) -> None:
    """Train under watch, the loading of the factory included."""
    learned = lessons.corpus(subject)
    lend = context((lessons.SEED,))
    with lend as lent, watched(subject.folder, lent, premise=lessons.TRAINS):
        for _ in lessons.events(subject, learned, lent):
            pass


def works(subject: Subject) -> None:
    """Train on four works and on four others: two models."""
    first = taught(subject, lessons.corpus(subject))
    second = taught(subject, lessons.corpus(subject, OTHERS))
    if first.last == second.last:
        raise Failed(
            "four works and four others left the same model, so the ledger would "
            "credit works that it never learned from; learn from corpus.works",
        )


def held_out(subject: Subject) -> None:
    """Train with and without works held out: the same model."""
    learned = lessons.corpus(subject)
    plain = taught(subject, learned)
    beside = taught(subject, lessons.corpus(subject, held_out=2))
    if plain.last == beside.last:
        return
    if taught(subject, learned).last != plain.last:
        raise NotAsked(f"its training differs from run to run: see {RESUMES}")
    raise Failed(
        "works in corpus.held_out changed the model; they are there to measure on, "
        "and must not reach what is learned: not the vocabulary, not the averages, "
        "not the random numbers",
    )


GENERATOR = (
    Question(
        word="learns-only-from-the-corpus",
        why="Whose works a model learned from is what its ledger says, or it lies.",
        ask=only,
        needs=("train",),
    ),
    Question(
        word="learns-from-the-works",
        why="A ledger that names works which were never read credits wrongly.",
        ask=works,
        needs=("train",),
    ),
    Question(
        word="held-out-works-are-not-learned",
        why="What is measured on must not have been learned.",
        ask=held_out,
        needs=("train",),
    ),
)
