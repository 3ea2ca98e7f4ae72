"""A picture and a poem set together as a postcard: A6, 300 dots to the inch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from PIL import Image, ImageDraw

from athena_core import letters
from athena_core.letters import Style
from athena_core.pictures import decode, encode
from athena_core.present import bevel
from athena_core.setting import ELLIPSIS, Block, Poem, cut, read, set_poem
from athena_core.text import visible
from athena_core.upscaling import upscale

DPI = 300
CARD = (1748, 1240)
"""148 by 105 millimetres."""
PAPER, INK, QUIET, RULE = "#faf6ec", "#27231f", "#857b6d", "#cfc5b3"
MARGIN, GUTTER = 92, 74
HIGH = CARD[1] - 2 * MARGIN
"""The most a poem may take, clear of the credit below it."""
COMFORTABLE = (
    (960, (46, 44, 42, 40)),
    (880, (46, 44, 42, 40, 38)),
    (800, (44, 42, 40, 38, 36)),
    (720, (42, 40, 38, 36, 34)),
)
"""Widths of the picture, each with sizes of type: the first where no line is broken."""
TIGHT = ((800, (36, 34)), (720, (34, 32, 30)), (640, (32, 30)), (560, (30,)))
"""The same where long lines may be turned over; 30 pixels are 7.2 points."""
CUT = ((880, 32), (800, 32), (720, 32), (640, 32))
"""The same for a poem too long for the card: cut rather than set any smaller."""
CREDIT, CREDIT_LINE = Style(face="italic", size=25, lining=True), 1188
STAMP = (210, 250)
ADDRESS = range(640, 1041, 100)
"""Heights of the lines to write an address on."""
DETAILS, DETAILS_HIGH = (25, 23, 21, 19), 620
"""Sizes of the small print on the back, and how high it may climb."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Postcard:
    """Both sides of a card as PNG, and what its reader should be told."""

    front: bytes
    back: bytes
    notes: tuple[str, ...] = ()
    """Sentences: that the poem was cut, or which letters could not be set."""


def postcard(
    picture: bytes,
    poem: str,
    *,
    title: str = "",
    credit: str = "",
    details: Sequence[str] = (),
    upscaling: str = "brush",
) -> Postcard:
    """Set a picture and a poem on a card; the same bytes for the same arguments.

    `credit` is one short line at the foot of the front, `details` stand on the back
    beside the room for a message and an address. A poem that is too long is cut after
    a stanza and `notes` say so. Raises `PictureError` for an unreadable picture and
    `InputError` for an unknown upscaling.
    """
    image, verse = decode(picture, max_aspect=inf), read(poem, title)
    side, block, kept = _fit(image, verse)
    front = _front(upscale(image, upscaling, side), block, visible(credit))
    back = _back([visible(line) for line in details])
    notes = _notes(verse.count, kept, letters.unset(visible(title + poem, lines=True)))
    sides = [encode(card, dpi=DPI) for card in (front, back)]
    return Postcard(front=sides[0], back=sides[1], notes=tuple(notes))


def _notes(whole: int, kept: int, lacking: str) -> Iterator[str]:
    if kept != whole:
        yield (
            f"the poem is longer than the card: {kept} of its {whole} lines stand on it"
        )
    if lacking:
        yield letters.unset_sentence(lacking)


def _fit(image: Image.Image, poem: Poem) -> tuple[int, Block, int]:
    """Choose the largest picture and type that let the whole poem stand, or cut it.

    Returns the picture's longer side, the poem in type, and its lines on the card.
    """
    for steps, may_break in ((COMFORTABLE, False), (TIGHT, True)):
        for wide, sizes in steps:
            side, room = _shared(image, wide)
            for size in sizes:
                block = set_poem(poem, size, room)
                if block.height <= HIGH and (may_break or not block.broken):
                    return side, block, poem.count
    for wide, size in CUT:
        side, room = _shared(image, wide)
        block, kept = cut(poem, size, room, HIGH)
        if not block.broken:
            break
    return side, block, kept


def _shared(image: Image.Image, wide: int) -> tuple[int, float]:
    """Return the picture's longer side in pixels and the width left for the poem."""
    high = CARD[1] - 2 * MARGIN
    scale = min(wide / image.width, high / image.height)
    room = CARD[0] - 2 * MARGIN - GUTTER - image.width * scale
    return round(max(image.size) * scale), room


def _front(picture: Image.Image, block: Block, credit: str) -> Image.Image:
    card = Image.new("RGB", CARD, PAPER)
    canvas = ImageDraw.Draw(card)
    spare = CARD[0] - picture.width
    left, top = MARGIN if block.lines else spare // 2, (CARD[1] - picture.height) // 2
    bevel(canvas, (left, top, *picture.size), 4)
    card.paste(picture, (left, top))
    column = left + picture.width + GUTTER
    free = max(0.0, CARD[0] - MARGIN - column - block.width)
    x, y = column + free / 2, (CARD[1] - block.height) / 2
    for line in block.lines:
        letters.draw(canvas, (x + line.x, y + line.y), line.text, line.style, INK)
    words = letters.wrapped(credit, CREDIT, CARD[0] - 2 * MARGIN)[0]
    x = CARD[0] - MARGIN - letters.width(words, CREDIT)
    letters.draw(canvas, (x, CREDIT_LINE), words, CREDIT, QUIET)
    return card


def _back(details: Sequence[str]) -> Image.Image:
    card = Image.new("RGB", CARD, PAPER)
    canvas = ImageDraw.Draw(card)
    middle, right = CARD[0] // 2 + 40, CARD[0] - MARGIN
    canvas.line([(middle, MARGIN), (middle, CARD[1] - MARGIN)], RULE, 2)
    stamp = (right - STAMP[0], MARGIN, right, MARGIN + STAMP[1])
    canvas.rectangle(stamp, outline=RULE, width=2)
    for y in ADDRESS:
        canvas.line([(middle + 60, y), (right, y)], RULE, 2)
    style, lines = _small_print(details, middle - 60 - MARGIN)
    height = CARD[1] - MARGIN - sum(lead for _, lead in lines)
    for text, lead in lines:
        height += lead
        letters.draw(canvas, (MARGIN, height), text, style, QUIET)
    return card


def _small_print(
    details: Sequence[str], room: float
) -> tuple[Style, list[tuple[str, int]]]:
    """Set the details as large as they fit; what is still too much ends in '…'."""
    for size in DETAILS:
        style = Style(face="regular", size=size, lining=True)
        lines = [
            (text, round(size * (1.24 if place else 1.56)))
            for detail in details
            for place, text in enumerate(letters.wrapped(detail, style, room))
        ]
        if sum(lead for _, lead in lines) <= DETAILS_HIGH:
            return style, lines
    while sum(lead for _, lead in lines) > CARD[1] - 2 * MARGIN:
        lines = [*lines[:-2], (ELLIPSIS, lines[-2][1])]
    return style, lines
