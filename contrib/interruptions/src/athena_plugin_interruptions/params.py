"""What can be set. Nothing heavy is imported here."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from athena_core import Params


class InterruptionsParams(Params):
    """How the grid is drawn and broken."""

    format: Literal["png", "svg"] = "png"
    """A picture of pixels, or lines for a plotter and for any size."""
    size: int = Field(default=1024, ge=32, le=4096, examples=[160, 320])
    """Pixels on a side; an SVG says it as the size to be shown at."""
    columns: int = Field(default=64, ge=6, le=140, examples=[24, 90])
    """Strokes across; as many go down."""
    length: float = Field(default=1.8, ge=0.2, le=4)
    """Length of a stroke, in steps of the grid: above 1 they cross."""
    tilt: int | None = Field(default=None, ge=0, le=179, examples=[20, 70])
    """Degrees by which all strokes lean, from upright; by itself chance stands them up,
    lays them down or leans them."""
    disorder: float = Field(default=0.5, ge=0, le=1)
    """How far chance turns a stroke: 0 not at all, 1 any way."""
    unevenness: float = Field(default=0.7, ge=0, le=1)
    """How much calmer one side of the sheet is than the other."""
    silences: int = Field(default=6, ge=1, le=24)
    """In how many places strokes are erased, at most; chance leaves out a few."""
    erased: float = Field(default=0.13, ge=0, le=0.9)
    """Share of the strokes that is erased there, more or less."""
    weight: int = Field(default=16, ge=2, le=80)
    """Thickness of the pen, in ten-thousandths of the sheet."""
    margin: float = Field(default=0.08, ge=0, le=0.3)
    """Empty paper around, as a share of the sheet."""
    ink: Literal["black", "blue", "sepia", "red", "white"] = "black"
    """Colour of the pen."""
    paper: Literal["cream", "white", "grey", "rose", "night"] = "cream"
    """Colour of the sheet."""
