"""The perceptual hash: one number on every machine, near for what looks alike."""

from __future__ import annotations

import io
import math
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from athena_core import phash as room
from athena_core.consent.gate import twins
from athena_core.errors import InputError
from athena_core.phash import distance, from_text, phash, to_text, views

NEAR = 4


def painted(seed: int, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Paint forty soft ellipses, each time the same."""
    draw = random.Random(seed)  # noqa: S311 - the same each time
    picture = Image.new("RGB", size, "wheat")
    brush = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = draw.randrange(size[0]), draw.randrange(size[1])
        wide, high = draw.randrange(8, 90), draw.randrange(8, 90)
        colour = tuple(draw.randrange(256) for _ in range(3))
        brush.ellipse((x - wide, y - high, x + wide, y + high), fill=colour)
    return picture.filter(ImageFilter.GaussianBlur(2))


def saved(picture: Image.Image, quality: int) -> Image.Image:
    stream = io.BytesIO()
    picture.save(stream, format="JPEG", quality=quality)
    return Image.open(stream).convert("RGB")


def cut(picture: Image.Image, per_cent: int) -> Image.Image:
    """Cut the edges off, so that so much of each side is gone."""
    width, height = picture.size
    across, down = width * per_cent // 200, height * per_cent // 200
    return picture.crop((across, down, width - across, height - down))


def nearest(picture: Image.Image, seen: list[int]) -> int:
    return min(distance(phash(picture), view) for view in seen)


def plain_cosines(small: Image.Image) -> list[float]:
    """Return the 8 x 8 lowest frequencies as the definition of DCT-II has them."""
    side = small.width
    pixels = small.tobytes()
    waves = [
        [math.cos(math.pi * wave * (2 * n + 1) / (2 * side)) for n in range(side)]
        for wave in range(8)
    ]
    return [
        sum(
            pixels[y * side + x] * waves[across][x] * waves[down][y]
            for y in range(side)
            for x in range(side)
        )
        for down in range(8)
        for across in range(8)
    ]


def test_a_picture_has_the_hash_it_always_had() -> None:
    cells = ((x, y) for y in range(32) for x in range(32))
    slopes = bytes((7 * x * x + 13 * y * x + 3 * y) % 256 for x, y in cells)
    picture = Image.frombytes("L", (32, 32), slopes)
    assert to_text(phash(picture)) == "0089d79859dfa38b"


@pytest.mark.parametrize("seed", range(3))
def test_bits_say_which_cosines_lie_above_the_median(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - the same each time
    small = Image.frombytes("L", (32, 32), draw.randbytes(1024))
    found = plain_cosines(small)[1:]
    middle = sorted(found)[31]
    bits = f"{phash(small):063b}"
    for wave, bit in zip(found, bits, strict=True):
        if abs(wave - middle) > 1:  # one of 32 x 32 x 255: rounding may decide there
            assert bit == "01"[wave > middle]


def test_the_constant_part_has_no_bit_so_63_count() -> None:
    for seed in range(20):
        picture = painted(seed)
        assert phash(picture) < 1 << room.BITS
        assert phash(picture).bit_count() == 31
        assert phash(ImageOps.invert(picture)).bit_count() == 31


def test_a_picture_of_one_colour_has_no_bits() -> None:
    assert {phash(Image.new("RGB", (50, 70), c)) for c in ("white", "navy")} == {0}


@pytest.mark.parametrize("quality", [30, 60, 90])
def test_a_picture_saved_anew_is_near(quality: int) -> None:
    assert distance(phash(saved(painted(1), quality)), phash(painted(1))) <= NEAR


def test_a_picture_made_small_blurred_or_lighter_is_near() -> None:
    picture = painted(2)
    lighter = ImageEnhance.Brightness(picture).enhance(1.1)
    for copy in (
        picture.resize((64, 48)),
        picture.filter(ImageFilter.GaussianBlur(3)),
        lighter,
        picture.convert("L"),
        picture.resize((1280, 960)),
    ):
        assert distance(phash(copy), phash(picture)) <= NEAR


def test_different_pictures_are_far() -> None:
    hashes = {str(seed): phash(painted(seed)) for seed in range(60)}
    assert twins.near(hashes, limit=12) == []


def test_there_are_56_views_and_the_first_is_the_picture() -> None:
    seen = views(painted(3))
    assert len(seen) == len(set(seen)) == 56
    assert seen[0] == phash(painted(3))


def test_views_hold_a_picture_mirrored_and_upside_down() -> None:
    small = painted(4).convert("L").resize((32, 32))
    turns = (
        Image.Transpose.FLIP_LEFT_RIGHT,
        Image.Transpose.FLIP_TOP_BOTTOM,
        Image.Transpose.ROTATE_180,
    )
    assert views(small)[1:4] == [phash(small.transpose(turn)) for turn in turns]


@pytest.mark.parametrize("per_cent", [5, 10, 15, 20, 25])
def test_views_tell_a_copy_that_is_cut_and_mirrored(per_cent: int) -> None:
    for seed in range(5):
        picture = painted(seed)
        copy = ImageOps.mirror(saved(cut(picture, per_cent), 70))
        assert nearest(copy, views(picture)) <= NEAR
        assert distance(phash(copy), phash(picture)) > 12


def test_views_tell_a_copy_that_is_cut_at_one_corner() -> None:
    for seed in range(5):
        picture = painted(seed)
        corner = picture.width * 95 // 100, picture.height * 95 // 100
        copy = picture.crop((0, 0, *corner))
        assert nearest(copy, views(picture)) <= NEAR


def test_what_is_clear_counts_as_white() -> None:
    drawn = painted(5)
    mask = Image.new("L", drawn.size, 0)
    ImageDraw.Draw(mask).ellipse((60, 40, 260, 200), fill=255)
    on_white = Image.composite(drawn, Image.new("RGB", drawn.size, "white"), mask)
    drawn.putalpha(mask)
    assert phash(drawn) == phash(on_white)


@pytest.mark.parametrize("mode", ["1", "P", "L", "LA", "RGBA", "CMYK"])
def test_pictures_of_every_mode_have_a_hash(mode: str) -> None:
    picture = painted(6)
    near = distance(phash(picture.convert(mode)), phash(picture))
    assert near <= (14 if mode == "1" else NEAR)


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (3000, 2), (33, 31), (513, 257)])
def test_pictures_of_every_shape_have_56_views(size: tuple[int, int]) -> None:
    assert len(views(painted(7, size))) == 56


def test_a_hash_is_written_as_16_digits_and_read_back() -> None:
    for value in (0, 1, phash(painted(8)), (1 << 63) - 1):
        assert len(to_text(value)) == 16
        assert from_text(to_text(value)) == value


@pytest.mark.parametrize(
    "text",
    ["", "c3a1", "C3A1F0E49B1D2E87", "0x00000000000001", "c3a1f0e49b1d2e870", "_" * 16],
)
def test_what_is_no_hash_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no perceptual hash of 16"):
        from_text(text)


def test_it_needs_no_numpy() -> None:
    code = "import sys, athena_core.phash; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


def test_no_two_real_works_are_near_and_their_copies_are(real_data: Path) -> None:
    files = sorted((real_data / "paintings" / "images").rglob("*.jpg"))
    assert len(files) > 1500
    hashes = {str(file): phash(Image.open(file)) for file in files}
    assert twins.near(hashes) == []
    for file in files[::50]:
        picture = Image.open(file).convert("RGB")
        copy = saved(picture.resize((128, 128)), 50)
        assert distance(phash(copy), hashes[str(file)]) <= NEAR
        assert nearest(ImageOps.mirror(cut(copy, 25)), views(picture)) <= NEAR
