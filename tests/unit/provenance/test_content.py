"""The content hash survives what does not change the piece, and nothing else."""

from __future__ import annotations

import io

from PIL import Image

from athena_core import pictures
from athena_core.provenance.content import content
from athena_core.provenance.stamp import suffix


def picture(colour: str = "teal") -> bytes:
    return pictures.encode(Image.new("RGB", (5, 4), colour))


def test_pixels_survive_another_compression() -> None:
    stream = io.BytesIO()
    with Image.open(io.BytesIO(picture())) as image:
        image.save(stream, "PNG", compress_level=0)
    assert stream.getvalue() != picture()
    assert content("image/png", stream.getvalue()) == content("image/png", picture())


def test_one_pixel_changes_the_hash() -> None:
    image = Image.new("RGB", (5, 4), "teal")
    image.putpixel((2, 2), (0, 0, 0))
    changed = content("image/png", pictures.encode(image))
    assert changed["sha256"] != content("image/png", picture())["sha256"]


def test_a_strip_of_any_length_has_a_hash() -> None:
    strip = pictures.encode(Image.new("RGB", (200, 4), "teal"))
    assert content("image/png", strip)["of"] == "pixels/1"


def test_text_survives_line_ends_and_trailing_blanks() -> None:
    assert content("text/plain", b"a \r\nb") == content("text/plain", b"a\nb\n")
    assert content("text/plain", b"a\nc\n") != content("text/plain", b"a\nb\n")


def test_other_kinds_are_hashed_byte_by_byte() -> None:
    assert content("audio/wav", b"x")["of"] == "bytes/1"
    assert content("image/svg+xml", b"<svg/>")["of"] == "bytes/1"


def test_an_unknown_kind_has_an_ending() -> None:
    assert suffix("model/obj") == ".bin"
