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
    found: list[Question] = []
    for room in ROOMS[kind]:
        module = importlib.import_module(f"athena_core.conformance.{room}")
        found += getattr(module, kind.upper())
    return tuple(found)


def find(kind: str, word: str) -> Question:
    """Return one question; raises `KeyError` when there is none of that word."""
    return {question.word: question for question in of_kind(kind)}[word]
