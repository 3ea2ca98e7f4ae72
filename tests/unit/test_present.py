from __future__ import annotations

import io

import pytest
from PIL import Image, ImageStat

from athena_core.errors import InputError, PictureError
from athena_core.pictures import encode
from athena_core.present import MAT, UPSCALINGS, presentable

LINES = ["made by a machine with Athena, seed 7", "learned from 641 works"]


def painting(width: int = 64, height: int = 64) -> Image.Image:
    """Return a small picture with plain areas, an edge and a gradient."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste("#3a68ab", (width // 4, height // 4, width // 2, height // 2))
    return image


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("upscaling", list(UPSCALINGS))
def test_the_same_piece_gives_the_same_bytes(upscaling: str) -> None:
    data = encode(painting())

    first = presentable(data, title="Sea", caption=LINES, upscaling=upscaling)
    again = presentable(data, title="Sea", caption=LINES, upscaling=upscaling)

    assert first == again


def test_the_mat_goes_around_and_the_caption_stands_under() -> None:
    data = encode(painting())

    bare = opened(presentable(data))
    titled = opened(presentable(data, title="The Sea", caption=LINES))

    mat = opened(encode(Image.new("RGB", (1, 1), MAT))).getpixel((0, 0))
    assert bare.getpixel((0, 0)) == mat
    assert bare.size == (1232, 1232)
    assert titled.width == bare.width
    assert titled.height > bare.height
    below = titled.crop((100, 1160, 1132, titled.height))
    assert ImageStat.Stat(below.convert("L")).extrema[0][0] < 100


def test_the_title_changes_the_picture_and_control_characters_are_seen() -> None:
    data = encode(painting())

    pictures = {presentable(data, title=title) for title in ("", "Sea", "Sea\x1b")}

    assert len(pictures) == 3


def test_a_long_caption_is_broken_into_lines_that_fit() -> None:
    data = encode(painting(20, 64))
    words = "learned from the works of many makers whose copyright has run out " * 6

    sheet = opened(presentable(data, title="A Long Title " * 5, caption=[words]))

    edge = sheet.crop((0, 0, 60, sheet.height)).convert("L")
    assert ImageStat.Stat(edge).extrema[0][0] > 200


def test_an_unknown_upscaling_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="lanczos, pixels, paper"):
        presentable(encode(painting()), upscaling="magic")


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(PictureError):
        presentable(b"\x89PNG\r\n\x1a\n no")
