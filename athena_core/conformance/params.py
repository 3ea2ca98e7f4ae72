"""Whether options hold what they promise: defaults, bounds, names, words of help."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.question import Question
from athena_core.conformance.subject import Subject
from athena_core.errors import ParamsError
from athena_core.params import ParamField, Params, build, fields
from athena_core.specs import DatasetSpec, GeneratorSpec

DRAWN = "options-can-be-drawn"
RESERVED: Mapping[str, frozenset[str]] = {
    "params": frozenset(
        {
            "accept_unknown_origin",
            "because",
            "commercial",
            "count",
            "end",
            "folder",
            "from_seed",
            "help",
            "input",
            "inputs",
            "json",
            "machine",
            "model",
            "name",
            "naming",
            "non_commercial",
            "on",
            "open",
            "opened",
            "out",
            "right",
            "seed",
            "start",
            "steps",
            "territory",
            "to_seed",
        },
    ),
    "train_params": frozenset(
        {
            "because",
            "commercial",
            "dataset",
            "device",
            "extra",
            "from",
            "help",
            "leave_out",
            "name",
            "non_commercial",
            "on",
            "only",
            "parent",
            "per_maker",
            "precision",
            "resume",
            "right",
            "seed",
            "territory",
        },
    ),
}
"""Names that `athena create`, `interpolate` and `train` keep for themselves."""


def classes(subject: Subject) -> Iterator[tuple[str, type[Params]]]:
    """Yield the classes of params of a spec, by the name of the spec's field."""
    names = ["params"]
    if isinstance(subject.spec, GeneratorSpec) and subject.spec.train_params:
        names.append("train_params")
    for name in names:
        yield name, getattr(subject, name)


def drawn(params: type[Params]) -> tuple[ParamField, ...]:
    """Return the fields of params; `NotAsked` when they cannot be read."""
    try:
        return fields(params)
    except ParamsError as error:
        raise NotAsked(f"its options cannot be drawn: see {DRAWN}") from error


def can_be_drawn(subject: Subject) -> None:
    """See whether a form can draw every option, with its help, under its name."""
    for which, params in classes(subject):
        try:
            found = fields(params)
            json.dumps(params.model_json_schema())
        except (ParamsError, TypeError, ValueError) as error:
            raise Failed(f"{params.__name__}: {error}") from error
        for one in found:
            if not one.help:
                raise Failed(
                    f"{params.__name__}.{one.name} has no words; write a docstring "
                    "under the field: it is the help of the command and of the form",
                )
            taken = isinstance(subject.spec, GeneratorSpec)
            if taken and one.name in RESERVED[which]:
                raise Failed(
                    f"{params.__name__}.{one.name} has a name that the command keeps "
                    "for itself; rename the field",
                )


def defaults(subject: Subject) -> None:
    """Give each option its own default, as a form does."""
    for _, params in classes(subject):
        for one in drawn(params):
            if one.required:
                if isinstance(subject.spec, DatasetSpec):
                    continue
                raise Failed(
                    f"{params.__name__}.{one.name} has no default; a piece must come "
                    "without any option, so give it one",
                )
            try:
                build(params, {**_needed(params), one.name: one.default})
            except ParamsError as error:
                raise Failed(
                    f"the default {one.default!r} of {params.__name__}.{one.name} is "
                    f"refused ({error}); give one within its own bounds",
                ) from error


def _needed(params: type[Params]) -> dict[str, Any]:
    """Return a value for every option that has no default, by its kind."""
    some = {"int": 1, "float": 1.0, "bool": True, "str": "a", "path": "a"}
    return {
        one.name: one.choices[0] if one.choices else some[one.kind]
        for one in drawn(params)
        if one.required
    }


def bounds(subject: Subject) -> None:
    """Give each option a value beyond what its field shows."""
    asked = False
    for _, params in classes(subject):
        for one in drawn(params):
            for value in _outside(one):
                asked = True
                try:
                    build(params, {**_needed(params), one.name: value})
                except ParamsError:
                    continue
                raise Failed(
                    f"{params.__name__}.{one.name} takes {value!r}, which lies outside "
                    "what its field shows; let pydantic refuse it (Field(ge=, le=), "
                    "Literal) and put it right nowhere else",
                )
    if not asked:
        raise NotAsked("no option has bounds or choices")


def _outside(one: ParamField) -> list[Any]:
    if one.choices:
        return ["none-of-them"]
    step: float = 1 if one.kind == "int" else 1.0
    kind = int if one.kind == "int" else float
    low = [] if one.minimum is None else [kind(one.minimum) - step]
    high = [] if one.maximum is None else [kind(one.maximum) + step]
    return [*low, *high]


def unknown(subject: Subject) -> None:
    """Give an option that nobody has."""
    for _, params in classes(subject):
        try:
            build(params, {**_needed(params), "no_such_option": 1})
        except ParamsError:
            continue
        raise Failed(
            f"{params.__name__} takes an option that it doesn't have, so a slip of the "
            "pen would go unnoticed; leave `model_config` as Params has it "
            '(extra="forbid")',
        )


OPTIONS = (
    Question(
        word="defaults-are-valid",
        why="A form shows the default and sends it back; pydantic does not check it.",
        ask=defaults,
    ),
    Question(
        word="bounds-are-held",
        why="What a form shows as the range must be what is taken.",
        ask=bounds,
    ),
    Question(
        word="unknown-options-are-refused",
        why="A misspelt option that is ignored costs the user a training.",
        ask=unknown,
    ),
    Question(
        word=DRAWN,
        why="One class draws the command's options, the Studio's form and the docs.",
        ask=can_be_drawn,
    ),
)
GENERATOR = OPTIONS
DATASET = OPTIONS
