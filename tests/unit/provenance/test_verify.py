"""A file is believed as far as it was checked, and no further."""

from __future__ import annotations

import io
import json
import os
import random
import struct
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from athena_core import text
from athena_core.provenance import canonical, containers, signing, stamp
from athena_core.provenance.content import content
from athena_core.provenance.verify import Verdict, verify
from tests.unit.provenance.fictional import picture, record

LONG = bool(os.environ.get("ATHENA_LONG"))
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
POEM = "the tide\n--\ncomes in\n"
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>\n'


def saved(tmp_path: Path, media_type: str, data: bytes, **other: Any) -> Path:
    path = tmp_path / f"piece{stamp.suffix(media_type)}"
    stamp.save(path, data, record(media_type, data, **other))
    return path


def payload(media_type: str) -> bytes:
    if media_type == "text/plain":
        return POEM.encode()
    if media_type == "image/svg+xml":
        return SVG
    if media_type.startswith("image/"):
        return picture(media_type=media_type)
    return b"RIFF fictional sound"


KINDS = [
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "image/svg+xml",
    "text/plain",
    "audio/wav",
    "model/obj",
]


@pytest.mark.parametrize("media_type", KINDS)
def test_a_saved_piece_fits_its_record(tmp_path: Path, media_type: str) -> None:
    path = saved(tmp_path, media_type, payload(media_type))
    verdict = verify(path)
    assert verdict.level == "unsigned"
    assert verdict.record is not None
    assert verdict.record["title"] == "A fictional piece"
    assert not verdict.sure


@pytest.mark.parametrize("media_type", KINDS)
def test_a_key_that_is_known_makes_it_signed(tmp_path: Path, media_type: str) -> None:
    key = Ed25519PrivateKey.generate()
    data = payload(media_type)
    path = tmp_path / f"piece{stamp.suffix(media_type)}"
    stamp.save(path, data, signing.signed(record(media_type, data), key))
    verdict = verify(path)
    assert verdict.level == "signed-unknown"
    assert verdict.record is not None
    known = frozenset({verdict.record["signature"]["key"]})
    assert verify(path, known).level == "signed"


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/webp", "image/gif"])
def test_a_stamped_picture_shows_the_same_pixels(
    tmp_path: Path,
    media_type: str,
) -> None:
    data = payload(media_type)
    path = saved(tmp_path, media_type, data)
    with Image.open(path) as now, Image.open(io.BytesIO(data)) as before:
        assert now.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        if media_type != "image/gif":
            assert b"trainedAlgorithmicMedia" in path.read_bytes()
            assert b"Iptc4xmpExt" in now.info["xmp"]


def test_a_transparent_webp_stays_so(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (6, 5), (9, 8, 7, 0)).save(stream, "WEBP", lossless=True)
    path = saved(tmp_path, "image/webp", stream.getvalue())
    with Image.open(path) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((2, 2))[3] == 0  # type: ignore[index]


def test_other_programs_read_the_title_and_the_source_type(tmp_path: Path) -> None:
    path = saved(tmp_path, "image/png", picture())
    with Image.open(path) as image:
        image.load()
        assert image.info["Title"] == "A fictional piece"
        packet = ET.fromstring(image.info["xmp"])  # noqa: S314 - our own
    [found] = packet.iter(f"{RDF}Description")
    assert found.attrib[f"{IPTC}DigitalSourceType"] == record()["digital_source_type"]
    assert found.attrib[f"{PHOTOSHOP}Credit"] == record()["credit"]


def test_an_animated_picture_keeps_its_frames(tmp_path: Path) -> None:
    stream = io.BytesIO()
    frames = [Image.new("RGB", (5, 5), colour) for colour in ("red", "blue")]
    frames[0].save(stream, "PNG", save_all=True, append_images=frames[1:])
    path = saved(tmp_path, "image/png", stream.getvalue())
    with Image.open(path) as image:
        assert image.n_frames == 2  # type: ignore[attr-defined]
    assert verify(path).level == "unsigned"


def test_a_payload_cannot_bring_a_record_of_its_own(tmp_path: Path) -> None:
    forged = stamp.stamped("image/png", picture(), record(title="forged"))
    path = saved(tmp_path, "image/png", forged)
    verdict = verify(path)
    assert verdict.record is not None
    assert verdict.record["title"] == "A fictional piece"


def test_another_compression_changes_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "image/png", picture())
    stream = io.BytesIO()
    with Image.open(path) as image:
        image.save(stream, "PNG", compress_level=0)
    carried = containers.png_record(path.read_bytes())
    assert carried is not None
    again = containers.png_with(stream.getvalue(), {containers.KEY: carried.decode()})
    path.write_bytes(again)
    assert verify(path).level == "unsigned"


def changed_pixel(path: Path) -> None:
    carried = containers.png_record(path.read_bytes())
    assert carried is not None
    path.write_bytes(
        containers.png_with(picture("navy"), {containers.KEY: carried.decode()}),
    )


