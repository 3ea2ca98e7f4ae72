"""Parameters of generators and datasets, and the one reader that draws them.

A plugin's options are a pydantic model; the same schema becomes the options of the
command, the form in the Studio and the table in the docs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import annotated_types
import pydantic
from pydantic import BaseModel, ConfigDict

from athena_core.errors import ParamsError

Kind = Literal["int", "float", "bool", "str", "choice", "path"]
P = TypeVar("P", bound="Params")


class Params(BaseModel):
    """Base of all parameters: frozen, nothing extra, docstrings become help.

    Fields are of int, float, bool, str, Path or Literal[str, ...], with bounds from
    `pydantic.Field(ge=, le=, gt=, lt=)`; each has a default and a docstring. A field
    may be `| None`, shown as "not set".
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        protected_namespaces=(),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ParamField:
    """One parameter as a form or a command line needs it."""

    name: str
    kind: Kind
    default: Any
    help: str
    required: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    """Inclusive bounds; an exclusive one is shown as it is and checked by pydantic."""


KINDS: Mapping[Any, Kind] = {
    int: "int",
    float: "float",
    bool: "bool",
    str: "str",
    Path: "path",
}


def fields(params: type[Params]) -> tuple[ParamField, ...]:
    """Read the parameters of a class in the order they are written.

    Raises `ParamsError` for a type that no form can draw.
    """
    return tuple(_field(name, info) for name, info in params.model_fields.items())


def _field(name: str, info: pydantic.fields.FieldInfo) -> ParamField:
    annotation, optional = _without_none(info.annotation)
    kind, choices = _kind(name, annotation)
    bounds = _bounds(info)
    return ParamField(
        name=name,
        kind=kind,
        default=None if info.is_required() else info.get_default(),
        help=" ".join((info.description or "").split()),
        required=info.is_required(),
        optional=optional,
        choices=choices,
        minimum=bounds[0],
        maximum=bounds[1],
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    arguments = get_args(annotation)
    if type(None) not in arguments:
        return annotation, False
    rest = [argument for argument in arguments if argument is not type(None)]
    return (rest[0] if len(rest) == 1 else annotation), True


def _kind(name: str, annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(annotation) is Literal:
        return "choice", tuple(str(choice) for choice in get_args(annotation))
    if annotation in KINDS:
        return KINDS[annotation], ()
    message = (
        f"parameter {name!r} has type {annotation!r}; use int, float, bool, str, "
        "Path or Literal of strings, so that a form can draw it"
    )
    raise ParamsError(message)


def _bounds(info: pydantic.fields.FieldInfo) -> tuple[float | None, float | None]:
    low: float | None = None
    high: float | None = None
    for item in info.metadata:
        if isinstance(item, annotated_types.Ge):
            low = float(item.ge)  # type: ignore[arg-type]
        elif isinstance(item, annotated_types.Gt):
            low = float(item.gt)  # type: ignore[arg-type]
        elif isinstance(item, annotated_types.Le):
            high = float(item.le)  # type: ignore[arg-type]
        elif isinstance(item, annotated_types.Lt):
            high = float(item.lt)  # type: ignore[arg-type]
    return low, high


def build(params: type[P], values: Mapping[str, Any]) -> P:
    """Make params out of values, strings allowed where they parse.

    Raises `ParamsError` with one clause for each value that is wrong.
    """
    try:
        return params.model_validate(dict(values))
    except pydantic.ValidationError as error:
        raise ParamsError(_sentence(params, error)) from None


def _sentence(params: type[Params], error: pydantic.ValidationError) -> str:
    clauses = []
    for problem in error.errors(include_url=False, include_context=False):
        name = ".".join(str(part) for part in problem["loc"]) or "options"
        if problem["type"] == "extra_forbidden":
            known = ", ".join(params.model_fields)
            clauses.append(f"there is no option {name!r} here (there are: {known})")
        else:
            # what a plugin's own validator says comes with pydantic's word before it
            said = problem["msg"].removeprefix("Value error, ")
            clauses.append(f"{name}: {said[:1].lower()}{said[1:]}")
    return "; ".join(clauses)
