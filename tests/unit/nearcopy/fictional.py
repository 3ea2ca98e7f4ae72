"""Works of nobody, for tests: words and pictures drawn by chance. All are fictional."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from athena_core import Model, Work
from athena_core.files import write_json
from athena_core.nearcopy import calibrating, kept, taking
from athena_core.nearcopy.kept import Prints

SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "te", "vo", "zu", "bri", "fen", "gol"]


def words(seed: int, count: int) -> list[str]:
    """Return words that no two seeds share in a row."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    return ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(count)]


def poem(seed: int, lines: int = 6) -> str:
    """Return lines of five words, one stanza."""
    row = words(seed, lines * 5)
    starts = range(0, len(row), 5)
    return "".join(" ".join(row[start : start + 5]) + "\n" for start in starts)


def painted(seed: int, size: tuple[int, int] = (160, 120)) -> Image.Image:
    """Paint thirty soft ellipses, each time the same."""
    draw = random.Random(seed)  # noqa: S311 - the same each time
    picture = Image.new("RGB", size, "wheat")
    brush = ImageDraw.Draw(picture)
    for _ in range(30):
        x, y = draw.randrange(size[0]), draw.randrange(size[1])
        wide, high = draw.randrange(8, 60), draw.randrange(8, 60)
        colour = tuple(draw.randrange(256) for _ in range(3))
        brush.ellipse((x - wide, y - high, x + wide, y + high), fill=colour)
    return picture.filter(ImageFilter.GaussianBlur(2))


def png(image: Image.Image) -> bytes:
    """Return a picture as PNG."""
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def work(name: str, data: bytes | str, title: str = "") -> Work:
    """Return a work; text where the bytes are text."""
    raw = data.encode() if isinstance(data, str) else data
    return Work(
        id=name,
        title=title,
        maker="Fictional Maker",
        year=None,
        media_type="text/plain" if isinstance(data, str) else "image/png",
        sha256=hashlib.sha256(raw).hexdigest(),
        right=None,
        open=partial(io.BytesIO, raw),
    )


def end(steps: Generator[Any, None, Any]) -> Any:
    """Run a generator to its end; returns what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


def taken(*works: Work) -> Prints:
    """Return the fingerprints of works."""
    found: Prints = end(taking.take(works))
    return found


def model(folder: Path, *works: Work, held_out: tuple[Work, ...] = ()) -> Model:
    """Write a model that learned from works, with its fingerprints; no weights."""
    prints = taken(*works)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in kept.files(prints).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    card = {"name": "m", kept.CARD: calibrating.calibrated(prints, held_out)}
    lines = [
        {"id": one.id, "sha256": one.sha256, "media_type": one.media_type}
        for one in works
    ]
    ledger = {"works": lines}
    write_json(folder / "card.json", card)
    write_json(folder / "ledger.json", ledger)
    return Model(name="m", folder=folder, card=card, ledger=ledger)
