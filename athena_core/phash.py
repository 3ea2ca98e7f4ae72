"""The perceptual hash of a picture: 64 bits that stay near for what looks alike.

The method is the DCT hash of Zauner, Implementation and Benchmarking of Perceptual
Image Hash Functions (2010), section 3.2: the picture in grey at 32 x 32, its DCT-II,
the 8 x 8 lowest frequencies, and of each whether it lies above their median. Here the
constant part says nothing and its bit is 0, so 63 bits count. Everything is counted in
whole numbers, so that a picture has one hash on every machine.

It finds what was saved anew, made smaller, lighter or a little blurred; with `views`
also what was mirrored or cut at the edges. It does not find a detail, a turn by some
degrees or another painting of the same subject: it is a near-copy check and no more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import mul
from typing import TypeAlias

from PIL import Image

from athena_core.errors import InputError

METHOD = "athena.phash/1"
SIDE = 32
LOW = 8
BITS = LOW * LOW - 1
"""How many bits can differ between two hashes."""
CROPS = (0, 5, 10, 15, 20, 25)
"""Per cent of each side that a view leaves out, half of it at either end."""
SHIFT = 5
"""Per cent of each side by which a view lies off the middle."""
_DETAIL = 8
"""Pixels kept for one of the 32 before views are cut; more cost time and no bit."""
_SCALE = 1 << 14

Coefficients: TypeAlias = list[int]
Box: TypeAlias = tuple[float, float, float, float]


def _waves() -> tuple[tuple[int, ...], ...]:
    """Return half of each of the 8 longest cosines; the other half mirrors it.

    Rounded to 1/16,384, which no machine's cosine is too coarse for.
    """
    return tuple(
        tuple(
            round(_SCALE * math.cos(math.pi * wave * (2 * place + 1) / (2 * SIDE)))
            for place in range(SIDE // 2)
        )
        for wave in range(LOW)
    )


WAVES = _waves()


def phash(image: Image.Image) -> int:
    """Return the hash of a picture in 8-bit colours or grey; what is clear is white."""
    grey = _grey(image)
    return _hash(_coefficients(_small(grey, _box(grey))))


def views(image: Image.Image) -> list[int]:
    """Return the hashes of a picture as somebody may have disguised it; 56 of them.

    Six centre crops (`CROPS`) and eight crops off the middle (`SHIFT`), each as it is,
    mirrored, upside down, and both; the first is `phash` itself. A hash near one of
    these tells a copy that is mirrored or cut, which one hash alone does not. All 56
    cost some twelve times as much as one.
    """
    grey = _grey(image)
    return [
        _hash(turned)
        for box in _boxes(grey)
        for turned in _flips(_coefficients(_small(grey, box)))
    ]


def turns(image: Image.Image) -> list[int]:
    """Return the hashes of a picture as it is, mirrored, upside down, and both.

    They are the first four of `views`, at little more than the cost of one.
    """
    grey = _grey(image)
    return [_hash(one) for one in _flips(_coefficients(_small(grey, _box(grey))))]


def distance(one: int, other: int) -> int:
    """Return in how many bits two hashes differ: 0 to 63."""
    return (one ^ other).bit_count()


def to_text(value: int) -> str:
    """Return a hash as 16 hexadecimal digits."""
    return f"{value:016x}"


def from_text(text: str) -> int:
    """Return the hash of 16 hexadecimal digits; raises `InputError` for other texts."""
    if len(text) != 16 or set(text) - set("0123456789abcdef"):  # noqa: PLR2004 - 64 bits
        raise InputError(f"{text!r} is no perceptual hash of 16 hexadecimal digits")
    return int(text, 16)


def _grey(image: Image.Image) -> Image.Image:
    """Return the picture in grey, no larger than the views need."""
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(layered, mask=layered.getchannel("A"))
    grey = image.convert("L")
    factors = [max(1, side // (SIDE * _DETAIL)) for side in grey.size]
    return grey.reduce((factors[0], factors[1]))


def _boxes(grey: Image.Image) -> Iterator[Box]:
    for crop in CROPS:
        yield _box(grey, crop)
    for across in (-SHIFT, 0, SHIFT):
        for down in (-SHIFT, 0, SHIFT):
            if across or down:
                yield _box(grey, SHIFT, across, down)


def _box(grey: Image.Image, crop: int = 0, across: int = 0, down: int = 0) -> Box:
    """Return what is left of a picture; each side in 200 parts, so that none is over.

    `crop` is in per cent of the sides, `across` and `down` in half of that.
    """
    (width, height), kept = grey.size, 200 - crop
    return (
        width * (crop + across) / 200,
        height * (crop + down) / 200,
        width * (kept + across) / 200,
        height * (kept + down) / 200,
    )


def _small(grey: Image.Image, box: Box) -> Image.Image:
    # a triangle needs no sines, so its weights are the same everywhere
    return grey.resize((SIDE, SIDE), Image.Resampling.BILINEAR, box=box)


def _coefficients(small: Image.Image) -> Coefficients:
    """Return the 8 x 8 lowest frequencies of a grey picture, row by row."""
    pixels, starts = small.tobytes(), range(0, SIDE * SIDE, SIDE)
    rows = [_frequencies(pixels[start : start + SIDE]) for start in starts]
    columns = [_frequencies(column) for column in zip(*rows, strict=True)]
    return [column[down] for down in range(LOW) for column in columns]


def _frequencies(line: Sequence[int]) -> list[int]:
    """Return the 8 lowest frequencies of 32 numbers.

    A cosine is the same from both ends, but for its sign where the frequency is odd:
    folding the line in the middle saves half of the products.
    """
    half = SIDE // 2
    ends = list(zip(line[:half], line[: -half - 1 : -1], strict=True))
    folded = [a + b for a, b in ends], [a - b for a, b in ends]
    return [sum(map(mul, folded[wave % 2], WAVES[wave])) for wave in range(LOW)]


def _flips(found: Coefficients) -> Iterator[Coefficients]:
    """Yield the frequencies as they are, mirrored, upside down, and both.

    To mirror a picture is to change the signs of its odd frequencies.
    """
    for signs in _SIGNS:
        yield list(map(mul, found, signs))


_SIGNS = tuple(
    tuple(
        (-1) ** (across * mirrored + down * turned)
        for down in range(LOW)
        for across in range(LOW)
    )
    for turned in (0, 1)
    for mirrored in (0, 1)
)


def _hash(found: Coefficients) -> int:
    """Return one bit a frequency, the longest wave first, the constant part as 0."""
    waves = found[1:]
    middle = sorted(waves)[BITS // 2]
    return int("".join("01"[wave > middle] for wave in waves), 2)
