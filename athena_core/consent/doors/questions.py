"""The questions an artist is asked: one list, whichever door they come through.

The form on GitHub, the printed sheet and `athena registry new` are made of it, so that
nobody gives another consent because they came another way.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from athena_core.consent.fields import Strict
from athena_core.library.shipped import shipped

FILE = "forms/questions.toml"
Kind = Literal[
    "line",
    "paragraph",
    "number",
    "date",
    "places",
    "links",
    "works",
    "choice",
    "use",
    "tick",
]


class Choice(Strict):
    """One answer: as an entry holds it, and as a person reads it."""

    value: str
    words: str


class Question(Strict):
    """What is asked, why, and which field of an entry the answer goes to."""

    id: str
    ask: str
    help: str
    kind: Kind
    field: str
    """The way to it in an entry, such as `permits.train`."""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    tick: str | None = None
    """What a tick says, for a question that has only a yes."""
    empty: str | None = None
    """What no answer means; None where one is required."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.required == (self.empty is not None):
            raise ValueError("an answer is required, or it is said what none means")
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError("choices belong to the kind 'choice', and only to it")
        if (self.kind == "tick") != (self.tick is not None):
            raise ValueError("tick belongs to the kind 'tick', and only to it")
        return self


class Part(Strict):
    """Questions that belong together, with a heading."""

    id: str
    title: str
    help: str | None = None
    answers: tuple[Choice, ...] = ()
    """The answers that every use in this part can have."""
    question: tuple[Question, ...]


class Questions(Strict):
    """Everything that is asked, for giving and for taking back."""

    schema_: Literal["athena.questions/1"] = Field(alias="schema")
    text: str
    """The consent text that a yes refers to."""
    part: tuple[Part, ...]
    withdraw: tuple[Question, ...]


@cache
def asked() -> Questions:
    """Read the list that comes with Athena, with its parts."""
    path = shipped("artists_registry") / FILE
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return Questions.model_validate(_frozen(content))


def _frozen(value: object) -> object:
    """Turn the lists of TOML into tuples, which strict models ask for."""
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    return value


def questions(form: Literal["offer", "withdraw"]) -> tuple[Question, ...]:
    """Return the questions of one form in their order."""
    if form == "withdraw":
        return asked().withdraw
    return tuple(one for part in asked().part for one in part.question)


def answers() -> tuple[Choice, ...]:
    """Return the answers that each of the seven uses can have."""
    return next(part.answers for part in asked().part if part.answers)
