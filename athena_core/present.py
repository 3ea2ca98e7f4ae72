"""The presentable picture: a small painting made large, on a mat, with a caption."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from PIL import Image, ImageDraw

from athena_core import letters
from athena_core.letters import Style
from athena_core.pictures import decode, encode
from athena_core.text import visible
from athena_core.upscaling import SIZE, UPSCALINGS, upscale

__all__ = ["SIZE", "UPSCALINGS", "bevel", "presentable", "upscale"]

MAT = "#f5f1e8"
INK, QUIET = "#2b2723", "#6f675c"
SHADE, GLOSS = "#d8d0bf", "#fffdf8"


def presentable(
    data: bytes,
    *,
    title: str = "",
    caption: Sequence[str] = (),
    upscaling: str = "lanczos",
    size: int = SIZE,
) -> bytes:
    """Return a picture made large on a mat, as PNG: the same for the same arguments.

    The picture itself gets `size` pixels on its longer side (or a little more, where
    pixels are kept whole). `title` and the lines of `caption` stand underneath. Raises
    `PictureError` for unreadable data and `InputError` for an unknown upscaling.
    """
    picture = upscale(decode(data, max_aspect=inf), upscaling, size)
    return encode(
        _mounted(picture, visible(title), [visible(line) for line in caption])
    )


def _mounted(picture: Image.Image, title: str, caption: list[str]) -> Image.Image:
    unit = max(picture.size) / SIZE
    margin = round(104 * unit)
    lines = _caption(title, caption, room=picture.width, unit=unit)
    foot = sum(lead for _, _, lead in lines) + round(40 * unit) if lines else 0
    size = picture.width + 2 * margin, picture.height + 2 * margin + foot
    sheet = Image.new("RGB", size, MAT)
    canvas = ImageDraw.Draw(sheet)
    bevel(canvas, (margin, margin, *picture.size), round(5 * unit))
    sheet.paste(picture, (margin, margin))
    y = margin + picture.height + round(28 * unit)
    for text, style, lead in lines:
        y += lead
        x = (size[0] - letters.width(text, style)) / 2
        letters.draw(canvas, (x, y), text, style, _ink(style))
    return sheet


def _ink(style: Style) -> str:
    return INK if style.face == "italic" else QUIET


def _caption(
    title: str, caption: list[str], *, room: float, unit: float
) -> list[tuple[str, Style, int]]:
    """Return the lines under the picture, each with its style and its lead."""
    large = Style(face="italic", size=round(42 * unit))
    small = Style(face="regular", size=round(25 * unit), lining=True)
    head = letters.balanced(title, large, room) if title else []
    foot = [part for line in caption for part in letters.balanced(line, small, room)]
    lines = [(line, large, round(50 * unit)) for line in head]
    for line in foot:
        lead = 46 if lines and lines[-1][1] is large else 34
        lines.append((line, small, round(lead * unit)))
    return lines


def bevel(
    canvas: ImageDraw.ImageDraw, box: tuple[int, int, int, int], depth: int
) -> None:
    """Draw the cut edge of a mat around a picture at (x, y, width, height)."""
    x, y, width, height = box
    left, top, right, bottom = x, y, x + width - 1, y + height - 1
    for step in range(1, depth + 1):
        corner = left - step, top - step
        across, down = right + step, bottom + step
        canvas.line([(corner[0], down), corner, (across, corner[1])], fill=SHADE)
        canvas.line([(corner[0], down), (across, down), (across, corner[1])], GLOSS)
