"""Whether every option for making changes what is made, or says why not."""

from __future__ import annotations

import re
from typing import Any

from athena_core.conformance import pieces
from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.params import classes, drawn
from athena_core.conformance.pieces import SEEDS
from athena_core.conformance.subject import Subject
from athena_core.errors import AthenaError
from athena_core.params import ParamField, Params

SAYS_WHY = re.compile(r"\bChanges nothing\b")
"""How an author says, in the docstring of a field, why it may leave a piece alone."""
MOST = 4


def change(subject: Subject) -> None:
    """Give each option two values or more, and look for one that changes a piece."""
    _, params = next(iter(classes(subject)))
    found = [one for one in drawn(params) if not SAYS_WHY.search(one.help)]
    if not found:
        every = "every option says why it changes nothing"
        raise NotAsked(every if drawn(params) else "it has no options")
    usual = pieces.digests(pieces.some(subject))
    idle = [told for one in found if (told := _idle(subject, params, one, usual))]
    if idle:
        raise Failed(
            f"{'; '.join(idle)}. Use the option, take it out, or say in its docstring "
            "why: a sentence that begins 'Changes nothing', such as 'Changes nothing "
            "when lines are given.'; Field(..., examples=[a, b]) gives the kit values "
            "to try",
        )


def _idle(
    subject: Subject,
    params: type[Params],
    one: ParamField,
    usual: list[str],
) -> str:
    """Return nothing when an option changes a piece, else what was tried."""
    values = tried(one, params.model_fields[one.name].examples or [])
    if not values:
        return f"{one.name} is a {one.kind} of which the kit knows no value"
    refused = ""
    for value in values:
        try:
            if _changes(subject, {one.name: value}, usual):
                return ""
        except AthenaError:
            return ""  # it was looked at, and the user is told why it is not taken
        except Exception as error:  # noqa: BLE001 - it is told below
            refused = f" ({one.name}={value!r} raised {type(error).__name__}: {error})"
    shown = ", ".join(repr(value) for value in values)
    return f"{one.name} changed nothing at {shown}{refused}"


def _changes(subject: Subject, values: dict[str, Any], usual: list[str]) -> bool:
    """Make the first seed, and only where nothing has changed yet the others."""
    for number, seed in enumerate(SEEDS):
        made = pieces.made(subject, (seed,), values, used=pieces.model(subject))
        if pieces.digests(made) != usual[number : number + 1]:
            return True
    return False


def tried(one: ParamField, examples: list[Any]) -> list[Any]:
    """Return values to try beside the default: the author's, else some within bounds.

    Small ones come first: a picture of the largest size is not what is asked about.
    """
    if examples:
        values = list(examples)
    elif one.choices:
        values = list(one.choices)
    elif one.kind == "bool":
        values = [True, False]
    elif one.kind == "str":
        values = ["a lamp on the sea", "Night"]
    elif one.kind == "path":
        values = []
    else:
        values = _numbers(one)
    distinct = list(dict.fromkeys(values))
    return [value for value in distinct if value != one.default][:MOST]


def _numbers(one: ParamField) -> list[float]:
    """Return numbers below and above the default, within the bounds."""
    usual = float(one.default if one.default is not None else one.minimum or 1)
    low = usual / 2 if one.minimum is None else one.minimum
    high = usual * 2 + 1 if one.maximum is None else min(one.maximum, usual * 2 + 1)
    some = [(usual + low) / 2, (usual + high) / 2, low, high]
    if one.kind == "int":
        return [int(value) for value in (*some, usual)]
    return some[:3] if one.minimum is None else some[:2]
