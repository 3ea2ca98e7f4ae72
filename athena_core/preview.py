"""A piece in the terminal: pictures in blocks or in words, poems as verse."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from PIL import Image
from rich.align import Align
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from athena_core import colours as names
from athena_core.blocks import halves, quadrants
from athena_core.pictures import decode
from athena_core.terminal import Colours
from athena_core.text import canonical, visible

HANGING = 4
"""Columns by which the rest of a long line of verse is set in."""
GAP, NARROW = 4, 30
"""Columns between a picture and its poem, and the fewest a poem beside it gets."""
SMALL, MENTIONED = 0.06, 4
SHARES = (
    (0.93, "almost all"),
    (0.8, "mostly"),
    (0.58, "about two thirds"),
    (0.42, "about half"),
    (0.29, "about a third"),
    (0.2, "about a quarter"),
    (0.12, "some"),
    (0.0, "a little"),
)


def preview(
    media_type: str,
    data: bytes,
    width: int,
    *,
    colours: Colours = "truecolor",
    height: int | None = None,
    title: str = "",
) -> Text | None:
    """Draw a picture or a poem at most `width` columns wide; None for other kinds.

    Raises `PictureError` for a picture that cannot be read.
    """
    if media_type.startswith("image/") and media_type != "image/svg+xml":
        return picture(data, width, colours=colours, height=height)
    if media_type == "text/plain":
        return poem(data.decode("utf-8", "replace"), title=title, width=width)
    return None


def picture(
    image: Image.Image | bytes,
    width: int,
    *,
    colours: Colours = "truecolor",
    height: int | None = None,
) -> Text:
    """Draw a picture the way that shows most of it: see `half_blocks`.

    Where it has more pixels than half blocks can show, and there are colours enough,
    it is drawn in quadrants.
    """
    found = _picture(image)
    columns, lines = fitted(found.size, width, height)
    if colours != "truecolor" or columns >= found.width:
        return half_blocks(found, width, colours=colours, height=height)
    return quadrants(found, columns, lines)


def half_blocks(
    image: Image.Image | bytes,
    width: int,
    *,
    colours: Colours = "truecolor",
    height: int | None = None,
) -> Text:
    """Draw a picture `width` columns wide, two pixels a cell, in its own proportions.

    With `height` it takes at most so many lines and is narrower where it must. In 256
    colours it is dithered; with no colours it is told in words.
    """
    found = _picture(image)
    if colours == "none":
        return Text(describe(found))
    return halves(found, *fitted(found.size, width, height), colours)


def _picture(image: Image.Image | bytes) -> Image.Image:
    if isinstance(image, bytes):
        return decode(image, max_aspect=inf)
    return image.convert("RGB")


def fitted(size: tuple[int, int], width: int, height: int | None) -> tuple[int, int]:
    """Return the columns and lines a picture of `size` takes in those given.

    A line is as high as two columns are wide, as in most fonts.
    """
    scale = width / size[0]
    if height is not None:
        scale = min(scale, 2 * height / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale / 2))


def describe(image: Image.Image | bytes) -> str:
    """Tell a picture in words: shape, tone, main colours with shares, its light.

    Counted, not interpreted: it says nothing of what is shown.
    """
    found = _picture(image)
    light = names.light(found)
    where = f"lightest {light[0]}, darkest {light[1]}" if light else "evenly lit"
    return (
        f"{_shape(found.size)}, {names.tone(found)} as a whole. "
        f"{_colours(found)}; {where}."
    )


def _shape(size: tuple[int, int]) -> str:
    width, height = size
    kind = "A square" if width == height else "A wide" if width > height else "A tall"
    return f"{kind} picture of {width} by {height} pixels"


def _colours(image: Image.Image) -> str:
    shares = names.shares(image)
    told = [pair for pair in shares if pair[1] >= SMALL][:MENTIONED] or shares[:1]
    clauses = ", ".join(f"{_share(share)} {name}" for name, share in told)
    return clauses[:1].upper() + clauses[1:]


def _share(share: float) -> str:
    return next(words for least, words in SHARES if share >= least)


def poem(text: str, *, title: str = "", width: int = 80) -> Text:
    """Set a poem as verse: title, stanzas, the rest of a long line set in.

    Characters that would act on the terminal are shown as escapes.
    """
    shown = visible(canonical(text), lines=True).rstrip("\n")
    lines = [part for line in shown.split("\n") for part in _turned(line, width)]
    verse = Text("\n".join(lines), no_wrap=True)
    if not title:
        return verse
    head = "\n".join(_turned(visible(title), width))
    return Text.assemble((head, "bold italic"), "\n\n", verse, no_wrap=True)


def beside(
    image: Image.Image | bytes,
    text: str,
    *,
    title: str = "",
    width: int = 80,
    height: int = 22,
    colours: Colours = "truecolor",
) -> RenderableType:
    """Draw a picture with a poem at its right, or under it where that is too narrow.

    The picture takes at most `height` lines and three fifths of the width, and gives
    way a little where that lets the poem's lines stand unbroken.
    """
    longest = max(cell_len(line) for line in (title, *text.splitlines(), ""))
    wide = min(width * 3 // 5, max(width - GAP - longest, width * 9 // 20))
    drawn = picture(image, wide, colours=colours, height=height)
    room = width - GAP - max(cell_len(line) for line in drawn.plain.split("\n"))
    verse = poem(text, title=title, width=max(1, room))
    tall = verse.plain.count("\n") > drawn.plain.count("\n")
    if colours == "none" or room < NARROW or tall:
        return Group(drawn, "", poem(text, title=title, width=width))
    sheet = Table.grid(padding=(0, GAP, 0, 0))
    sheet.add_row(drawn, Align(verse, vertical="middle"))
    return sheet


def _turned(line: str, width: int) -> Iterator[str]:
    """Break a line that is too wide between words, or in a word that is."""
    rest, indent = line, ""
    while cell_len(indent + rest) > width:
        cut = _cut(rest, max(1, width - len(indent)))
        yield indent + rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
        indent = " " * min(HANGING, width // 3)
    yield indent + rest


def _cut(line: str, width: int) -> int:
    fits = 1
    while cell_len(line[: fits + 1]) <= width:
        fits += 1
    blank = line.rfind(" ", 1, fits + 1)
    return blank if blank > 0 and line[:blank].strip() else fits
