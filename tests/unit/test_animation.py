from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageStat

from athena_core import animation
from athena_core.animation import apng, gif
from athena_core.errors import InputError, PictureError
from athena_core.pictures import encode


def frames(count: int, size: tuple[int, int] = (64, 64)) -> list[bytes]:
    gradient = Image.linear_gradient("L").resize(size)
    other = gradient.transpose(Image.Transpose.ROTATE_90).resize(size)
    pictures = [
        Image.merge("RGB", (gradient, other, Image.new("L", size, 20 * number)))
        for number in range(count)
    ]
    return [encode(picture) for picture in pictures]


def played(data: bytes) -> list[Image.Image]:
    shown = []
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "GIF"
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            shown.append(image.convert("RGB"))
    return shown


def test_every_frame_is_shown_in_turn_and_for_ever() -> None:
    data = gif(frames(5), milliseconds=80)

    with Image.open(io.BytesIO(data)) as image:
        assert image.info["loop"] == 0
        assert image.info["duration"] == 80
    assert len(played(data)) == 5


def test_back_and_forth_shows_the_turning_points_once() -> None:
    shown = played(gif(frames(4), back_and_forth=True))

    blues = [round(ImageStat.Stat(image).mean[2] / 20) for image in shown]
    assert blues == [0, 1, 2, 3, 2, 1]


def test_colours_hold() -> None:
    wanted = frames(3)

    shown = played(gif(wanted, size=64))

    for data, image in zip(wanted, shown, strict=True):
        difference = ImageChops.difference(image, Image.open(io.BytesIO(data)))
        assert max(ImageStat.Stat(difference).mean) < 6


@pytest.mark.parametrize(
    ("size", "large"), [((64, 64), (384, 384)), ((64, 32), (384, 192))]
)
def test_small_frames_are_made_large(
    size: tuple[int, int], large: tuple[int, int]
) -> None:
    assert {image.size for image in played(gif(frames(2, size)))} == {large}


def test_the_same_frames_give_the_same_bytes() -> None:
    assert gif(frames(3)) == gif(frames(3))


@pytest.mark.parametrize("back_and_forth", [False, True])
@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_frames_are_enough(count: int, *, back_and_forth: bool) -> None:
    assert len(played(gif(frames(count), back_and_forth=back_and_forth))) == count


def test_no_frames_and_frames_of_different_shapes_are_refused() -> None:
    with pytest.raises(InputError, match="at least one frame"):
        gif([])
    with pytest.raises(InputError, match="one size, not 32x64, 64x64"):
        gif([*frames(1), *frames(1, (32, 64))])


def test_a_frame_that_is_no_picture_is_refused() -> None:
    with pytest.raises(PictureError):
        gif([b"GIF89a"])


def test_each_frame_can_have_a_time_of_its_own() -> None:
    data = gif(frames(3), milliseconds=[500, 20, 5])
    with Image.open(io.BytesIO(data)) as image:
        times = []
        for number in range(3):
            image.seek(number)
            times.append(image.info["duration"])
    assert times == [500, 20, 20]


def test_an_animated_png_keeps_every_colour() -> None:
    wanted = frames(4)
    data = apng(wanted, milliseconds=[400, 50, 50, 50], size=128, upscaling="pixels")
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG"
        assert image.info["loop"] == 0
        for number, frame in enumerate(wanted):
            image.seek(number)
            assert image.info["duration"] == (50 if number else 400)
            small = image.convert("RGB").resize((64, 64), Image.Resampling.NEAREST)
            assert small.tobytes() == Image.open(io.BytesIO(frame)).tobytes()


@pytest.mark.parametrize("write", [gif, apng])
def test_it_may_be_played_once(write: Callable[..., bytes]) -> None:
    with Image.open(io.BytesIO(write(frames(2), for_ever=False))) as image:
        assert image.info.get("loop", 1) == 1


def test_more_frames_than_memory_holds_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(animation, "MOST", 3 * 384 * 384)
    assert gif(frames(3))
    with pytest.raises(InputError, match="make fewer steps, or smaller frames"):
        apng(frames(4))
