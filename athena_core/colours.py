"""Plain names for the colours of a picture, and where its light is.

A pixel takes the name of the nearest of some thirty samples in Oklab (Ottosson, 2020),
where equal distances look about equally large.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from PIL import Image

Lab = tuple[float, float, float]

SAMPLES = {
    "black": "#14120f",
    "dark grey": "#444444",
    "grey": "#828280",
    "light grey": "#bcbcba",
    "white": "#fafaf8",
    "cream": "#f1e7cd",
    "dark brown": "#3a2616",
    "brown": "#6f4a2a",
    "light brown": "#a98963",
    "ochre": "#c2933f",
    "orange": "#e2802f",
    "rust": "#a04e2e",
    "red": "#bd2f26",
    "dark red": "#611a18",
    "dusty pink": "#be8a86",
    "pink": "#ecb3b0",
    "yellow": "#ecd04f",
    "pale yellow": "#f1e6a6",
    "olive": "#767440",
    "dark green": "#29402b",
    "green": "#4f8243",
    "grey-green": "#848f78",
    "pale green": "#b7ca9f",
    "teal": "#33787a",
    "dark teal": "#1f3d43",
    "blue": "#3a68ab",
    "dark blue": "#1e284b",
    "grey-blue": "#66748c",
    "pale blue": "#a4c3dd",
    "violet": "#7c5c9e",
    "dark violet": "#3c2a4a",
    "lilac": "#c6b4d2",
}
SIZE = 48
"""Pixels a side that a picture is looked at with: 2,304 pixels, some 20 ms."""
ACROSS = ("left", "middle", "right")
DOWN = ("top", "middle", "bottom")
EVEN = 0.06
"""Two parts whose mean lightness differs by less look equally light."""
DARK, DIM, LIGHT, BRIGHT = 0.32, 0.5, 0.68, 0.84


def shares(image: Image.Image) -> list[tuple[str, float]]:
    """Return each colour's name with its share of the picture, the largest first."""
    labs = _labs(image)
    counts = Counter(_name(lab) for lab in labs)
    order = {name: place for place, name in enumerate(SAMPLES)}
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], order[pair[0]]))
    return [(name, count / len(labs)) for name, count in ranked]


def tone(image: Image.Image) -> str:
    """Say in two words or three how light the picture is as a whole."""
    labs = _labs(image)
    mean = sum(lab[0] for lab in labs) / len(labs)
    words = (
        (DARK, "very dark"),
        (DIM, "rather dark"),
        (LIGHT, "neither light nor dark"),
    )
    for most, word in (*words, (BRIGHT, "light")):
        if mean < most:
            return word
    return "very light"


def light(image: Image.Image) -> tuple[str, str] | None:
    """Name the lightest and the darkest ninth, or None when all are much alike."""
    labs = _labs(image)
    parts: dict[str, list[float]] = {}
    for index, lab in enumerate(labs):
        y, x = divmod(index, SIZE)
        parts.setdefault(_place(y * 3 // SIZE, x * 3 // SIZE), []).append(lab[0])
    means = {place: round(sum(part) / len(part), 6) for place, part in parts.items()}
    lightest, darkest = (
        max(means, key=means.__getitem__),
        min(means, key=means.__getitem__),
    )
    if means[lightest] - means[darkest] < EVEN:
        return None
    return lightest, darkest


def _place(row: int, column: int) -> str:
    if (row, column) == (1, 1):
        return "in the middle"
    words = [DOWN[row]] if row != 1 else []
    words += [ACROSS[column]] if column != 1 else []
    return "at the " + " ".join(words)


def _labs(image: Image.Image) -> list[Lab]:
    small = image.convert("RGB").resize((SIZE, SIZE), Image.Resampling.BOX)
    data = small.tobytes()
    return [_oklab(*data[start : start + 3]) for start in range(0, len(data), 3)]


@lru_cache(maxsize=4096)
def _name(lab: Lab) -> str:
    samples = _samples()
    return min(samples, key=lambda name: _distance(samples[name], lab))


@cache
def _samples() -> dict[str, Lab]:
    return {
        name: _oklab(*bytes.fromhex(value.removeprefix("#")))
        for name, value in SAMPLES.items()
    }


def _distance(one: Lab, other: Lab) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=4096)
def _oklab(red: int, green: int, blue: int) -> Lab:
    r, g, b = _linear(red), _linear(green), _linear(blue)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


@cache
def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own figures
