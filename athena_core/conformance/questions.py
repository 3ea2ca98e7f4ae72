"""All questions, in the order in which they are asked."""

from __future__ import annotations

import importlib

from athena_core.conformance.question import Question

ROOMS = {
    "plugin": ("light",),
    "generator": ("names", "params", "making", "moving", "training", "learning"),
    "dataset": ("names", "params", "datasets"),
}
"""The modules that hold the questions of a kind, as `GENERATOR` and so on."""


def of_kind(kind: str) -> tuple[Question, ...]:
    """Return the questions for plugins, generators or datasets."""
    return tuple(question for room in ROOMS[kind] for question in _in(room, kind))


def find(kind: str, word: str) -> Question:
    """Return one question, importing no more rooms than it takes.

    Raises `KeyError` when there is none of that word.
    """
    for room in ROOMS[kind]:
        for question in _in(room, kind):
            if question.word == word:
                return question
    raise KeyError(word)


def _in(room: str, kind: str) -> tuple[Question, ...]:
    module = importlib.import_module(f"athena_core.conformance.{room}")
    found: tuple[Question, ...] = getattr(module, kind.upper())
    return found
