"""A picture for paper: its size in centimetres becomes pixels, and is said in words.

Two ways to carry the credit: in a margin of paper around the picture, or on a back of
the same size. A picture that shall reach the edge of the paper has a bleed instead, its
own edge mirrored outward, which the printer cuts away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from PIL import Image, ImageDraw, ImageOps

from athena_core import letters
from athena_core.errors import InputError
from athena_core.letters import Style
from athena_core.pictures import MAX_PIXELS, decode, encode
from athena_core.text import visible
from athena_core.upscaling import UPSCALINGS, upscale

Where = Literal["margin", "back"]
INCH = 25.4
PAPER, INK, QUIET = "#ffffff", "#27231f", "#5f574c"
MARGIN = 0.09
"""Of the picture's longer side, on each side of it; the foot below holds the credit."""
TYPE, LEAD = 0.0165, 1.36
"""Size of the credit's type, as a part of the picture's longer side, and its leading;
on 20 cm that is 9 points."""
SMALLEST = 2.2
"""Millimetres: the credit is never set smaller, however small the print."""
LOWEST, HIGHEST = 50, 2400
"""Dots to the inch that a printer may be asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How large a print is to be; the picture's width, and what is cut away around."""

    width_mm: float
    dpi: int = 300
    bleed_mm: float = 0

    def pixels(self, millimetres: float) -> int:
        """Return a length on the paper in pixels."""
        return max(1, round(millimetres / INCH * self.dpi))


@dataclass(frozen=True, kw_only=True, slots=True)
class Print:
    """A print as PNG with its resolution, and its size in words."""

    front: bytes
    back: bytes | None
    words: str


def printed(
    data: bytes,
    size: Size,
    *,
    upscaling: str,
    where: Where,
    title: str = "",
    caption: Sequence[str] = (),
) -> Print:
    """Return a picture for paper; the same bytes for the same arguments.

    Raises `InputError` for a size that no printer or memory is made for, naming the
    largest that is, and `PictureError` for an unreadable picture.
    """
    image = decode(data, max_aspect=inf)
    _check(image.size, size, upscaling, where)
    wide, _ = _extent(image.size, size)
    picture, dpi = _large(image, wide, upscaling, size)
    bled = _bled(picture, size.pixels(size.bleed_mm) if size.bleed_mm else 0)
    lines = [visible(title), *map(visible, caption)]
    front = _mounted(picture, lines, size) if where == "margin" else bled
    back = _back(bled.size, lines, size) if where == "back" else None
    return Print(
        front=encode(front, dpi=dpi),
        back=None if back is None else encode(back, dpi=dpi),
        words=_words(picture, front, size, dpi, upscaling, where),
    )


def _extent(shape: tuple[int, int], size: Size) -> tuple[int, int]:
    """Return the picture's width and height in pixels at this size."""
    wide = size.pixels(size.width_mm)
    return wide, max(1, round(wide * shape[1] / shape[0]))


def _check(
    shape: tuple[int, int],
    size: Size,
    upscaling: str,
    where: Where,
) -> None:
    """Refuse what cannot be printed, before anything is made large."""
    if upscaling not in UPSCALINGS:
        known = ", ".join(UPSCALINGS)
        raise InputError(f"there is no upscaling {upscaling!r}; there are {known}")
    if not LOWEST <= size.dpi <= HIGHEST:
        raise InputError(f"{size.dpi} dpi: prints have from {LOWEST} to {HIGHEST}")
    if where == "margin" and size.bleed_mm:
        raise InputError(
            "a print with a bleed has no margin: the credit goes on a back"
        )
    if not 0 <= size.bleed_mm <= size.width_mm / 4:
        raise InputError("a bleed is at most a quarter of the picture's width")
    if not size.width_mm >= 10:  # noqa: PLR2004 - a centimetre
        raise InputError("a print is at least 1 cm wide")
    if _area(shape, size, where) > MAX_PIXELS:
        raise InputError(_too_large(shape, size, where))


def _area(shape: tuple[int, int], size: Size, where: Where) -> float:
    """Return the pixels of the whole sheet, the credit's foot reckoned generously."""
    wide = size.width_mm / INCH * size.dpi
    high = wide * shape[1] / shape[0]
    edge = size.bleed_mm / INCH * size.dpi
    if where == "margin":
        edge = MARGIN * max(wide, high)
    return (wide + 2 * edge) * (high + (4 if where == "margin" else 2) * edge)


def _too_large(shape: tuple[int, int], size: Size, where: Where) -> str:
    largest = (MAX_PIXELS / _area(shape, size, where)) ** 0.5
    wide = int(size.width_mm * largest) / 10
    dpi = int(size.dpi * largest)
    also = f", or {size.width_mm / 10:g} cm at {dpi} dpi" if dpi >= LOWEST else ""
    return (
        f"{size.width_mm / 10:g} cm at {size.dpi} dpi are more than "
        f"{MAX_PIXELS // 1_000_000} million pixels; the largest print of this picture "
        f"is {wide:g} cm wide at {size.dpi} dpi{also}"
    )


