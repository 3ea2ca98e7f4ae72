"""A moving picture is hashed byte by byte, wherever its record lies."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from athena_core.provenance import containers, reading, stamp
from athena_core.provenance.content import content
from athena_core.provenance.record import record
from athena_core.provenance.verify import verify


def frames() -> list[Image.Image]:
    return [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]


def moving(kind: str) -> bytes:
    stream = io.BytesIO()
    first, *rest = frames()
    first.save(stream, format=kind, save_all=True, append_images=rest, duration=100)
    return stream.getvalue()


def recorded(media_type: str, data: bytes) -> dict[str, Any]:
    return record(
        generator="fictional/painter",
        distribution="athena-plugin-fictional",
        model=None,
        seed=7,
        attempt=0,
        params={},
        title="Moving",
        content=content(media_type, data),
        checks=[],
    )


@pytest.mark.parametrize(
    ("media_type", "name", "data"),
    [
        ("image/gif", "walk.gif", moving("GIF")),
        ("audio/wav", "song.wav", b"RIFF\0\0\0\0WAVE and so on"),
        ("text/html", "page.html", b"<!doctype html>\n"),
    ],
)
def test_a_kind_that_holds_no_record_gets_one_beside_it(
    tmp_path: Path,
    media_type: str,
    name: str,
    data: bytes,
) -> None:
    path = tmp_path / name
    [beside] = stamp.save(path, data, recorded(media_type, data))
    assert beside.name == f"{name}.athena.json"
    assert path.read_bytes() == data
    found = reading.read(path)
    assert found.record is not None
    assert found.record["content"]["of"] == "bytes/1"
    assert found.record["content"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert verify(path).level == "unsigned"
    path.write_bytes(data[:-1] + b"!")
    assert verify(path).level == "altered"


def test_a_moving_png_holds_its_record_and_is_hashed_without_it(
    tmp_path: Path,
) -> None:
    data, path = moving("PNG"), tmp_path / "walk.png"
    assert stamp.save(path, data, recorded("image/apng", data)) == ()
    with Image.open(path) as image:
        assert getattr(image, "n_frames", 1) == 3
        assert image.info["Title"] == "Moving"
    assert containers.png_with(path.read_bytes(), {}) == data
    assert verify(path).level == "unsigned"


def test_a_change_in_the_last_frame_of_a_moving_png_is_seen(tmp_path: Path) -> None:
    data, path = moving("PNG"), tmp_path / "walk.png"
    stamp.save(path, data, recorded("image/apng", data))
    first, second, _ = frames()
    stream = io.BytesIO()
    first.save(
        stream,
        format="PNG",
        save_all=True,
        append_images=[second, Image.new("RGB", (8, 8), "pink")],
        duration=100,
    )
    other = stamp.stamped("image/apng", stream.getvalue(), recorded("image/apng", data))
    path.write_bytes(other)
    assert verify(path).level == "altered"
