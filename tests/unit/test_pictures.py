from __future__ import annotations

import contextlib
import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from athena_core import pictures
from athena_core.errors import PictureError

RED = (200, 30, 40)
FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "TIFF"]


def saved(image: Image.Image, name: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, name, **options)
    return stream.getvalue()


def painted(width: int = 60, height: int = 40) -> Image.Image:
    image = Image.new("RGB", (width, height), RED)
    ImageDraw.Draw(image).rectangle(
        (0, 0, width // 2 - 1, height // 2 - 1), (20, 40, 220)
    )
    return image


def chunk(kind: bytes, body: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + checksum


def png_bomb(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def near(first: object, second: object, *, by: int = 6) -> bool:
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    pairs = zip(first, second, strict=True)
    return all(abs(one - other) <= by for one, other in pairs)


def reason(data: bytes) -> str:
    with pytest.raises(PictureError) as caught:
        pictures.decode(data)
    return str(caught.value)


# --- formats ---------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_becomes_rgb(name: str) -> None:
    image = pictures.decode(saved(painted(), name))

    assert image.mode == "RGB"
    assert image.size == (60, 40)
    assert near(image.getpixel((50, 30)), RED, by=12)


@pytest.mark.parametrize("name", FORMATS)
def test_media_type_is_told_by_the_first_bytes(name: str) -> None:
    assert pictures.media_type(saved(painted(), name)) == f"image/{name.lower()}"


def test_of_a_moving_gif_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in (RED, (0, 0, 255))]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    assert near(pictures.decode(data).getpixel((5, 5)), RED)


def test_of_a_tiff_of_several_pages_the_first_is_taken() -> None:
    pages = [Image.new("RGB", (30, 30), colour) for colour in (RED, (0, 0, 255))]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    assert near(pictures.decode(data).getpixel((5, 5)), RED)


# --- not pictures ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty file"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 123\n",
            "Git LFS pointer: run `git lfs pull`",
        ),
        (b"/annex/objects/SHA256E-s31390--f50d.jpg\n", "git-annex pointer"),
        ("Das ist Prosa, kein Gemälde.".encode(), "text file"),
        (b"<!doctype html><title>404</title>", "text file"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\0\0\0\x18ftypheic\0\0", "HEIC"),
        (b"\x01\x02\x03\x04 nothing known", "none of the formats"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, words: str) -> None:
    assert words in reason(data)


def test_an_eps_is_not_opened_under_a_picture_name() -> None:
    assert "text file" in reason(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_cut_off_is_refused(name: str, share: float) -> None:
    noise = Image.effect_noise((120, 120), 90).convert("RGB")
    data = saved(noise, name)

    assert "the file is" in reason(data[: int(len(data) * share)])


def test_a_cut_off_jpeg_is_called_cut_off() -> None:
    data = saved(Image.effect_noise((200, 200), 90), "JPEG")

    assert "cut off" in reason(data[: len(data) // 2])


def test_damage_in_the_middle_is_a_picture_error() -> None:
    data = bytearray(saved(Image.effect_noise((90, 90), 90)))
    data[len(data) // 2] ^= 0xFF

    assert "damaged" in reason(bytes(data))


@given(st.sampled_from(FORMATS), st.binary(max_size=60), st.floats(0, 1))
def test_damaged_bytes_raise_picture_errors_only(
    name: str, noise: bytes, place: float
) -> None:
    data = saved(painted(), name)
    start = int(place * len(data))
    spoiled = data[:start] + noise + data[start + len(noise) :]

    with contextlib.suppress(PictureError):
        assert pictures.decode(spoiled).mode == "RGB"


@given(st.binary(max_size=200))
def test_any_bytes_raise_picture_errors_only(data: bytes) -> None:
    with pytest.raises(PictureError):
        pictures.decode(data)


# --- size and shape --------------------------------------------------------------


@pytest.mark.parametrize("side", [8_001, 12_000, 60_000])
def test_a_decompression_bomb_costs_a_header(side: int) -> None:
    data = png_bomb(side, side)

    assert len(data) < 200
    assert "64 million pixels" in reason(data)


def test_a_gif_bomb_is_refused() -> None:
    data = bytearray(saved(painted(), "GIF"))
    data[6:10] = struct.pack("<HH", 0xFFFF, 0xFFFF)

    assert "64 million pixels" in reason(bytes(data))


@pytest.mark.parametrize("size", [(900, 100), (100, 900), (4000, 3)])
def test_absurd_aspect_ratios_are_refused(size: tuple[int, int]) -> None:
    assert "8 times as long as wide" in reason(saved(Image.new("RGB", size)))


def test_a_picture_eight_times_as_long_as_wide_is_kept() -> None:
    assert pictures.decode(saved(Image.new("RGB", (800, 100)))).size == (800, 100)


def test_a_strip_is_decoded_where_the_caller_says_so() -> None:
    data = saved(Image.new("RGB", (900, 10)))

    assert pictures.decode(data, max_aspect=float("inf")).size == (900, 10)


@pytest.mark.parametrize("name", FORMATS)
def test_a_small_size_is_enough_where_only_that_is_wanted(name: str) -> None:
    image = pictures.decode(saved(painted(1200, 800), name), at_least=64)

    assert 64 <= min(image.size) < 128
    assert near(image.getpixel((0, 0)), (20, 40, 220), by=12)


def test_a_picture_smaller_than_wanted_keeps_its_size() -> None:
    assert pictures.decode(saved(painted()), at_least=500).size == (60, 40)


# --- modes -----------------------------------------------------------------------


def test_cmyk_becomes_rgb() -> None:
    cmyk = Image.new("CMYK", (40, 40), (0, 255, 255, 0))

    assert near(pictures.decode(saved(cmyk, "JPEG")).getpixel((9, 9)), (255, 0, 0))
    assert near(pictures.decode(saved(cmyk, "TIFF")).getpixel((9, 9)), (255, 0, 0))


def test_a_palette_becomes_its_colours() -> None:
    image = pictures.decode(saved(painted().quantize(8)))

    assert near(image.getpixel((50, 30)), RED)


def test_a_transparent_palette_colour_becomes_white() -> None:
    image = Image.new("P", (20, 20), 1)
    image.putpalette([0, 0, 0, *RED])
    image.putpixel((0, 0), 0)
    decoded = pictures.decode(saved(image, transparency=0))

    assert decoded.getpixel((0, 0)) == (255, 255, 255)
    assert decoded.getpixel((5, 5)) == RED


@pytest.mark.parametrize("name", ["PNG", "WEBP", "TIFF"])
def test_alpha_is_laid_on_white(name: str) -> None:
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    image.paste((*RED, 255), (10, 0, 20, 20))
    options = {"lossless": True} if name == "WEBP" else {}
    decoded = pictures.decode(saved(image, name, **options))

    assert decoded.getpixel((2, 2)) == (255, 255, 255)
    assert decoded.getpixel((15, 5)) == RED


def test_half_transparent_grey_is_laid_on_white() -> None:
    decoded = pictures.decode(saved(Image.new("LA", (9, 9), (0, 128))))

    assert near(decoded.getpixel((3, 3)), (127, 127, 127), by=1)


def test_one_bit_pictures_are_black_and_white() -> None:
    image = Image.new("1", (20, 20), 1)
    image.putpixel((0, 0), 0)
    decoded = pictures.decode(saved(image))

    assert decoded.getpixel((0, 0)) == (0, 0, 0)
    assert decoded.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("name", ["PNG", "TIFF"])
def test_sixteen_bit_grey_is_scaled_not_clipped(name: str) -> None:
    image = Image.new("I;16", (20, 20), 0x8080)
    image.putpixel((0, 0), 0xFFFF)
    decoded = pictures.decode(saved(image, name))

    assert decoded.getpixel((5, 5)) == (128, 128, 128)
    assert decoded.getpixel((0, 0)) == (255, 255, 255)


def test_sixteen_bit_rgb_keeps_its_colours() -> None:
    row = b"\0" + struct.pack(">HHH", 0xC8C8, 0x1E1E, 0x2828) * 8
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(row * 8))
        + chunk(b"IEND", b"")
    )

    assert pictures.decode(data).getpixel((4, 4)) == RED


def test_measurements_are_not_taken_for_a_picture() -> None:
    data = saved(Image.new("F", (20, 20), 0.5), "TIFF")

    assert "32-bit measurements" in reason(data)


# --- EXIF and colour profiles ----------------------------------------------------


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (60, 40), (5, 5)),
        (2, (60, 40), (54, 5)),
        (3, (60, 40), (54, 34)),
        (4, (60, 40), (5, 34)),
        (5, (40, 60), (5, 5)),
        (6, (40, 60), (34, 5)),
        (7, (40, 60), (34, 54)),
        (8, (40, 60), (5, 54)),
    ],
)
def test_exif_rotation_is_undone(
    name: str, orientation: int, size: tuple[int, int], corner: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = pictures.decode(saved(painted(), name, exif=exif))

    assert image.size == size
    assert near(image.getpixel(corner), (20, 40, 220), by=24)


def test_broken_exif_costs_no_picture() -> None:
    data = saved(painted(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xffrubbish")

    assert pictures.decode(data).size == (60, 40)


def test_lab_becomes_rgb() -> None:
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.createProfile("sRGB")
    image = Image.new("RGB", (20, 20), (0, 255, 0))
    in_lab = ImageCms.profileToProfile(image, srgb, lab, outputMode="LAB")
    assert in_lab is not None

    assert near(
        pictures.decode(saved(in_lab, "TIFF")).getpixel((5, 5)), (0, 255, 0), by=16
    )


def swapped_profile() -> bytes:
    """An sRGB profile in which red and blue have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        profile.replace(b"rXYZ", b"!!!!")
        .replace(b"bXYZ", b"rXYZ")
        .replace(b"!!!!", b"bXYZ")
    )


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_icc_profiles_become_srgb(name: str) -> None:
    image = Image.new("RGB", (20, 20), (250, 10, 10))
    data = saved(image, name, icc_profile=swapped_profile())
    decoded = pictures.decode(data).getpixel((5, 5))

    assert near(decoded, (10, 10, 250), by=14)


def test_an_icc_profile_is_followed_under_alpha() -> None:
    image = Image.new("RGBA", (20, 20), (250, 10, 10, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    decoded = pictures.decode(saved(image, icc_profile=swapped_profile()))

    assert near(decoded.getpixel((5, 5)), (10, 10, 250), by=14)
    assert decoded.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 200])
def test_a_broken_profile_costs_no_picture(profile: bytes) -> None:
    data = saved(painted(), icc_profile=profile)

    assert pictures.decode(data).getpixel((50, 30)) == RED


def test_a_profile_of_another_mode_costs_no_picture() -> None:
    cmyk = Image.new("CMYK", (20, 20), (0, 255, 255, 0))
    data = saved(cmyk, "JPEG", icc_profile=swapped_profile())

    assert near(pictures.decode(data).getpixel((5, 5)), (255, 0, 0))


# --- shape -----------------------------------------------------------------------


def vignette(paper: tuple[int, int, int]) -> Image.Image:
    image = Image.new("RGB", (200, 200), paper)
    ImageDraw.Draw(image).ellipse((50, 40, 150, 170), RED)
    return image


@pytest.mark.parametrize("paper", [(255, 255, 255), (238, 226, 200)])
def test_a_margin_of_paper_is_cut_off(paper: tuple[int, int, int]) -> None:
    assert pictures.trim_margin(vignette(paper)).size == (107, 137)


def test_only_three_tenths_of_each_side_go() -> None:
    image = Image.new("RGB", (100, 100), "white")
    image.paste(RED, (48, 48, 52, 52))

    assert pictures.trim_margin(image).size == (40, 40)


@pytest.mark.parametrize(
    "image",
    [
        painted(),
        Image.new("RGB", (50, 50), "white"),
        Image.new("RGB", (50, 50), "black"),
        Image.new("RGB", (1, 1)),
        vignette((60, 50, 40)),
    ],
)
def test_pictures_without_a_margin_stay_whole(image: Image.Image) -> None:
    assert pictures.trim_margin(image).size == image.size


def test_crop_keeps_the_middle() -> None:
    image = Image.new("RGB", (90, 30), "white")
    image.paste(RED, (30, 0, 60, 30))

    assert pictures.square(image, 30, "crop").getcolors() == [(900, RED)]


def test_pad_keeps_all_of_it_on_the_border_colour() -> None:
    image = Image.new("RGB", (90, 30), (250, 240, 230))
    image.paste(RED, (30, 10, 60, 20))
    padded = pictures.square(image, 90, "pad")

    assert padded.size == (90, 90)
    assert padded.getpixel((45, 2)) == (250, 240, 230)
    assert padded.getpixel((45, 45)) == RED


def test_squeeze_keeps_all_of_it_out_of_proportion() -> None:
    image = Image.new("RGB", (90, 30), "white")
    image.paste(RED, (0, 0, 45, 30))
    squeezed = pictures.square(image, 30, "squeeze")

    assert squeezed.getpixel((3, 15)) == RED
    assert squeezed.getpixel((27, 15)) == (255, 255, 255)


def test_a_written_picture_is_the_same_each_time_and_reads_back() -> None:
    data = pictures.encode(painted(), dpi=300)

    assert data == pictures.encode(painted(), dpi=300)
    assert pictures.decode(data).tobytes() == painted().tobytes()


# --- the real raw samples --------------------------------------------------------


def test_the_nine_raw_samples_decode() -> None:
    if not (root := os.environ.get("ATHENA_TEST_DATA")):
        pytest.skip("ATHENA_TEST_DATA names no folder of real works")
    files = sorted((Path(root) / "paintings" / "raw-samples").glob("*.*"))
    images = [
        pictures.decode(file.read_bytes()) for file in files if file.suffix != ".csv"
    ]

    assert len(images) == 9
    assert {image.mode for image in images} == {"RGB"}
