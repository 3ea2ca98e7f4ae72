"""Small pictures drawn by code: skies, hills, seas, leaves, flowers, patterns.

Nobody's picture was looked at for them. Each kind is one function of a sheet and a
source of chance; the same number gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from athena_plugin_collections.sheets import (
    FINE,
    NIGHT,
    PALETTES,
    SIZE,
    Sheet,
    between,
    blade,
    ridge,
)


def draw(kind: str, number: int) -> Image.Image:
    """Return picture `number` of a kind: RGB, `SIDE` x `SIDE` pixels."""
    chance = Random(f"{kind} {number}")  # noqa: S311 - art
    palette = PALETTES[number % len(PALETTES)]
    image = Image.new("RGB", (SIZE, SIZE), palette[1])
    KINDS[kind](Sheet(image, ImageDraw.Draw(image), palette, chance))
    return image.reduce(FINE)


def _hills(sheet: Sheet) -> None:
    """Draw layers of hills, paler the farther, under a sun or moon."""
    sheet.sky(0.8)
    near, far, light = sheet.palette[2], sheet.palette[3], sheet.palette[4]
    at = (
        sheet.chance.uniform(0.2, 0.8) * SIZE,
        sheet.chance.uniform(0.15, 0.45) * SIZE,
    )
    sheet.disc(at, SIZE * sheet.chance.uniform(0.05, 0.12), light)
    layers = sheet.chance.randint(3, 5)
    for layer in range(layers):
        share = (layer + 1) / layers
        colour = between(
            sheet.palette[1], between(far, near, share), 0.35 + 0.65 * share
        )
        ridge(sheet, SIZE * (0.4 + 0.48 * layer / layers), SIZE * 0.09, colour)


def _sea(sheet: Sheet) -> None:
    """Draw a sun over water, its light broken by waves, and a sail or two."""
    horizon = sheet.chance.uniform(0.4, 0.6) * SIZE
    sheet.sky(horizon / SIZE)
    water = between(sheet.palette[0], sheet.palette[3], 0.5)
    at = (sheet.chance.uniform(0.3, 0.7) * SIZE, horizon - SIZE * 0.08)
    sheet.disc(at, SIZE * 0.09, sheet.palette[4])
    for row in range(int(horizon), SIZE):
        depth = (row - horizon) / (SIZE - horizon)
        sheet.pen.line((0, row, SIZE, row), between(water, sheet.palette[3], depth))
    for _ in range(90):
        y = sheet.chance.uniform(horizon, SIZE)
        spread = 0.06 + 0.25 * (y - horizon) / (SIZE - horizon)
        x = at[0] + sheet.chance.gauss(0, spread * SIZE)
        length = 3 + 20 * (y - horizon) / (SIZE - horizon)
        light = between(water, sheet.palette[4], sheet.chance.uniform(0.3, 0.9))
        sheet.pen.line((x - length, y, x + length, y), light, width=FINE)
    for _ in range(sheet.chance.randint(1, 2)):
        _sail(sheet, horizon + SIZE * sheet.chance.uniform(0.02, 0.2))


def _sail(sheet: Sheet, y: float) -> None:
    x, size = sheet.chance.uniform(0.15, 0.85) * SIZE, SIZE * 0.07
    hull = sheet.palette[3]
    sheet.pen.polygon([(x, y - 2.4 * size), (x, y), (x + size, y)], sheet.palette[1])
    sheet.pen.polygon([(x, y - 2 * size), (x, y), (x - 0.7 * size, y)], (250, 246, 236))
    sheet.pen.chord((x - size, y - size * 0.3, x + size, y + size * 0.6), 0, 180, hull)


def _leaf(sheet: Sheet) -> None:
    """Draw sprigs with paired leaves on plain paper."""
    paper = between(sheet.palette[1], (255, 252, 244), 0.7)
    sheet.pen.rectangle((0, 0, SIZE, SIZE), paper)
    lean = sheet.chance.uniform(-0.25, 0.25)
    pairs = sheet.chance.randint(4, 7)
    green = between(sheet.palette[2], sheet.palette[3], sheet.chance.random())
    foot = (SIZE * (0.5 - lean / 2), SIZE * 0.92)
    for pair in range(pairs + 1):
        share = pair / pairs
        x, y = foot[0] + SIZE * lean * share, foot[1] - SIZE * 0.72 * share
        length = SIZE * (0.3 - 0.16 * share)
        for side in (-1, 1) if pair < pairs else (0,):
            angle = -math.pi / 2 + side * (1.0 - 0.4 * share) + lean
            blade(sheet, (x, y), angle, length, sheet.shade(green))
    top = (foot[0] + SIZE * lean, foot[1] - SIZE * 0.72)
    sheet.pen.line([foot, top], sheet.palette[3], width=2 * FINE)


def _flower(sheet: Sheet) -> None:
    """Draw two to four flowers on stems before the sky."""
    sheet.sky()
    for _ in range(sheet.chance.randint(2, 4)):
        x, y = (
            sheet.chance.uniform(0.2, 0.8) * SIZE,
            sheet.chance.uniform(0.25, 0.6) * SIZE,
        )
        foot = (x + sheet.chance.uniform(-0.1, 0.1) * SIZE, SIZE)
        sheet.pen.line([(x, y), foot], sheet.palette[3], width=2 * FINE)
        blade(
            sheet,
            ((x + foot[0]) / 2, (y + SIZE) / 2),
            -0.8,
            SIZE * 0.16,
            sheet.palette[2],
        )
        petals = sheet.chance.randint(5, 9)
        colour = sheet.shade(sheet.palette[4], 30)
        size, turn = SIZE * sheet.chance.uniform(0.11, 0.18), sheet.chance.random()
        for petal in range(petals):
            angle = turn + math.tau * petal / petals
            blade(sheet, (x, y), angle, size, sheet.shade(colour))
        sheet.disc((x, y), size * 0.24, between(colour, sheet.palette[3], 0.7))


def _circles(sheet: Sheet) -> None:
    """Draw discs inside discs, overlapping like ripples."""
    sheet.pen.rectangle((0, 0, SIZE, SIZE), sheet.palette[1])
    for _ in range(sheet.chance.randint(5, 9)):
        at = (sheet.chance.uniform(0, SIZE), sheet.chance.uniform(0, SIZE))
        radius = SIZE * sheet.chance.uniform(0.1, 0.3)
        one, other = sheet.chance.sample(list(sheet.palette), 2)
        rings = sheet.chance.randint(2, 5)
        for ring in range(rings):
            colour = between(one, other, ring / rings)
            sheet.disc(at, radius * (1 - ring / rings), colour)


def _night(sheet: Sheet) -> None:
    """Draw stars and a moon, thin or full, over dark hills."""
    high, low = NIGHT[0], between(NIGHT[1], sheet.palette[0], 0.35)
    for row in range(SIZE):
        sheet.pen.line((0, row, SIZE, row), between(high, low, row / SIZE))
    for _ in range(sheet.chance.randint(25, 60)):
        at = (sheet.chance.uniform(0, SIZE), sheet.chance.uniform(0, 0.75 * SIZE))
        sheet.disc(at, sheet.chance.uniform(0.6, 2.6), (240, 236, 214))
    x, y = sheet.chance.uniform(0.2, 0.8) * SIZE, sheet.chance.uniform(0.15, 0.4) * SIZE
    radius = SIZE * sheet.chance.uniform(0.07, 0.12)
    sheet.disc((x, y), radius, NIGHT[4])
    if sheet.chance.random() < 0.6:  # noqa: PLR2004 - more crescents than full moons
        dark = between(high, low, y / SIZE)
        sheet.disc((x + radius * 0.5, y - radius * 0.2), radius * 0.9, dark)
    ridge(sheet, SIZE * 0.8, SIZE * 0.06, between(NIGHT[2], sheet.palette[3], 0.3))
    ridge(sheet, SIZE * 0.9, SIZE * 0.04, NIGHT[3])


def _trees(sheet: Sheet) -> None:
    """Draw a row of firs, or of round trees, on a slope."""
    sheet.sky(0.7)
    ground = SIZE * sheet.chance.uniform(0.68, 0.8)
    ridge(
        sheet,
        ground - SIZE * 0.12,
        SIZE * 0.06,
        between(sheet.palette[1], sheet.palette[2], 0.5),
    )
    firs = sheet.chance.random() < 0.5  # noqa: PLR2004 - as often as not
    for _ in range(sheet.chance.randint(4, 9)):
        x, height = (
            sheet.chance.uniform(0, SIZE),
            SIZE * sheet.chance.uniform(0.2, 0.42),
        )
        green = sheet.shade(sheet.palette[3], 24)
        foot = ground + SIZE * 0.06
        if firs:
            for tier in range(3):
                top, wide = (
                    foot - height + tier * height * 0.24,
                    height * (0.16 + 0.09 * tier),
                )
                base = top + height * 0.4
                sheet.pen.polygon([(x, top), (x - wide, base), (x + wide, base)], green)
        else:
            sheet.pen.line(
                (x, foot, x, foot - height), sheet.palette[3], width=3 * FINE
            )
            sheet.disc(
                (x, foot - height), height * 0.36, sheet.shade(sheet.palette[2], 30)
            )
    ridge(sheet, ground + SIZE * 0.05, SIZE * 0.02, sheet.palette[2])


def _tiles(sheet: Sheet) -> None:
    """Draw a mosaic in which each tile is mirrored into the next."""
    count = sheet.chance.choice((3, 4, 6))
    side = SIZE // count
    tile = Image.new("RGB", (side, side), sheet.palette[1])
    small = Sheet(tile, ImageDraw.Draw(tile), sheet.palette, sheet.chance)
    for _ in range(4):
        corners = [
            (sheet.chance.uniform(0, side), sheet.chance.uniform(0, side))
            for _ in "abc"
        ]
        small.pen.polygon(
            corners, sheet.shade(sheet.chance.choice(list(sheet.palette)))
        )
    small.disc((side / 2, side / 2), side * 0.16, sheet.palette[4])
    for row in range(count):
        for column in range(count):
            turned = tile
            if column % 2:
                turned = turned.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            if row % 2:
                turned = turned.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
            sheet.image.paste(turned, (column * side, row * side))


def _mist(sheet: Sheet) -> None:
    """Draw soft bands of colour that run into each other."""
    sheet.sky()
    for _ in range(sheet.chance.randint(4, 7)):
        colour = sheet.chance.choice(list(sheet.palette))
        ridge(
            sheet, sheet.chance.uniform(0.2, 1) * SIZE, SIZE * 0.1, sheet.shade(colour)
        )
        sheet.image.paste(sheet.image.filter(ImageFilter.GaussianBlur(SIZE / 24)))
    sheet.disc((SIZE * 0.5, SIZE * 0.3), SIZE * 0.08, sheet.palette[4])


KINDS: dict[str, Callable[[Sheet], None]] = {
    "hills": _hills,
    "sea": _sea,
    "leaves": _leaf,
    "flowers": _flower,
    "circles": _circles,
    "night": _night,
    "trees": _trees,
    "tiles": _tiles,
    "mist": _mist,
}
