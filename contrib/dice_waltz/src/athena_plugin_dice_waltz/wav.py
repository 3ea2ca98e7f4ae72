"""A WAV file that says what it holds: title and throws in its INFO list."""

from __future__ import annotations

import io
import struct
import sys
import wave
from array import array
from collections.abc import Mapping

TITLE, COMMENT, SOFTWARE = "INAM", "ICMT", "ISFT"


def wav(samples: array[int], rate: int, told: Mapping[str, str]) -> bytes:
    """Write samples of 16 bits, one channel, and words about them at the end."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    body = stream.getvalue() + _list(told)
    return body[:4] + struct.pack("<I", len(body) - 8) + body[8:]


def _list(told: Mapping[str, str]) -> bytes:
    inner = b"INFO" + b"".join(
        _chunk(name.encode(), text.encode() + b"\0") for name, text in told.items()
    )
    return _chunk(b"LIST", inner)


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def told(data: bytes) -> dict[str, str]:
    """Read the words back; nothing, where there are none or the file is broken."""
    start = data.rfind(b"LIST")
    if start < 0 or data[start + 8 : start + 12] != b"INFO":
        return {}
    found, at = {}, start + 12
    while at + 8 <= len(data):
        name = data[at : at + 4].decode("ascii", "replace")
        (length,) = struct.unpack("<I", data[at + 4 : at + 8])
        text = data[at + 8 : at + 8 + length].rstrip(b"\0")
        found[name] = text.decode("utf-8", "replace")
        at += 8 + length + length % 2
    return found
