"""What a saved file says of itself: its record, and the hash of what it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core.errors import InputError, PictureError
from athena_core.provenance import canonical, containers, stamp, svg, verse
from athena_core.provenance.canonical import RecordError
from athena_core.provenance.content import content

LARGEST = 500_000_000
"""Bytes of a file that is read at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A file as read: its record if it has one, and whether it fits."""

    path: Path
    record: Mapping[str, Any] | None
    sha256: str = ""
    """Of the content as it is now, by the rule that the record names."""

    @property
    def fits(self) -> bool:
        """Whether the content is the one that the record was made for."""
        return (
            self.record is not None and self.record["content"]["sha256"] == self.sha256
        )


def read(path: Path) -> Found:
    """Read a file and its record.

    Raises `InputError` when the file cannot be read, `RecordError` when it has a record
    that is broken.
    """
    data = _bytes(path)
    if data.startswith(containers.PNG):
        record = containers.png_record(data)
        # A moving picture is hashed byte by byte: as it was before it was stamped.
        bare = data if record is None else containers.png_with(data, {})
        return _found(path, bare, record)
    if path.suffix.lower() == ".svg":
        document, record = svg.taken_apart(data)
        return _found(path, document, record)
    beside = stamp.sidecar(path)
    return _found(path, data, _bytes(beside) if beside.is_file() else None)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None


def _found(path: Path, data: bytes, raw: bytes | None) -> Found:
    if raw is None:
        return Found(path=path, record=None)
    record = canonical.decode(raw)
    try:
        kept = record["content"]
        media_type, rule, _ = kept["media_type"], kept["of"], kept["sha256"]
        title = str(record.get("title", ""))
        now = _hash(data, str(media_type), str(rule), title)
    except (KeyError, TypeError):
        raise RecordError("its record does not say what it was made for") from None
    except (PictureError, UnicodeDecodeError):
        # Whatever it is now, it is not what the record was made for.
        now = ""
    return Found(path=path, record=record, sha256=now)


def _hash(data: bytes, media_type: str, rule: str, title: str) -> str:
    if rule == "bytes/1":
        return hashlib.sha256(data).hexdigest()
    if rule == "text/1":
        poem = verse.poem_of(data.decode(), title)
        return "" if poem is None else content("text/plain", poem.encode())["sha256"]
    if rule == "pixels/1" and media_type.startswith("image/"):
        return content(media_type, data)["sha256"]
    raise RecordError(f"its record hashes by a rule that is not known here: {rule!r}")
