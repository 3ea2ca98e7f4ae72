"""What can be set. Nothing heavy is imported here."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from athena_core import Params

Palette = Literal["terracotta", "dusk", "winter", "night", "ink"]


class TownscapeParams(Params):
    """How a town is founded."""

    format: Literal["png", "svg"] = "png"
    """A picture of pixels, or shapes for any size."""
    size: int = Field(default=1024, ge=32, le=4096, examples=[160, 320])
    """Pixels on a side; an SVG says it as the size to be shown at."""
    plots: int = Field(default=7, ge=3, le=14, examples=[4, 6])
    """Plots on a side of the town, the wall not counted."""
    hill: float = Field(default=0.6, ge=0, le=1)
    """How steep the hill is it stands on; 0 is a plain."""
    towers: float = Field(default=0.2, ge=0, le=1)
    """Share of the plots on which somebody built a tower."""
    ambition: float = Field(default=1.0, ge=0.3, le=2.5)
    """How high towers are, against how high they usually are."""
    crowding: float = Field(default=0.85, ge=0.1, le=1)
    """Share of the other plots that is built on; the rest are squares and gardens."""
    walled: bool = True
    """Whether a wall with a gate stands around it."""
    sun: Literal["left", "right"] = "left"
    """From which side the light comes."""
    weight: int = Field(default=9, ge=0, le=60)
    """Thickness of the outlines, in ten-thousandths of the sheet."""
    palette: Palette = "terracotta"
    """Colours of walls, roofs and sky."""
