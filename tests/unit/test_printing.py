"""A print is as large as was asked, says so, and carries its credit."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageOps

from athena_core.errors import InputError, PictureError
from athena_core.pictures import MAX_PIXELS, encode
from athena_core.printing import Print, Size, Where, printed


def picture(size: tuple[int, int] = (64, 64)) -> bytes:
    ramp = Image.linear_gradient("L").resize(size)
    other = ramp.transpose(Image.Transpose.ROTATE_90).resize(size)
    return encode(Image.merge("RGB", (ramp, other, Image.new("L", size, 90))))


def made(
    size: Size,
    where: Where = "margin",
    *,
    upscaling: str = "lanczos",
    shape: tuple[int, int] = (64, 64),
) -> Print:
    return printed(
        picture(shape),
        size,
        upscaling=upscaling,
        where=where,
        title="Low water",
        caption=["Made by a machine; not a work by any of them."],
    )


def image(data: bytes | None) -> Image.Image:
    assert data is not None
    opened = Image.open(io.BytesIO(data))
    opened.load()
    return opened


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [((64, 64), (787, 787)), ((64, 32), (787, 394)), ((32, 64), (787, 1574))],
)
def test_the_width_in_centimetres_becomes_pixels(
    shape: tuple[int, int],
    wanted: tuple[int, int],
) -> None:
    front = image(made(Size(width_mm=100, dpi=200), "back", shape=shape).front)
    assert front.size == wanted
    assert front.info["dpi"] == pytest.approx((200, 200), abs=0.5)


def test_whole_pixels_keep_the_size_and_change_the_dots() -> None:
    done = made(Size(width_mm=100, dpi=200), "back", upscaling="pixels")
    front = image(done.front)
    assert front.size == (832, 832)
    assert front.width / front.info["dpi"][0] * 2.54 == pytest.approx(10, abs=0.01)
    assert "10.0 by 10.0 cm (832 by 832 pixels) at 211.3 dots" in done.words


def test_the_credit_stands_in_a_margin_of_paper() -> None:
    done = made(Size(width_mm=100, dpi=200))
    front = image(done.front)
    assert done.back is None
    assert "on a sheet of" in done.words
    margin = round(787 * 0.09)
    assert front.width == 787 + 2 * margin
    assert front.getpixel((2, 2)) == (255, 255, 255)
    foot = front.crop((0, margin + 787 + 1, front.width, front.height)).convert("L")
    assert min(foot.tobytes()) < 80
    below = front.crop((0, front.height - margin // 3, front.width, front.height))
    assert set(below.convert("L").tobytes()) == {255}


def test_a_bleed_mirrors_the_edge_and_the_credit_goes_behind() -> None:
    done = made(Size(width_mm=100, dpi=127, bleed_mm=3), "back")
    front, back = image(done.front), image(done.back)
    assert front.size == back.size == (530, 530)
    inner = front.crop((15, 15, 515, 515))
    assert front.crop((0, 15, 15, 515)) == ImageOps.mirror(
        inner.crop((0, 0, 15, 500)),
    )
    assert front.crop((15, 515, 515, 530)) == ImageOps.flip(
        inner.crop((0, 485, 500, 500)),
    )
    corner = ImageOps.flip(ImageOps.mirror(inner.crop((0, 0, 15, 15))))
    assert front.crop((0, 0, 15, 15)) == corner
    assert "3 mm more on each side to cut away" in done.words
    assert min(back.convert("L").tobytes()) < 80


def test_the_same_arguments_give_the_same_bytes() -> None:
    size = Size(width_mm=40, dpi=100)
    assert made(size).front == made(size).front


@pytest.mark.parametrize("where", ["margin", "back"])
def test_a_size_that_no_memory_is_made_for_names_the_largest(where: Where) -> None:
    with pytest.raises(InputError, match="64 million pixels; the largest") as told:
        made(Size(width_mm=20_000, dpi=300), where)
    words = str(told.value)
    largest = float(words.partition("picture is ")[2].partition(" cm wide")[0])
    assert 40 < largest < 80
    pixels = (largest / 2.54 * 300) ** 2
    assert pixels < MAX_PIXELS


def test_a_lower_resolution_is_proposed_where_one_fits() -> None:
    with pytest.raises(InputError, match=r"or 100 cm at \d+ dpi") as told:
        made(Size(width_mm=1000, dpi=300), "back")
    dpi = int(str(told.value).rpartition(" at ")[2].partition(" dpi")[0])
    assert (100 / 2.54 * dpi) ** 2 <= MAX_PIXELS


@pytest.mark.parametrize(
    ("size", "where", "sentence"),
    [
        (Size(width_mm=100, bleed_mm=3), "margin", "has no margin"),
        (Size(width_mm=100, bleed_mm=30), "back", "at most a quarter"),
        (Size(width_mm=100, dpi=10_000), "back", "from 50 to 2400"),
        (Size(width_mm=2), "back", "at least 1 cm"),
        (Size(width_mm=float("nan")), "back", "at least 1 cm|at most a quarter"),
    ],
)
def test_what_no_printer_prints_is_refused(
    size: Size,
    where: Where,
    sentence: str,
) -> None:
    with pytest.raises(InputError, match=sentence):
        made(size, where)


def test_an_unknown_way_and_a_broken_picture_are_refused() -> None:
    with pytest.raises(InputError, match="there is no upscaling 'magic'"):
        made(Size(width_mm=40), upscaling="magic")
    with pytest.raises(PictureError):
        printed(b"no", Size(width_mm=40), upscaling="brush", where="back")
