"""A record's way into and out of a file: chunks are added, pixels are not touched.

Files are taken apart here, by their own lengths, before any decoder sees them. PNG: W3C
PNG 3; JPEG: ITU-T T.81 with XMP part 3; WebP: RFC 9649.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from athena_core.provenance.canonical import RecordError
from athena_core.provenance.xmp import KEYWORD, NAMESPACE

KEY = "athena.provenance"
PNG = b"\x89PNG\r\n\x1a\n"
OURS = (KEY, KEYWORD, "Title", "Description", "Software", "Creation Time")
"""Text chunks that Athena writes; one of the payload's own gives way."""
TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
WORD = 2**16 - 3


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield kind, body and whole bytes of a PNG's chunks, up to IEND.

    Raises `RecordError` where the file is cut short or a length is a lie.
    """
    if not data.startswith(PNG):
        raise RecordError("it is no PNG")
    place = len(PNG)
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise RecordError("a chunk of this PNG is cut short")
        yield kind, data[place + 8 : end - 4], data[place:end]
        if kind == b"IEND":
            return
        place = end
    raise RecordError("this PNG has no end")


def png_with(data: bytes, texts: dict[str, str]) -> bytes:
    """Return a PNG with these texts as uncompressed iTXt, right after its header."""
    kept = [
        (kind, whole) for kind, body, whole in chunks(data) if not _ours(kind, body)
    ]
    written = [_itxt(key, text) for key, text in texts.items()]
    head, *rest = (whole for _, whole in kept)
    return PNG + head + b"".join(written) + b"".join(rest)


def _ours(kind: bytes, body: bytes) -> bool:
    if kind not in TEXTS:
        return False
    return body.partition(b"\0")[0].decode("latin-1") in OURS


def _itxt(key: str, text: str) -> bytes:
    # keyword, not compressed, no language, no translated keyword
    body = b"iTXt" + key.encode() + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def png_record(data: bytes) -> bytes | None:
    """Return the bytes of a PNG's record, or None where it has none.

    Raises `RecordError` for a record that is compressed, damaged, or there twice.
    """
    found = []
    for kind, body, whole in chunks(data):
        if kind in {b"iTXt", b"tEXt", b"zTXt"} and body.startswith(
            KEY.encode() + b"\0"
        ):
            found.append(_checked(kind, body, whole))
    if len(found) > 1:
        raise RecordError("it holds two records, and only one can be true")
    return found[0] if found else None


def _checked(kind: bytes, body: bytes, whole: bytes) -> bytes:
    if zlib.crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
        raise RecordError("its record is damaged (the checksum does not fit)")
    _, _, rest = body.partition(b"\0")
    if kind != b"iTXt" or not rest.startswith(b"\0\0"):
        raise RecordError("its record is compressed, which Athena never writes")
    _, _, rest = rest[2:].partition(b"\0")
    return rest.partition(b"\0")[2]


def jpeg_with(data: bytes, packet: str) -> bytes:
    """Return a JPEG with an XMP packet as its first segment, the picture untouched.

    A packet longer than a segment holds (64 kB) is left out: the sidecar has all.
    """
    body = NAMESPACE + packet.encode()
    if not data.startswith(b"\xff\xd8") or len(body) > WORD:
        return data
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return data[:2] + segment + data[2:]


def webp_with(data: bytes, packet: str, size: tuple[int, int], *, alpha: bool) -> bytes:
    """Return a WebP with an XMP chunk at its end, the picture untouched."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return data
    inner = data[12:]
    if inner[:4] == b"VP8X":
        flags = inner[8] | 4
        inner = inner[:8] + bytes([flags]) + inner[9:]
    else:
        inner = _extended(size, alpha=alpha) + inner
    inner += _riff(b"XMP ", packet.encode())
    return b"RIFF" + struct.pack("<I", len(inner) + 4) + b"WEBP" + inner


def _extended(size: tuple[int, int], *, alpha: bool) -> bytes:
    width, height = (struct.pack("<I", side - 1)[:3] for side in size)
    flags = 4 | (16 if alpha else 0)
    return _riff(b"VP8X", bytes([flags, 0, 0, 0]) + width + height)


def _riff(kind: bytes, body: bytes) -> bytes:
    padding = b"\0" if len(body) % 2 else b""
    return kind + struct.pack("<I", len(body)) + body + padding
