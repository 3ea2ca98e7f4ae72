"""A sheet of paper with marks on it: one drawing, written as SVG or painted as PNG.

Coordinates are whole numbers, so that a sheet is the same on every machine and both
ways of writing it show the same drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import sqrt
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

Point = tuple[int, int]

FINER = 3
"""A PNG is painted so many times finer and then reduced: that smooths its edges."""
PATH = re.compile(
    r'<path d="([^"]*)" fill="([^"]*)" stroke="([^"]*)" stroke-width="(\d+)"/>',
)
HEAD = re.compile(
    r'<svg xmlns="http://www.w3.org/2000/svg" class="([\w-]+)" '
    r'viewBox="0 0 (\d+) (\d+)"[^>]*>'
    r'<title>([^<]*)</title><rect [^>]*fill="(#[0-9a-f]{6})"/>',
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line or a filled shape; colours are `#rrggbb`, or nothing."""

    points: tuple[Point, ...]
    ink: str = ""
    weight: int = 0
    fill: str = ""

    @property
    def style(self) -> tuple[str, str, int]:
        """Return what can be drawn with one path."""
        return self.fill or "none", self.ink or "none", self.weight


@dataclass(slots=True)
class Sheet:
    """Paper of a size in whole units, and marks in the order they are made."""

    width: int
    height: int
    paper: str
    title: str = ""
    marks: list[Mark] = field(default_factory=list)


# --- SVG -------------------------------------------------------------------------


def svg(sheet: Sheet, size: int, kind: str) -> bytes:
    """Write the sheet as SVG, shown `size` pixels long; `kind` says whose it is."""
    width, height = _shown(sheet, size)
    box = f"{sheet.width} {sheet.height}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="0 0 {box}" '
        f'width="{width}" height="{height}" role="img" '
        'stroke-linecap="round" stroke-linejoin="round">'
        f"<title>{escape(sheet.title)}</title>"
        f'<rect width="{sheet.width}" height="{sheet.height}" fill="{sheet.paper}"/>'
    )
    return "\n".join([head, *_paths(sheet), "</svg>", ""]).encode()


def _shown(sheet: Sheet, size: int) -> tuple[int, int]:
    longest = max(sheet.width, sheet.height)
    return (
        max(1, (sheet.width * size + longest // 2) // longest),
        max(1, (sheet.height * size + longest // 2) // longest),
    )


def _paths(sheet: Sheet) -> Iterator[str]:
    """Write lines of one style as one path, and every filled shape by itself."""
    for number, group in groupby(enumerate(sheet.marks), _apart):
        del number
        marks = [mark for _, mark in group]
        fill, ink, weight = marks[0].style
        data = "".join(map(_data, marks))
        yield f'<path d="{data}" fill="{fill}" stroke="{ink}" stroke-width="{weight}"/>'


def _apart(numbered: tuple[int, Mark]) -> tuple[int, str, str, int]:
    number, mark = numbered
    return (number if mark.fill else -1, *mark.style)


def _data(mark: Mark) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in mark.points) + "Z" * bool(mark.fill)


def read(data: bytes, kind: str) -> Sheet | None:
    """Read a sheet back from an SVG that `svg` wrote; None for anybody else's."""
    text = data.decode("utf-8", "replace")
    head = HEAD.match(text)
    if head is None or head[1] != kind:
        return None
    sheet = Sheet(int(head[2]), int(head[3]), head[5], unescape(head[4]))
    for found in PATH.finditer(text):
        fill, ink = ("" if one == "none" else one for one in (found[2], found[3]))
        for part in found[1].replace("Z", "").split("M")[1:]:
            points = tuple(_point(one) for one in part.split("L"))
            sheet.marks.append(Mark(points, ink, int(found[4]), fill))
    return sheet


def _point(text: str) -> Point:
    x, _, y = text.partition(" ")
    return int(x), int(y)


# --- PNG -------------------------------------------------------------------------


def png(sheet: Sheet, size: int) -> bytes:
    """Paint the sheet as PNG, `size` pixels on its longer side."""
    from athena_core import pictures  # noqa: PLC0415 - loads Pillow

    return pictures.encode(painted(sheet, size))


def painted(sheet: Sheet, size: int) -> Image.Image:
    """Paint the sheet, `size` pixels on its longer side, edges smoothed."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - Pillow, when it paints

    width, height = _shown(sheet, size)
    image = Image.new("RGB", (width * FINER, height * FINER), sheet.paper)
    canvas = ImageDraw.Draw(image)
    scale = image.width / sheet.width
    for mark in sheet.marks:
        _paint(canvas, mark, scale)
    return image.reduce(FINER)


def _paint(canvas: ImageDraw.ImageDraw, mark: Mark, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in mark.points]
    if mark.fill:
        canvas.polygon(points, fill=mark.fill)
        points.append(points[0])
    if not mark.ink:
        return
    # Pillow's shapes reach half a pixel over their edges
    half = max(mark.weight * scale - 1, 0.5) / 2
    for start, end in pairwise(points):
        _stroke(canvas, start, end, half, mark.ink)
    for x, y in points if half > 1 else ():
        canvas.ellipse((x - half, y - half, x + half, y + half), fill=mark.ink)


def _stroke(
    canvas: ImageDraw.ImageDraw,
    start: tuple[float, float],
    end: tuple[float, float],
    half: float,
    ink: str,
) -> None:
    """Paint one straight piece as a rectangle: Pillow's wide lines have no fractions.

    Square roots are exact to the last bit everywhere, which sines are not.
    """
    (x, y), (u, v) = start, end
    length = sqrt((u - x) ** 2 + (v - y) ** 2)
    if not length:
        return
    a, b = (v - y) * half / length, (x - u) * half / length
    corners = [(x + a, y + b), (u + a, v + b), (u - a, v - b), (x - a, y - b)]
    canvas.polygon(corners, fill=ink)
