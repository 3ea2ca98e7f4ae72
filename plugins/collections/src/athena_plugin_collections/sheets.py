"""Paper to draw on, palettes, and the two shapes that most drawings share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from PIL import Image, ImageDraw

Colour: TypeAlias = tuple[int, int, int]
Point: TypeAlias = tuple[float, float]

SIDE = 96
FINE = 3
"""Drawn so many times larger and then reduced, for smooth edges."""
SIZE = SIDE * FINE

DAY = ((126, 178, 214), (244, 226, 186), (94, 134, 92), (52, 92, 84), (236, 184, 92))
DUSK = ((72, 62, 118), (238, 140, 104), (92, 58, 86), (44, 38, 70), (252, 214, 140))
FROST = (
    (178, 202, 216),
    (240, 240, 236),
    (120, 148, 164),
    (74, 98, 120),
    (228, 204, 196),
)
AUTUMN = (
    (214, 190, 150),
    (246, 232, 204),
    (178, 92, 48),
    (112, 60, 44),
    (222, 156, 54),
)
NIGHT = ((22, 30, 62), (66, 84, 132), (30, 52, 66), (14, 24, 38), (244, 236, 198))
MEADOW = (
    (168, 210, 200),
    (250, 244, 220),
    (110, 160, 84),
    (64, 110, 66),
    (226, 110, 124),
)
PALETTES = (DAY, DUSK, FROST, AUTUMN, NIGHT, MEADOW)
"""Each: high sky, low sky, near ground, far ground, something bright."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper to draw on, with its palette and its chance."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    palette: Sequence[Colour]
    chance: Random

    def shade(self, colour: Colour, most: int = 18) -> Colour:
        """Return a colour a little lighter or darker, at random."""
        by = self.chance.randint(-most, most)
        red, green, blue = (min(255, max(0, level + by)) for level in colour)
        return red, green, blue

    def sky(self, horizon: float = 1.0) -> None:
        """Fill the paper from the high sky's colour to the low sky's."""
        high, low = self.palette[0], self.palette[1]
        for row in range(SIZE):
            self.pen.line((0, row, SIZE, row), between(high, low, row / SIZE / horizon))

    def disc(self, at: Point, radius: float, colour: Colour) -> None:
        """Draw a filled circle."""
        x, y = at
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), colour)


def between(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour that lies `share` of the way from one to the other."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (
        round(start + (end - start) * share)
        for start, end in zip(one, other, strict=True)
    )
    return red, green, blue


def ridge(sheet: Sheet, height: float, swing: float, colour: Colour) -> None:
    """Draw ground up to a wavy line around `height`, rising and falling by `swing`."""
    waves = [
        (sheet.chance.uniform(0.5, 1.6) * 2**octave, sheet.chance.uniform(0, math.tau))
        for octave in range(4)
    ]
    line: list[Point] = [(SIZE, SIZE), (0, SIZE)]
    for x in range(0, SIZE + 3, 3):
        rise = sum(
            math.sin(x / SIZE * math.tau * speed + phase) / 2**octave
            for octave, (speed, phase) in enumerate(waves)
        )
        line.append((x, height + swing * rise))
    sheet.pen.polygon(line, colour)


def blade(
    sheet: Sheet,
    at: Point,
    angle: float,
    length: float,
    colour: Colour,
) -> None:
    """Draw one leaf or petal, pointed at both ends."""
    along = (math.cos(angle), math.sin(angle))
    steps = [step / 12 for step in range(13)]
    width = length * 0.26
    edge = [(share, width * math.sin(math.pi * share**0.8)) for share in steps]
    outline = edge + [(share, -bulge) for share, bulge in reversed(edge)]
    sheet.pen.polygon(
        [
            (
                at[0] + along[0] * share * length - along[1] * bulge,
                at[1] + along[1] * share * length + along[0] * bulge,
            )
            for share, bulge in outline
        ],
        colour,
    )
