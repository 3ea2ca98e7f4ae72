"""The page: where there is room, what goes there, what stands before what.

What is decided first stands in front: figures find free ground and never touch; large
forms come behind them, and lines of ground behind those.
"""

from __future__ import annotations

from athena_plugin_turtle import forms
from athena_plugin_turtle.forms import Line, drawn
from athena_plugin_turtle.hand import Chance, Point, distance
from athena_plugin_turtle.params import TurtleParams
from athena_plugin_turtle.sheet import Mark

WIDTH, HEIGHT, MARGIN = 10_000, 7_500, 420
INKS = {"black": "#1c1b1a", "blue": "#23407a", "sepia": "#56381f", "red": "#a5301f"}
PAPERS = {"white": "#fcfcfa", "cream": "#f6f1e4", "grey": "#dedcd6", "straw": "#ecdfbd"}
TINTS = {
    "mural": ("#d9573f", "#e8b23a", "#3f7fa6", "#6d9b5c", "#c98a9c", "#8a6db0"),
    "earth": ("#b5673e", "#d7a45c", "#8d5b3f", "#a39061", "#c9b08a", "#6f6a52"),
    "sea": ("#2f6f86", "#72a9ad", "#b7d1c4", "#e3c88f", "#46557d", "#93b7cf"),
    "grey": ("#c6c4be", "#a9a8a4", "#8d8d8b", "#d8d6d0"),
}
TRIES = 28
SMALLEST = 170
"""Radius below which there is no room for a figure."""


class Page:
    """A page while it is drawn on; `marks()` gives what is seen, back to front."""

    def __init__(self, params: TurtleParams, chance: Chance) -> None:
        self.params, self.chance = params, chance
        self.ink, self.paper = INKS[params.ink], PAPERS[params.paper]
        self.outlines: list[Line] = []
        self.seen: list[Point] = []
        """Points of what was drawn, close enough together to measure room by."""
        self.layers: list[list[Mark]] = []
        """Each figure's marks, in the order in which they were decided."""
        self.closed = self.open = 0

    def draw(self) -> None:
        """Draw it all."""
        for number in range(self.params.figures):
            self._figure(self._largest(number))
        for _ in range(self.params.behind):
            self._behind()
        self._ground()

    def marks(self) -> list[Mark]:
        """Return all marks, what stands behind first."""
        return [mark for layer in reversed(self.layers) for mark in layer]

    def _largest(self, number: int) -> int:
        """Return how large a figure may be: the first are large, the last are small."""
        left = self.params.figures - number
        return (
            280
            + 1250 * left // self.params.figures * drawn(self.chance, 55, 100) // 100
        )

    # --- room --------------------------------------------------------------------

    def _room(self, largest: int) -> tuple[Point, int]:
        """Return a place with room, and how much: the roomiest of some, for its size.

        A place that is only just roomy enough is as good as a field: so figures come
        to stand near each other.
        """
        best, most = (0, 0), -1
        for _ in range(TRIES):
            x = drawn(self.chance, MARGIN, WIDTH - MARGIN)
            y = (
                drawn(self.chance, MARGIN, HEIGHT - MARGIN) * 4 + HEIGHT * 55 // 100
            ) // 5
            room = min(largest, self._free((x, y)))
            if room > most:
                best, most = (x, y), room
        return best, most

    def _free(self, point: Point) -> int:
        """Return how far a point is from all that was drawn, and from the edges."""
        x, y = point
        edge = min(x, y, WIDTH - x, HEIGHT - y) - MARGIN // 2
        if any(forms.inside(outline, point) for outline in self.outlines):
            return -1
        nearest = min((distance(point, one) for one in self.seen), default=WIDTH)
        return min(edge, nearest - 60)

    def _keep(self, lines: list[Line]) -> None:
        self.seen += [point for line in lines for point in line[::5]]

    # --- figures -----------------------------------------------------------------

    def _figure(self, largest: int) -> None:
        """Put one figure where there is room, if there is."""
        centre, room = self._room(largest)
        opened = self.chance() < self.params.scribbles
        if room < SMALLEST:
            return
        if opened:
            self._open(centre, room)
        else:
            self._closed(centre, room)

    def _open(self, centre: Point, room: int) -> None:
        kind, unsteady = drawn(self.chance, 0, 3), self.params.unsteadiness
        if kind == 0:
            lines = [forms.zigzag(self.chance, centre, room, unsteady)]
        elif kind == 1:
            lines = forms.comb(self.chance, centre, room, unsteady)
        else:
            lines = [forms.scribble(self.chance, centre, room, unsteady)]
        self.open += 1
        self.layers.append([self._line(line) for line in lines])
        self._keep(lines)

    def _closed(self, centre: Point, room: int) -> None:
        outline = forms.form(self.chance, centre, room, self.params.unsteadiness)
        marks = [self._shape(outline, self._tint())]
        if self.chance() < self.params.shading:
            marks += self._within(outline, centre, room)
        self.closed += 1
        self.layers.append(marks)
        self.outlines.append(outline)
        self._keep([outline])

    def _within(self, outline: Line, centre: Point, room: int) -> list[Mark]:
        """Draw something inside a form: strokes, dots, or a smaller form."""
        kind = drawn(self.chance, 0, 4)
        if kind == 0 and forms.inside(outline, centre):
            small = forms.form(self.chance, centre, room * 3 // 10, 0.2)
            if all(forms.inside(outline, point) for point in small):
                return [self._shape(small, self._tint())]
        if kind == 1:
            gap = drawn(self.chance, 110, 190)
            return [self._line(line) for line in forms.dots(self.chance, outline, gap)]
        gap = drawn(self.chance, 48, 105)
        return [self._line(line) for line in forms.strokes(self.chance, outline, gap)]

    def _behind(self) -> None:
        """Draw a large form that what is there already stands before."""
        centre = (
            drawn(self.chance, WIDTH // 5, WIDTH * 4 // 5),
            drawn(self.chance, HEIGHT * 2 // 5, HEIGHT * 7 // 10),
        )
        radius = drawn(self.chance, 1100, 1900)
        outline = forms.form(self.chance, centre, radius, self.params.unsteadiness)
        marks = [self._shape(outline, self._tint())]
        if self.chance() < self.params.shading / 2:
            gap = drawn(self.chance, 90, 150)
            found = forms.strokes(self.chance, outline, gap)
            marks += [self._line(line) for line in found]
        self.closed += 1
        self.layers.append(marks)

    def _ground(self) -> None:
        """Draw lines of ground, nearer to each other the further they are."""
        many = self.params.ground
        for number in range(many):
            share = (number + 1) * (number + 2) * 1000 // ((many + 1) * (many + 1))
            level = HEIGHT * 52 // 100 + HEIGHT * 40 // 100 * share // 1000
            unsteady = self.params.unsteadiness / 2
            lines = forms.ground(self.chance, WIDTH, level, unsteady)
            self.layers.append([self._line(line) for line in lines])

    # --- marks -------------------------------------------------------------------

    def _tint(self) -> str:
        """Choose a colour, or leave the paper."""
        tints = TINTS[self.params.tints]
        tinted, which = self.chance(), int(self.chance() * len(tints))
        return tints[which] if tinted < self.params.tinted else self.paper

    def _line(self, line: Line) -> Mark:
        return Mark(line, self.ink, self.params.weight)

    def _shape(self, outline: Line, fill: str) -> Mark:
        return Mark(outline, self.ink, self.params.weight, fill)
