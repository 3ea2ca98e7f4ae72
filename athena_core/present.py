"""The presentable picture: a small painting made large, on a mat, with a caption."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from math import inf

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from athena_core import letters
from athena_core.errors import InputError
from athena_core.letters import Style
from athena_core.pictures import decode, encode
from athena_core.text import visible

MAT = "#f5f1e8"
INK, QUIET = "#2b2723", "#6f675c"
SHADE, GLOSS = "#d8d0bf", "#fffdf8"
SIZE = 1024
GRAIN = 0.16
"""How far the grain of paper may move a colour, as a part of the way to white or
black in soft light; more looks like noise, less is not seen."""


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


def upscale(picture: Image.Image, upscaling: str, size: int = SIZE) -> Image.Image:
    """Return a picture with `size` pixels on its longer side, by a named way."""
    if upscaling not in UPSCALINGS:
        known = ", ".join(UPSCALINGS)
        raise InputError(f"there is no upscaling {upscaling!r}; there are {known}")
    return _WAYS[upscaling](picture.convert("RGB"), size)


def _sized(picture: Image.Image, size: int) -> tuple[int, int]:
    longer = max(picture.size)
    width, height = (max(1, round(side * size / longer)) for side in picture.size)
    return width, height


def _lanczos(picture: Image.Image, size: int) -> Image.Image:
    return picture.resize(_sized(picture, size), Image.Resampling.LANCZOS)


def _pixels(picture: Image.Image, size: int) -> Image.Image:
    factor = -(-size // max(picture.size))
    wanted = picture.width * factor, picture.height * factor
    return picture.resize(wanted, Image.Resampling.NEAREST)


def _paper(picture: Image.Image, size: int) -> Image.Image:
    """Double by and by; each time round off corners and sharpen, at last add grain."""
    while max(picture.size) < size:
        step = min(size, 2 * max(picture.size))
        picture = picture.resize(_sized(picture, step), Image.Resampling.BICUBIC)
        if 2 * step <= size:
            picture = picture.filter(ImageFilter.MedianFilter(3))
        picture = picture.filter(ImageFilter.UnsharpMask(1.2, 80, 0))
    return ImageChops.soft_light(_lanczos(picture, size), _grain(_sized(picture, size)))


def _grain(size: tuple[int, int]) -> Image.Image:
    """Return the grain of paper around mid grey, from a hash: always the same."""
    fine = _noise("fine", size).filter(ImageFilter.GaussianBlur(0.8))
    coarse = _noise("coarse", (size[0] // 4 + 1, size[1] // 4 + 1))
    large = coarse.resize(size, Image.Resampling.BICUBIC)
    both = Image.blend(fine, large, 0.4)
    calm = both.point([round(128 + (value - 128) * 2 * GRAIN) for value in range(256)])
    return Image.merge("RGB", (calm, calm, calm))


def _noise(name: str, size: tuple[int, int]) -> Image.Image:
    stream = hashlib.shake_128(f"athena grain {name}".encode())
    return Image.frombytes("L", size, stream.digest(size[0] * size[1]))


_WAYS: Mapping[str, Callable[[Image.Image, int], Image.Image]] = {
    "lanczos": _lanczos,
    "pixels": _pixels,
    "paper": _paper,
}
UPSCALINGS: Mapping[str, str] = {
    "lanczos": "smooth, by Lanczos' filter; adds nothing",
    "pixels": "each pixel a square, whole multiples only",
    "paper": "doubled in steps, corners rounded, edges sharpened, a fine paper grain",
}
"""The ways to make a picture large, each with a line of help."""


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
