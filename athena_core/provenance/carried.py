"""The record that a file carries, read alone: whether it fits is for `reading` to say.

No picture is decoded, so that thousands of files can be looked through.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from athena_core.errors import InputError
from athena_core.provenance import canonical, containers, stamp, svg

LARGEST = 500_000_000
"""Bytes of a file that is read at all."""


def carried(path: Path) -> Mapping[str, Any] | None:
    """Return a file's record, or None where it has none.

    Raises `InputError` when the file cannot be read, `RecordError` for a record that is
    broken.
    """
    raw = _raw(path)
    return None if raw is None else canonical.decode(raw)


def _raw(path: Path) -> bytes | None:
    beside = stamp.sidecar(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(len(containers.PNG))
        if head == containers.PNG:
            return containers.png_record(_bytes(path, LARGEST))
        if path.suffix.lower() == ".svg":
            return svg.taken_apart(_bytes(path, LARGEST))[1]
        # one byte too many is enough for the reader to refuse it
        return _bytes(beside, None) if beside.is_file() else None
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}") from None


def _bytes(path: Path, largest: int | None) -> bytes:
    if largest is not None and path.stat().st_size > largest:
        raise InputError(f"it is larger than {largest:,} bytes")
    with path.open("rb") as stream:
        return stream.read(-1 if largest else canonical.LARGEST + 1)
