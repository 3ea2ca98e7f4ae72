"""The generator: seeds in, towns out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cos, pi, sin

from athena_core import Context, Event, Model, Piece, Progress
from athena_plugin_townscape import sheet as sheets
from athena_plugin_townscape.grammar import Chance
from athena_plugin_townscape.palettes import PALETTES
from athena_plugin_townscape.params import TownscapeParams
from athena_plugin_townscape.sheet import Mark, Point, Sheet
from athena_plugin_townscape.solids import Shape
from athena_plugin_townscape.town import Town

SIDE, MARGIN = 10_000, 700
SEAM = 4
"""Line in a shape's own colour, so that no light shows between neighbours."""
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


class Townscape:
    """Founds one town a seed."""

    def generate(
        self,
        params: TownscapeParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one `Piece` for each seed; there is no model to learn with."""
        del model
        for number, seed in enumerate(context.seeds):
            yield Progress(done=number, total=len(context.seeds))
            yield _piece(drawn(context.random(seed).random, params), params)


def _piece(sheet: Sheet, params: TownscapeParams) -> Piece:
    if params.format == "svg":
        data = sheets.svg(sheet, params.size, "townscape")
        return Piece(media_type="image/svg+xml", data=data, title=sheet.title)
    data = sheets.png(sheet, params.size)
    return Piece(media_type="image/png", data=data, title=sheet.title)


def drawn(chance: Chance, params: TownscapeParams) -> Sheet:
    """Draw a town under its sky."""
    colours = PALETTES[params.palette]
    town = Town(params, colours, chance)
    shapes = town.found().shapes
    sheet = Sheet(SIDE, SIDE, colours.sky, _title(town))
    sheet.marks.append(_disc(chance, colours.disc))
    place = _fitted(shapes)
    for shape in shapes:
        points = tuple(place(point) for point in shape.points)
        outlined = shape.outlined and params.weight
        ink = colours.ink if outlined else shape.fill
        weight = params.weight if outlined else SEAM
        sheet.marks.append(Mark(points, ink, weight, shape.fill))
    return sheet


def _fitted(shapes: list[Shape]) -> Callable[[Point], Point]:
    """Return a way to place points so that the town fills the sheet's width."""
    across = [x for shape in shapes for x, _ in shape.points]
    down = [y for shape in shapes for _, y in shape.points]
    left, top = min(across), min(down)
    wide, high = max(across) - left, max(down) - top
    room, longest = SIDE - 2 * MARGIN, max(wide, high)
    right = (SIDE - wide * room // longest) // 2
    lower = SIDE - MARGIN - high * room // longest
    lower -= (lower - MARGIN) // 3

    def place(point: Point) -> Point:
        x, y = point
        return (
            right + (x - left) * room // longest,
            lower + (y - top) * room // longest,
        )

    return place


def _disc(chance: Chance, colour: str) -> Mark:
    """Set the sun, or the moon, somewhere high."""
    x = 1500 + int(chance() * 7000)
    y = 1300 + int(chance() * 1500)
    radius = 550 + int(chance() * 500)
    turns = [2 * pi * part / 96 for part in range(96)]
    points = tuple(
        (x + round(radius * cos(turn)), y + round(radius * sin(turn))) for turn in turns
    )
    return Mark(points, fill=colour)


def _title(town: Town) -> str:
    towers = sum("shaft" in words for words in town.words.values())
    said = NUMBERS[towers] if towers < len(NUMBERS) else str(towers)
    wall = "walled town" if town.ring else "town"
    return f"A {wall} with {said} tower{'s' * (towers != 1)}"
