"""Named ways to make a small painting large. Each gives the same pixels every time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from PIL import Image, ImageChops, ImageFilter

from athena_core.errors import InputError

SIZE = 1024
GRAIN = 0.16
"""How far the grain of paper may move a colour, as a part of the way to white or
black in soft light; more looks like noise, less is not seen."""
STROKES = ((4, 2), (2, 3), (1, 4))
"""Brush work from coarse to fine: the part of the final size it is done at, and its
radius there in pixels, for a final size of 1,024."""
DETAILED = 512
"""From so many pixels on a picture has strokes of its own, which a brush would bury."""
CONTRAST = 4
"""Differences are multiplied by this before they are compared in 8 bits."""


def upscale(picture: Image.Image, upscaling: str, size: int = SIZE) -> Image.Image:
    """Return a picture with `size` pixels on its longer side, by a named way.

    Raises `InputError` for a name that is not among `UPSCALINGS`.
    """
    if upscaling not in UPSCALINGS:
        known = ", ".join(UPSCALINGS)
        raise InputError(f"there is no upscaling {upscaling!r}; there are {known}")
    return _WAYS[upscaling](picture.convert("RGB"), size)


def _sized(picture: Image.Image, size: int) -> tuple[int, int]:
    longer = max(picture.size)
    width, height = (max(1, round(side * size / longer)) for side in picture.size)
    return width, height


def _smooth(picture: Image.Image, size: int) -> Image.Image:
    return picture.resize(_sized(picture, size), Image.Resampling.BICUBIC)


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
        picture = _smooth(picture, step)
        if 2 * step <= size:
            picture = picture.filter(ImageFilter.MedianFilter(3))
        picture = picture.filter(ImageFilter.UnsharpMask(1.2, 80, 0))
    return _on_paper(_lanczos(picture, size))


def _brush(picture: Image.Image, size: int) -> Image.Image:
    """Paint over the picture three times with ever finer strokes, at last add grain.

    A picture that is no small one is only resized: lines that somebody drew stay lines.
    """
    if max(picture.size) >= DETAILED:
        return _lanczos(picture, size)
    for part, radius in STROKES:
        step = size // part
        if step >= max(picture.size) or part == 1:
            radius_here = max(1, round(radius * size / SIZE))
            picture = _painted(_smooth(picture, step), radius_here)
    return _on_paper(picture.filter(ImageFilter.UnsharpMask(3, 60, 0)))


def _painted(picture: Image.Image, radius: int) -> Image.Image:
    """Give each pixel the mean of the calmest patch around it (Kuwahara et al., 1976).

    Eight patches lie around a pixel; calm is what strays least from its own mean. Edges
    stay, and what is noise between them becomes a stroke.
    """
    edge = 3 * radius
    wide = _with_edge(picture, edge)
    soft = ImageFilter.GaussianBlur(0.6 * radius)
    mean = wide.filter(soft)
    stray = ImageChops.difference(wide.convert("L"), mean.convert("L"))
    unrest = stray.point([min(255, CONTRAST * level) for level in range(256)])
    unrest = unrest.filter(soft)
    painted, least = mean.copy(), Image.new("L", wide.size, 255)
    for right, down in _around(radius):
        there = ImageChops.offset(unrest, right, down)
        calmer = ImageChops.subtract(least, there).point([0] + [255] * 255)
        painted.paste(ImageChops.offset(mean, right, down), (0, 0), calmer)
        least = ImageChops.darker(least, there)
    return painted.crop((edge, edge, edge + picture.width, edge + picture.height))


def _around(radius: int) -> list[tuple[int, int]]:
    far = round(1.4 * radius)
    corners = [(x, y) for y in (radius, -radius) for x in (radius, -radius)]
    return [*corners, (far, 0), (-far, 0), (0, far), (0, -far)]


def _with_edge(picture: Image.Image, edge: int) -> Image.Image:
    """Repeat the outermost pixels, so that nothing comes in from the other side."""
    width, height = picture.size
    wide = picture.resize((width + 2 * edge, height + 2 * edge))
    for x in (0, width - 1):
        side = picture.crop((x, 0, x + 1, height)).resize((edge, height))
        wide.paste(side, (edge + width if x else 0, edge))
    for y in (0, height - 1):
        side = picture.crop((0, y, width, y + 1)).resize((width, edge))
        wide.paste(side, (edge, edge + height if y else 0))
    wide.paste(picture, (edge, edge))
    return wide


def _on_paper(picture: Image.Image) -> Image.Image:
    return ImageChops.soft_light(picture, _grain(picture.size))


def _grain(size: tuple[int, int]) -> Image.Image:
    """Return the grain of paper around mid grey, from a hash: always the same."""
    fine = _noise("fine", size).filter(ImageFilter.GaussianBlur(0.8))
    coarse = _noise("coarse", (size[0] // 4 + 1, size[1] // 4 + 1))
    large = coarse.resize(size, Image.Resampling.BICUBIC)
    both = Image.blend(fine, large, 0.4)
    calm = both.point([round(128 + (level - 128) * 2 * GRAIN) for level in range(256)])
    return Image.merge("RGB", (calm, calm, calm))


def _noise(name: str, size: tuple[int, int]) -> Image.Image:
    stream = hashlib.shake_128(f"athena grain {name}".encode())
    return Image.frombytes("L", size, stream.digest(size[0] * size[1]))


_WAYS: Mapping[str, Callable[[Image.Image, int], Image.Image]] = {
    "lanczos": _lanczos,
    "pixels": _pixels,
    "paper": _paper,
    "brush": _brush,
}
UPSCALINGS: Mapping[str, str] = {
    "lanczos": "smooth, by Lanczos' filter; adds nothing",
    "pixels": "each pixel a square, whole multiples only",
    "paper": "doubled in steps, corners rounded, edges sharpened, a fine paper grain",
    "brush": "painted over with strokes of a brush, which calm a rough painting",
}
"""The ways to make a picture large, each with a line of help."""