def _large(
    image: Image.Image,
    wide: int,
    upscaling: str,
    size: Size,
) -> tuple[Image.Image, float]:
    """Return the picture at its size in pixels, and the dots to the inch it has then.

    Whole pixels keep whole multiples, so the print gets a few dots more to the inch.
    """
    longest = round(wide * max(image.size) / image.width)
    picture = upscale(image, upscaling, longest)
    return picture, picture.width * INCH / size.width_mm


def _bled(picture: Image.Image, edge: int) -> Image.Image:
    """Mirror the picture's edge outward on all sides."""
    if not edge:
        return picture
    width, height = picture.size
    whole = Image.new("RGB", (width + 2 * edge, height + 2 * edge))
    whole.paste(picture, (edge, edge))
    flat = ImageOps.mirror(picture)
    whole.paste(flat.crop((width - edge, 0, width, height)), (0, edge))
    whole.paste(flat.crop((0, 0, edge, height)), (edge + width, edge))
    upper = whole.crop((0, edge, whole.width, 2 * edge))
    lower = whole.crop((0, height, whole.width, height + edge))
    whole.paste(ImageOps.flip(upper), (0, 0))
    whole.paste(ImageOps.flip(lower), (0, edge + height))
    return whole


def _type(longest: int, size: Size) -> int:
    return max(round(longest * TYPE), size.pixels(SMALLEST))


def _mounted(picture: Image.Image, lines: list[str], size: Size) -> Image.Image:
    """Lay the picture on paper, title and credit in the margin below."""
    longest = max(picture.size)
    margin = round(longest * MARGIN)
    height = _type(longest, size)
    set_in = _set(lines, picture.width, height)
    foot = sum(lead for _, _, lead in set_in) + (margin if set_in else 0)
    whole = (
        picture.width + 2 * margin,
        picture.height + 2 * margin + foot - margin // 2,
    )
    sheet = Image.new("RGB", whole, PAPER)
    sheet.paste(picture, (margin, margin))
    _write(sheet, set_in, margin, margin + picture.height + margin // 3)
    return sheet


def _back(shape: tuple[int, int], lines: list[str], size: Size) -> Image.Image:
    """Return the back of a print, which says what the front is, and nothing else."""
    sheet = Image.new("RGB", shape, PAPER)
    edge = max(size.pixels(size.bleed_mm * 2), round(max(shape) * MARGIN))
    height = _type(max(shape), size)
    set_in = _set(lines, shape[0] - 2 * edge, height)
    foot = sum(lead for _, _, lead in set_in)
    _write(sheet, set_in, edge, max(edge, shape[1] - edge - foot))
    return sheet


def _set(lines: list[str], room: float, height: int) -> list[tuple[str, Style, int]]:
    """Break title and credit into lines of type, each with its lead."""
    title, *rest = lines
    large = Style(face="italic", size=round(height * 1.5))
    small = Style(face="regular", size=height, lining=True)
    head = letters.wrapped(title, large, room) if title else []
    body = [part for line in rest for part in letters.wrapped(line, small, room)]
    set_in = [(line, large, round(large.size * LEAD)) for line in head]
    for line in body:
        first = not set_in or set_in[-1][1] is large
        set_in.append((line, small, round(height * (1.75 if first else LEAD))))
    return set_in


def _write(
    sheet: Image.Image,
    lines: list[tuple[str, Style, int]],
    x: int,
    y: int,
) -> None:
    canvas = ImageDraw.Draw(sheet)
    for text, style, lead in lines:
        y += lead
        colour = INK if style.face == "italic" else QUIET
        letters.draw(canvas, (x, y), text, style, colour)


def _words(
    picture: Image.Image,
    front: Image.Image,
    size: Size,
    dpi: float,
    upscaling: str,
    where: Where,
) -> str:
    """Say how large everything is."""
    sheet = f", on a sheet of {_measured(front, dpi)}" if where == "margin" else ""
    bleed = f", {size.bleed_mm:g} mm more on each side to cut away"
    return (
        f"a picture of {_measured(picture, dpi)} at {round(dpi, 1):g} dots to the inch "
        f"(upscaling: {upscaling}){sheet}{bleed if size.bleed_mm else ''}; the credit "
        f"is {'in the margin' if where == 'margin' else 'on the back'}"
    )


def _measured(image: Image.Image, dpi: float) -> str:
    wide, high = (side / dpi * INCH / 10 for side in image.size)
    return f"{wide:.1f} by {high:.1f} cm ({image.width:,} by {image.height:,} pixels)"
