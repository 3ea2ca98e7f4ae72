"""The generator: seeds in, sheets out."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

from athena_core import Context, Event, Model, Piece, Progress
from athena_plugin_interruptions import sheet as sheets
from athena_plugin_interruptions.grid import Chance, silences, unrest
from athena_plugin_interruptions.params import InterruptionsParams
from athena_plugin_interruptions.sheet import Mark, Point, Sheet

SIDE = 10_000
INKS = {
    "black": "#1b1a19",
    "blue": "#22386b",
    "sepia": "#5a3a24",
    "red": "#9c2b1f",
    "white": "#f7f4ec",
}
PAPERS = {
    "cream": "#f4efe3",
    "white": "#fcfcfa",
    "grey": "#d5d3ce",
    "rose": "#efdcd3",
    "night": "#1c2230",
}
LEANINGS = (0, 0, 0, 90, 90, 45, 135)
"""Degrees from upright: chance mostly stands strokes up or lays them down."""
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


class Interruptions:
    """Draws one sheet a seed."""

    def generate(
        self,
        params: InterruptionsParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one `Piece` for each seed; there is no model to learn with."""
        del model
        for number, seed in enumerate(context.seeds):
            yield Progress(done=number, total=len(context.seeds))
            yield _piece(drawn(context.random(seed).random, params), params)


def _piece(sheet: Sheet, params: InterruptionsParams) -> Piece:
    if params.format == "svg":
        data = sheets.svg(sheet, params.size, "interruptions")
        return Piece(media_type="image/svg+xml", data=data, title=sheet.title)
    data = sheets.png(sheet, params.size)
    return Piece(media_type="image/png", data=data, title=sheet.title)


def drawn(chance: Chance, params: InterruptionsParams) -> Sheet:
    """Draw a sheet: every stroke has its place, its turn, and may be left out."""
    columns = params.columns
    leaning = LEANINGS[int(chance() * len(LEANINGS))]
    tilt = (leaning if params.tilt is None else params.tilt) / 180
    restless = unrest(chance, params.unevenness)
    places = params.silences - int(chance() * (params.silences + 1) / 2)
    share = min(1.0, params.erased * (0.7 + 0.6 * chance()))
    erased = silences(chance, columns, places, share)
    sheet = Sheet(SIDE, SIDE, PAPERS[params.paper])
    for row in range(columns):
        for column in range(columns):
            place = (column + 0.5) / columns, (row + 0.5) / columns
            turn = (2 * chance() - 1) * params.disorder * restless(*place)
            weight = round(params.weight * (0.8 + 0.4 * chance()))
            if (column, row) not in erased:
                angle = (tilt + min(1.0, max(-1.0, turn)) / 2) * pi
                points = _stroke(place, angle, params)
                sheet.marks.append(Mark(points, INKS[params.ink], max(1, weight)))
    # one weight after another: a plotter changes its pen less often, an SVG is smaller
    sheet.marks.sort(key=lambda mark: mark.weight)
    sheet.title = _title(columns**2 - len(erased), places if erased else 0)
    return sheet


def _stroke(
    place: tuple[float, float],
    angle: float,
    params: InterruptionsParams,
) -> tuple[Point, Point]:
    """Return the ends of a stroke whose middle stands at a place in 0 to 1."""
    field = SIDE * (1 - 2 * params.margin)
    half = params.length * field / params.columns / 2
    x, y = (SIDE * params.margin + field * one for one in place)
    right, down = half * sin(angle), half * cos(angle)
    return (round(x - right), round(y - down)), (round(x + right), round(y + down))


def _title(strokes: int, places: int) -> str:
    said = NUMBERS[places] if places < len(NUMBERS) else str(places)
    return f"{strokes:,} strokes and {said} silence{'s' * (places != 1)}"
