"""Tiny works by fictional makers, made by code: texts, pictures, sounds, drawings."""

from __future__ import annotations

import hashlib
import io
import math
import struct
import wave
from collections.abc import Callable
from functools import partial

from athena_core.conformance.check import NotAsked
from athena_core.protocols import Corpus, Right, Source, Work

FOUR = 4
MAKERS = ("Mara Tidewell", "Ode Lantern", "Iru Mosswood", "Sen Galeward")
"""Fictional; nobody of these names made anything."""
RIGHT = Right(
    basis="own",
    because="made by Athena's conformance kit, of fictional makers",
)
LINES = (
    "the kettle hums a small grey tune",
    "a lamp is walking on the sand",
    "the gate has kept a little moon",
    "and rain is writing with one hand",
    "we heard the harbour count its ropes",
    "a moth went over like a word",
    "the orchard folds its paper hopes",
    "and nothing but the clock was heard",
    "I left my shadow at the mill",
    "it ground a sack of evening light",
    "the heron stands for standing still",
    "the river signs its name at night",
)
SIDE = 48
RATE = 8000


def corpus(media_types: tuple[str, ...], first: int = 0, held_out: int = 0) -> Corpus:
    """Return four works of a kind to learn from, beginning with number `first`.

    Raises `NotAsked` when the kit can make none of these media types.
    """
    media_type = known(media_types)
    learned = range(first, first + FOUR)
    kept = range(100, 100 + held_out)
    return Corpus(
        works=tuple(work(media_type, number) for number in learned),
        held_out=tuple(work(media_type, number) for number in kept),
    )


def source(media_types: tuple[str, ...], number: int) -> Source:
    """Return a work as a user gives it at make time."""
    media_type = known(media_types)
    data = KINDS[media_type][0](number)
    return Source(
        name=f"{title(number)}{KINDS[media_type][1]}",
        media_type=media_type,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        right=RIGHT,
    )


def known(media_types: tuple[str, ...]) -> str:
    """Return the first of these types that the kit can make; `image/*` is a picture."""
    for wanted in media_types:
        for kind in KINDS:
            if wanted in (kind, "*/*", f"{kind.partition('/')[0]}/*"):
                return kind
    raise NotAsked(
        f"the kit has no works of {' or '.join(media_types) or 'no media type'}; it "
        f"has {', '.join(KINDS)}",
    )


def work(media_type: str, number: int) -> Work:
    """Return one work, the same bytes every time."""
    data = KINDS[media_type][0](number)
    return Work(
        id=f"kit/{number}",
        title=title(number),
        maker=MAKERS[number % len(MAKERS)],
        year=1900 + number,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        right=RIGHT,
        labels=("tag:Sea",) if number % 2 else ("tag:Night",),
        open=partial(io.BytesIO, data),
    )


def title(number: int) -> str:
    """Return the title of a work."""
    return f"First Word {number}"


def text(number: int) -> bytes:
    """Return a poem of two stanzas of four lines."""
    lines = [LINES[(number * 5 + line) % len(LINES)] for line in range(8)]
    stanzas = ("\n".join(lines[:4]), "\n".join(lines[4:]))
    return f"{stanzas[0]}\n\n{stanzas[1]}, {number}\n".encode()


def picture(number: int, form: str = "PNG") -> bytes:
    """Return a picture of a disc on a coloured ground, 48 pixels wide."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only plugins of pictures need it

    ground = (40 * number % 256, 200 - 9 * number % 150, 120)
    image = Image.new("RGB", (SIDE, SIDE), ground)
    edge = 4 + number % 12
    disc = (edge, edge, SIDE - edge, SIDE - 2 * edge)
    ImageDraw.Draw(image).ellipse(disc, fill=(250, 70 + 11 * number % 180, 40))
    stream = io.BytesIO()
    image.save(stream, format=form)
    return stream.getvalue()


def sound(number: int) -> bytes:
    """Return a quarter of a second of one tone, 16 bits, mono."""
    tone = 220 * 2 ** (number % 12 / 12)
    count = RATE // 4
    values = (
        round(12000 * math.sin(2 * math.pi * tone * i / RATE)) for i in range(count)
    )
    stream = io.BytesIO()
    with wave.open(stream, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{count}h", *values))
    return stream.getvalue()


def drawing(number: int) -> bytes:
    """Return an SVG of a circle and a stroke."""
    radius = 5 + number % 15
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">\n'
        f'<circle cx="24" cy="24" r="{radius}" fill="none" stroke="black"/>\n'
        f'<path d="M 4 {4 + number % 40} L 44 44" stroke="black"/>\n</svg>\n'
    ).encode()


KINDS: dict[str, tuple[Callable[[int], bytes], str]] = {
    "text/plain": (text, ".txt"),
    "image/png": (picture, ".png"),
    "image/jpeg": (partial(picture, form="JPEG"), ".jpg"),
    "audio/wav": (sound, ".wav"),
    "image/svg+xml": (drawing, ".svg"),
}
"""How a work of a media type is made, and how its file's name ends."""
