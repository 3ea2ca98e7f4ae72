from __future__ import annotations

import hashlib

import pytest
from PIL import Image, ImageChops, ImageStat

from athena_core.errors import InputError
from athena_core.upscaling import UPSCALINGS, upscale


def painting(width: int = 64, height: int = 64) -> Image.Image:
    """Return a small picture with plain areas, an edge and a gradient."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste("#3a68ab", (width // 4, height // 4, width // 2, height // 2))
    return image


def speckled() -> Image.Image:
    """Return a plain blue beside a plain red, with noise over both."""
    noise = Image.frombytes("L", (64, 64), hashlib.shake_128(b"noise").digest(4096))
    image = Image.new("RGB", (64, 64), "#3a68ab")
    image.paste("#bd2f26", (32, 0, 64, 64))
    grey = Image.merge("RGB", (noise, noise, noise))
    return Image.blend(image, grey, 0.25)


@pytest.mark.parametrize("upscaling", list(UPSCALINGS))
def test_the_same_painting_gives_the_same_pixels(upscaling: str) -> None:
    first, again = (upscale(painting(), upscaling) for _ in range(2))

    assert first.tobytes() == again.tobytes()


@pytest.mark.parametrize("upscaling", list(UPSCALINGS))
@pytest.mark.parametrize("size", [(64, 64), (48, 64), (100, 30), (31, 31)])
def test_the_longer_side_gets_at_least_1024_pixels(
    upscaling: str, size: tuple[int, int]
) -> None:
    large = upscale(painting(*size), upscaling)

    assert 1024 <= max(large.size) < 1024 + max(size)
    assert large.width / large.height == pytest.approx(size[0] / size[1], rel=0.01)


def test_pixels_stay_squares_of_one_colour() -> None:
    small = painting(64, 32)

    large = upscale(small, "pixels")

    assert large.size == (1024, 512)
    assert (
        ImageChops.difference(
            large.resize(small.size, Image.Resampling.NEAREST), small
        ).getbbox()
        is None
    )
    assert set(large.crop((0, 0, 16, 16)).getcolors() or []) == {
        (256, small.getpixel((0, 0)))
    }


@pytest.mark.parametrize("upscaling", ["lanczos", "paper", "brush"])
def test_a_large_picture_seen_small_is_the_painting(upscaling: str) -> None:
    small = painting()

    back = upscale(small, upscaling).resize(small.size, Image.Resampling.BOX)

    difference = ImageStat.Stat(ImageChops.difference(back, small))
    assert max(difference.mean) < 6


@pytest.mark.parametrize("upscaling", ["paper", "brush"])
def test_paper_has_a_grain_where_the_painting_is_plain(upscaling: str) -> None:
    plain = Image.new("RGB", (64, 64), "#808080")

    spread = ImageStat.Stat(upscale(plain, upscaling)).stddev

    assert 1 < max(spread) < 8


def test_a_picture_that_is_large_already_comes_down_to_size() -> None:
    assert upscale(painting(2048, 1024), "paper").size == (1024, 512)


def test_a_brush_calms_what_is_rough_and_keeps_its_edges() -> None:
    rough = speckled()

    smooth, painted = (upscale(rough, way) for way in ("lanczos", "brush"))

    def spread(image: Image.Image, box: tuple[int, int, int, int]) -> float:
        return max(ImageStat.Stat(image.crop(box)).stddev)

    plain = (80, 80, 400, 900)
    assert spread(painted, plain) < 0.75 * spread(smooth, plain)
    left = ImageStat.Stat(painted.crop((440, 80, 480, 900))).mean
    right = ImageStat.Stat(painted.crop((544, 80, 584, 900))).mean
    assert left[2] - right[2] > 70
    assert right[0] - left[0] > 70


def test_a_brush_brings_nothing_in_from_the_other_side() -> None:
    image = Image.new("RGB", (64, 64), "white")
    image.paste("black", (0, 0, 8, 64))

    painted = upscale(image, "brush")

    right = painted.crop((900, 0, 1024, 1024)).convert("L")
    assert ImageStat.Stat(right).extrema[0][0] > 200


@pytest.mark.parametrize("way", list(UPSCALINGS))
def test_one_pixel_becomes_a_plain_picture(way: str) -> None:
    large = upscale(Image.new("RGB", (1, 1), "#804020"), way, 64)

    assert large.size == (64, 64)
    for found, wanted in zip(
        ImageStat.Stat(large).mean, (0x80, 0x40, 0x20), strict=True
    ):
        assert found == pytest.approx(wanted, abs=4)


def test_an_unknown_way_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="there are lanczos, pixels, paper, brush"):
        upscale(painting(), "magic")


def test_a_picture_with_strokes_of_its_own_is_not_painted_over() -> None:
    drawn = painting(1024, 768)
    assert upscale(drawn, "brush").tobytes() == drawn.convert("RGB").tobytes()
    assert upscale(painting(256, 192), "brush") != upscale(
        painting(256, 192), "lanczos"
    )
