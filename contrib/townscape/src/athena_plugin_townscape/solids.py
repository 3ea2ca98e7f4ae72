"""Walls, roofs and what else is built, as shapes seen from a corner, from above.

The view is isometric. A plot is 1,000 units wide; x runs to the right and down, y to
the left and down, z up. Of a box three sides are seen: y1 at the left, x1 at the right,
and the top. Whatever is nearer is drawn later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from athena_plugin_townscape.palettes import shaded

Spot = tuple[int, int, int]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A footprint."""

    x0: int
    y0: int
    x1: int
    y1: int

    def grown(self, by: int) -> Box:
        """Return it wider by so much on each side; narrower, if negative."""
        return replace(
            self,
            x0=self.x0 - by,
            y0=self.y0 - by,
            x1=self.x1 + by,
            y1=self.y1 + by,
        )

    @property
    def middle(self) -> tuple[int, int]:
        """Return where its diagonals meet."""
        return (self.x0 + self.x1) // 2, (self.y0 + self.y1) // 2


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled shape on the picture's plane."""

    points: tuple[tuple[int, int], ...]
    fill: str
    outlined: bool = True


@dataclass(slots=True)
class Solids:
    """Shapes in the order they are painted, and where the light comes from."""

    lit: Side
    shapes: list[Shape] = field(default_factory=list)

    def light(self, side: Side) -> int:
        """Return how many per cent of its light a side has."""
        return 100 if side == self.lit else 74

    def face(self, spots: list[Spot], fill: str, *, outlined: bool = True) -> None:
        """Add one flat shape."""
        points = tuple(
            (866 * (x - y) // 1000, 500 * (x + y) // 1000 - z) for x, y, z in spots
        )
        self.shapes.append(Shape(points, fill, outlined))

    def box(self, box: Box, low: int, high: int, colour: str, top: str = "") -> None:
        """Add the two walls that are seen, and the top."""
        for side in ("left", "right"):
            self.wall(box, side, low, high, colour)
        self.flat(box, high, top or colour)

    def wall(
        self,
        box: Box,
        side: Side,
        low: int,
        high: int,
        colour: str,
        *,
        plain: bool = False,
    ) -> None:
        """Add one wall; a plain one has no outline."""
        at = along(box, side)
        spots = [at(0, low), at(1000, low), at(1000, high), at(0, high)]
        self.face(spots, shaded(colour, self.light(side)), outlined=not plain)

    def flat(self, box: Box, level: int, colour: str, percent: int = 108) -> None:
        """Add a level floor."""
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        self.face([(x, y, level) for x, y in corners], shaded(colour, percent))

    def pyramid(self, box: Box, level: int, height: int, colour: str) -> None:
        """Add a roof of four slopes that meet in a point."""
        x, y = box.middle
        top = (x, y, level + height)
        a, b = (box.x0, box.y0, level), (box.x1, box.y0, level)
        c, d = (box.x1, box.y1, level), (box.x0, box.y1, level)
        self.face([a, b, top], shaded(colour, 84))
        self.face([d, a, top], shaded(colour, 92))
        self.face([b, c, top], shaded(colour, self.light("right")))
        self.face([c, d, top], shaded(colour, self.light("left")))

    def gable(
        self, box: Box, level: int, height: int, roof: str, wall: str, ridge: str
    ) -> None:
        """Add a roof of two slopes; its ridge runs along `x` or along `y`."""
        x, y = box.middle
        top = level + height
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        if ridge == "x":
            ends = [(x0, y, top), (x1, y, top)]
            back = [(x0, y0, level), (x1, y0, level), *reversed(ends)]
            front = [(x0, y1, level), (x1, y1, level), *reversed(ends)]
            end, gable = [(x1, y0, level), (x1, y1, level), ends[1]], "right"
        else:
            ends = [(x, y0, top), (x, y1, top)]
            back = [(x0, y0, level), (x0, y1, level), *reversed(ends)]
            front = [(x1, y0, level), (x1, y1, level), *reversed(ends)]
            end, gable = [(x0, y1, level), (x1, y1, level), ends[1]], "left"
        slope: Side = "left" if ridge == "x" else "right"
        self.face(back, shaded(roof, 90))
        self.face(end, shaded(wall, self.light("left" if gable == "left" else "right")))
        self.face(front, shaded(roof, self.light(slope)))


def along(box: Box, side: Side) -> Callable[[int, int], Spot]:
    """Return a way to name spots on a wall: thousandths from its left end, and height.

    The left end is the one further left in the picture.
    """

    def left(share: int, level: int) -> Spot:
        return box.x0 + (box.x1 - box.x0) * share // 1000, box.y1, level

    def right(share: int, level: int) -> Spot:
        return box.x1, box.y1 + (box.y0 - box.y1) * share // 1000, level

    return left if side == "left" else right
