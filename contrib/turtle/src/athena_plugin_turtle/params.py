"""What can be set. Nothing heavy is imported here."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from athena_core import Params


class TurtleParams(Params):
    """What the turtle may draw, and with what hand."""

    format: Literal["png", "svg"] = "png"
    """A picture of pixels, or lines and shapes for any size."""
    size: int = Field(default=1024, ge=32, le=4096, examples=[160, 320])
    """Pixels on the longer side; an SVG says it as the size to be shown at."""
    figures: int = Field(default=20, ge=1, le=80)
    """How many figures it tries to find room for."""
    scribbles: float = Field(default=0.3, ge=0, le=1)
    """Share of the figures that are open lines instead of closed forms."""
    behind: int = Field(default=3, ge=0, le=8)
    """Large forms that stand behind the others."""
    ground: int = Field(default=4, ge=0, le=16)
    """Lines of ground behind everything."""
    shading: float = Field(default=0.5, ge=0, le=1)
    """Share of the closed forms that get strokes, dots or a form inside."""
    tinted: float = Field(default=0.4, ge=0, le=1)
    """Share of the closed forms that are coloured in, as if by hand afterwards."""
    tints: Literal["mural", "earth", "sea", "grey"] = "mural"
    """Colours for that."""
    unsteadiness: float = Field(default=0.45, ge=0, le=1)
    """How far the hand strays on its way."""
    weight: int = Field(default=20, ge=4, le=80)
    """Thickness of the pen, in ten-thousandths of the sheet's longer side."""
    ink: Literal["black", "blue", "sepia", "red"] = "black"
    """Colour of the pen."""
    paper: Literal["white", "cream", "grey", "straw"] = "cream"
    """Colour of the sheet."""
