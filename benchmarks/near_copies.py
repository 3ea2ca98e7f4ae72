"""What the perceptual hash finds of disguised copies, what it takes for one, and ms.

Reads the real paintings at ATHENA_TEST_DATA, half a minute. For each disguise: per cent
of 300 works found by their one hash within 12 bits, by their 56 views within 4, and by
either. For false alarms: per cent of works that lie so near another work. Then how long
near twins take among random hashes, with all pairs compared as the reference.

    ATHENA_TEST_DATA=... python benchmarks/near_copies.py
"""

from __future__ import annotations

import io
import os
import random
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from athena_core.consent import twins
from athena_core.phash import phash, views

Picture = Image.Image
Disguise = Callable[[Picture], Picture]
Hashes = NDArray[np.uint64]
ONE, MANY = 12, 4
SAMPLE = 300


def jpeg(picture: Picture) -> Picture:
    """Save it badly."""
    stream = io.BytesIO()
    picture.save(stream, format="JPEG", quality=40)
    return Image.open(stream).convert("RGB")


def faded(picture: Picture) -> Picture:
    """Take out contrast and make it lighter."""
    return ImageEnhance.Brightness(ImageEnhance.Contrast(picture).enhance(0.6)).enhance(
        1.3
    )


def cut(
    part: float, across: float = 0, down: float = 0
) -> Callable[[Picture], Picture]:
    """Return a disguise that cuts a part of each side, off the middle if wanted."""

    def disguise(picture: Picture) -> Picture:
        width, height = picture.size
        half = part / 2
        left, top = int(width * (half + across)), int(height * (half + down))
        return picture.crop(
            (left, top, left + int(width * (1 - part)), top + int(height * (1 - part))),
        )

    return disguise


def shifted(part: float) -> Disguise:
    """Return a disguise that moves all to the lower right; the edge is drawn out."""

    def disguise(picture: Picture) -> Picture:
        width, height = picture.size
        x, y = int(width * part), int(height * part)
        moved = np.pad(np.asarray(picture), ((y, 0), (x, 0), (0, 0)), mode="edge")
        return Image.fromarray(moved[:height, :width])

    return disguise


def turned(picture: Picture) -> Picture:
    """Turn it by three degrees."""
    return picture.rotate(3, Image.Resampling.BICUBIC, fillcolor="white")


DISGUISES: dict[str, Disguise] = {
    "JPEG, quality 40": jpeg,
    "blurred by 2 pixels": lambda one: one.filter(ImageFilter.GaussianBlur(2)),
    "64 x 64 pixels": lambda one: one.resize((64, 64)),
    "faded and lighter": faded,
    "cut by 10 %": cut(0.10),
    "cut by 17 %": cut(0.17),
    "cut by 25 %": cut(0.25),
    "cut by 8 % off the middle": cut(0.08, 0.03, -0.02),
    "mirrored": ImageOps.mirror,
    "mirrored, cut by 12 %": lambda one: ImageOps.mirror(cut(0.12)(one)),
    "shifted by 2 %": shifted(0.02),
    "shifted by 5 %": shifted(0.05),
    "turned by 3 degrees": turned,
}


def apart(one: int, others: Hashes) -> NDArray[np.int64]:
    """Return in how many bits each differs from one."""
    bits: NDArray[np.int64] = np.bitwise_count(others ^ np.uint64(one)).astype(np.int64)
    return bits


def false_alarms(single: Hashes, many: Hashes) -> None:
    """Print how many works lie near another."""
    alone = wide = 0
    for place, own in enumerate(single):
        others = np.arange(len(single)) != place
        alone += bool((apart(own, single[others]) <= ONE).any())
        wide += bool((apart(own, many[others]) <= MANY).any())
    row("another work (false alarm)", alone, wide, None, len(single))


def row(name: str, alone: int, wide: int, either: int | None, whole: int) -> None:
    """Print one line of the table, in per cent."""
    both = "" if either is None else f"{100 * either / whole:8.1f}"
    print(f"{name:28}{100 * alone / whole:8.1f}{100 * wide / whole:8.1f}{both}")


def copies(pictures: list[Picture], single: Hashes, many: Hashes) -> None:
    """Print how many copies are found, a disguise a line."""
    chance = random.Random(1)  # noqa: S311 - the same works each time
    chosen = chance.sample(range(len(pictures)), SAMPLE)
    for name, disguise in DISGUISES.items():
        found = [phash(disguise(pictures[place])) for place in chosen]
        alone = [
            bool((apart(seen, single[place : place + 1]) <= ONE).all())
            for place, seen in zip(chosen, found, strict=True)
        ]
        wide = [
            bool((apart(seen, many[place]) <= MANY).any())
            for place, seen in zip(chosen, found, strict=True)
        ]
        either = sum(a or b for a, b in zip(alone, wide, strict=True))
        row(name, sum(alone), sum(wide), either, SAMPLE)


def timed(pictures: list[Picture], what: Callable[[Picture], object]) -> float:
    """Return milliseconds a picture."""
    start = time.process_time()
    for picture in pictures:
        what(picture)
    return 1000 * (time.process_time() - start) / len(pictures)


def pairs() -> None:
    """Print how long twins take, beside comparing each with each."""
    chance = random.Random(1)  # noqa: S311 - the same hashes each time
    print(f"\n{'near twins among':>20}{'ms':>8}{'each with each, ms':>20}")
    for count in (1_000, 4_000, 10_000, 40_000):
        hashes = {f"{number}": chance.getrandbits(63) for number in range(count)}
        start = time.process_time()
        twins.near(hashes)
        between = time.process_time()
        if count <= 4_000:
            sum(
                (a ^ b).bit_count() <= MANY for a, b in combinations(hashes.values(), 2)
            )
        end = time.process_time()
        naive = f"{1000 * (end - between):20.0f}" if count <= 4_000 else ""
        print(f"{count:20,}{1000 * (between - start):8.0f}{naive}")


def main() -> None:
    """Print the three tables."""
    folder = Path(os.environ["ATHENA_TEST_DATA"]) / "paintings" / "images"
    files = sorted(folder.rglob("*.jpg"))
    pictures = [Image.open(file).convert("RGB") for file in files]
    single = np.array([phash(picture) for picture in pictures], dtype=np.uint64)
    many = np.array([views(picture) for picture in pictures], dtype=np.uint64)
    print(f"{len(files)} works{'hash':>22}{'views':>8}{'either':>8}")
    false_alarms(single, many)
    copies(pictures, single, many)
    print("\nms a picture, at 256 pixels and at 1,024:")
    large = [picture.resize((1024, 1024)) for picture in pictures[:100]]
    for what in (phash, views):
        name = what.__name__
        print(f"{name:8}{timed(pictures[:100], what):8.2f}{timed(large, what):8.2f}")
    pairs()


if __name__ == "__main__":
    main()
