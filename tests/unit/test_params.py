"""One reader turns a params class into fields; one builder turns values into params."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, field_validator

from athena_core import Params, ParamsError
from athena_core.params import build, fields


class Brush(Params):
    """Fictional options."""

    width: int = Field(3, ge=1, le=9)
    """How wide,
    in pixels."""
    wet: bool = False
    """Whether it drips."""
    tip: Literal["round", "flat"] = "round"
    """Its form."""
    load: float | None = None
    """How much paint."""
    file: Path
    """Where to."""


def test_fields_carry_kind_default_bounds_and_help() -> None:
    width, wet, tip, load, file = fields(Brush)
    assert (width.kind, width.default, width.minimum, width.maximum) == ("int", 3, 1, 9)
    assert width.help == "How wide, in pixels."
    assert (wet.kind, tip.kind, tip.choices) == ("bool", "choice", ("round", "flat"))
    assert (load.kind, load.optional, load.default) == ("float", True, None)
    assert (file.kind, file.required) == ("path", True)


def test_a_type_no_form_can_draw_is_refused() -> None:
    class Odd(Params):
        """Fictional."""

        values: list[int] = Field(default_factory=list)
        """Several."""

    with pytest.raises(ParamsError, match="'values'"):
        fields(Odd)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"file": "x", "width": 0}, "width: input should be greater than"),
        ({"file": "x", "colour": "red"}, "there is no option 'colour' here"),
        ({}, "file: field required"),
        ({"file": "x", "tip": "fan"}, "tip: input should be 'round' or 'flat'"),
    ],
)
def test_a_wrong_value_is_one_sentence(values: dict[str, Any], words: str) -> None:
    with pytest.raises(ParamsError, match=words):
        build(Brush, values)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.integers()))
def test_building_raises_nothing_but_params_errors(values: dict[str, Any]) -> None:
    with contextlib.suppress(ParamsError):
        build(Brush, values)


def test_strings_parse_where_they_can() -> None:
    assert build(Brush, {"file": "x", "width": "4", "wet": "true"}).width == 4


class Dice(Params):
    """Fictional options with a rule of their own."""

    throw: int = 7
    """What they show."""

    @field_validator("throw")
    @classmethod
    def _shown(cls, throw: int) -> int:
        if throw > 12:
            raise ValueError("Two dice show at most 12")
        return throw


def test_a_plugins_own_rule_speaks_in_its_own_words() -> None:
    with pytest.raises(ParamsError, match=r"^throw: two dice show at most 12$"):
        build(Dice, {"throw": 13})