def test_another_picture_under_a_record_is_altered(tmp_path: Path) -> None:
    path = saved(tmp_path, "image/png", picture())
    changed_pixel(path)
    assert verify(path).level == "altered"


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.replace("tide", "tidal wave", 1),
        lambda file: file.replace("A fictional piece", "Sonnet", 1),
        lambda file: file.replace("\\--", "--", 1),
    ],
)
def test_a_changed_poem_is_altered(tmp_path: Path, change: Any) -> None:
    path = saved(tmp_path, "text/plain", POEM.encode())
    path.write_text(change(path.read_text()))
    assert verify(path).level == "altered"


def test_a_poem_survives_mail_and_windows(tmp_path: Path) -> None:
    path = saved(tmp_path, "text/plain", POEM.encode())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert verify(path).level == "unsigned"
    assert text.canonical(POEM) == POEM


def test_an_edited_record_breaks_its_signature(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    written = signing.signed(record("text/plain", POEM.encode()), key)
    path = tmp_path / "piece.txt"
    stamp.save(path, POEM.encode(), written)
    beside = stamp.sidecar(path)
    beside.write_text(beside.read_text().replace("2026-11-25T", "2020-11-25T"))
    verdict = verify(path, frozenset({written["signature"]["key"]}))
    assert verdict.level == "altered"
    assert "signature" in verdict.sentence


@pytest.mark.parametrize(
    "signature",
    ["x", {}, {"key": "!", "value": "!"}, {"key": "QQ==", "value": "QQ=="}, 3],
)
def test_a_signature_that_is_none_is_altered(tmp_path: Path, signature: object) -> None:
    path = saved(tmp_path, "text/plain", POEM.encode(), signature=signature)
    assert verify(path).level == "altered"


def chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


def with_chunk(whole: bytes) -> bytes:
    head = picture()[:33]
    return head + whole + picture()[33:]


KEY = containers.KEY.encode()
BOMB = zlib.compress(b"0" * 50_000_000)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_chunk(2 * chunk(b"iTXt", KEY + b"\0\0\0\0\0{}")), "two records"),
        (with_chunk(chunk(b"iTXt", KEY + b"\0\1\0\0\0" + BOMB)), "compressed"),
        (with_chunk(chunk(b"zTXt", KEY + b"\0\0" + BOMB)), "compressed"),
        (with_chunk(chunk(b"tEXt", KEY + b"\0{}")), "compressed"),
        (with_chunk(chunk(b"iTXt", KEY + b"\0\0\0\0\0{}")), "schema"),
        (
            with_chunk(chunk(b"iTXt", KEY + b"\0\0\0\0\0" + b" " * 300_000)),
            "larger than",
        ),
        (picture()[:40], "cut short|no end"),
        (with_chunk(b"\xff\xff\xff\xf0iTXt"), "cut short"),
        (
            with_chunk(chunk(b"iTXt", KEY + b"\0\0\0\0\0{}")[:-1] + b"\0"),
            "damaged|schema",
        ),
    ],
)
def test_a_record_that_cannot_be_read_is_broken(
    tmp_path: Path,
    data: bytes,
    reason: str,
) -> None:
    path = tmp_path / "piece.png"
    path.write_bytes(data)
    verdict = verify(path)
    assert verdict.level == "broken"
    assert any(word in verdict.sentence for word in reason.split("|"))


def test_what_another_program_saved_anew_has_no_record(tmp_path: Path) -> None:
    path = saved(tmp_path, "image/png", picture())
    with Image.open(path) as image:
        image.load()
    image.save(path)
    assert verify(path).level == "none"


def test_two_records_that_changed_places_are_altered(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = saved(tmp_path / "a", "text/plain", POEM.encode())
    other = saved(tmp_path / "b", "text/plain", b"another\n")
    first, second = stamp.sidecar(one), stamp.sidecar(other)
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)
    assert verify(one).level == verify(other).level == "altered"


def test_a_file_without_a_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "piece.png"
    path.write_bytes(picture())
    assert verify(path) == Verdict(
        level="none",
        sentence="there is no Athena record in this file",
    )


def test_a_header_that_promises_a_bomb_is_altered(tmp_path: Path) -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    data = containers.PNG + header + picture()[33:]
    written = {containers.KEY: canonical.encode(record()).decode()}
    path = tmp_path / "piece.png"
    path.write_bytes(containers.png_with(data, written))
    assert verify(path).level == "altered"


def test_a_rule_of_tomorrow_is_not_guessed(tmp_path: Path) -> None:
    kept = {**content("text/plain", POEM.encode()), "of": "text/9"}
    path = saved(tmp_path, "text/plain", POEM.encode())
    written = {**record("text/plain", POEM.encode()), "content": kept}
    stamp.sidecar(path).write_text(json.dumps(written))
    assert verify(path).level == "broken"


@pytest.mark.parametrize("media_type", ["image/png", "image/svg+xml", "text/plain"])
def test_no_flipped_bit_is_a_trace(tmp_path: Path, media_type: str) -> None:
    path = saved(tmp_path, media_type, payload(media_type))
    whole = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - repeatable
    levels = set()
    for _ in range(300 if LONG else 60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        levels.add(verify(path).level)
    assert levels <= {"none", "broken", "altered", "unsigned"}
    assert "altered" in levels or "broken" in levels
