# ruff: noqa: INP001
"""What both kinds of form say of a question."""

from __future__ import annotations

from athena_core.consent.doors.questions import Choice, Question, answers

MADE = "Made by docs/forms from artists_registry/forms/questions.toml."


def choices(question: Question) -> tuple[Choice, ...]:
    """Return the answers to choose from; none where one writes."""
    return answers() if question.kind == "use" else question.choices


def left_empty(question: Question) -> str:
    """Say what no answer means, or nothing where one is required."""
    if question.empty is None:
        return ""
    words = {one.value: one.words for one in choices(question)}
    return f"Left empty: {words.get(question.empty, question.empty)}."
