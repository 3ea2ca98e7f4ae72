"""The record goes into the file: a PNG's text chunk, a poem's foot, else a sidecar."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from athena_core import files
from athena_core.consent.names import shown

KEY = "athena.provenance"
SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/svg+xml": ".svg",
    "text/plain": ".txt",
    "audio/wav": ".wav",
}


def suffix(media_type: str) -> str:
    """Return the usual ending of a file of this kind."""
    return SUFFIXES.get(media_type, ".bin")


def sidecar(path: Path) -> Path:
    """Return where the record of a file lies that cannot hold it."""
    return path.with_name(f"{path.name}.athena.json")


def save(path: Path, data: bytes, record: Mapping[str, Any]) -> tuple[Path, ...]:
    """Write a piece with its record; returns the files written beside it."""
    media_type = record["content"]["media_type"]
    if media_type == "image/png":
        files.write_bytes(path, png(data, record))
        return ()
    body = foot(data, record) if media_type == "text/plain" else data
    # The record first: a piece never lies there without it, even after a kill.
    beside = sidecar(path)
    files.write_json(beside, record)
    files.write_bytes(path, body)
    return (beside,)


def png(data: bytes, record: Mapping[str, Any]) -> bytes:
    """Return a PNG of the same pixels that carries the record as iTXt."""
    from PIL import Image  # noqa: PLC0415 - poems need no Pillow
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - the same

    information = PngInfo()
    information.add_itxt("Title", str(record["title"]))
    information.add_itxt("Description", shown(str(record["credit"])))
    information.add_itxt("Software", f"Athena {record['generator']['core']}")
    information.add_itxt("Creation Time", str(record["made_on"]))
    information.add_itxt(KEY, files.dumps(record).decode())
    stream = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        kept = {key: image.info[key] for key in ("dpi",) if key in image.info}
        image.save(stream, "PNG", pnginfo=information, **kept)
    return stream.getvalue()


def foot(data: bytes, record: Mapping[str, Any]) -> bytes:
    """Return a poem with its title above and its credit below a `-- ` line."""
    title = str(record["title"])
    head = f"{title}\n\n" if title else ""
    return f"{head}{data.decode()}\n-- \n{shown(record['credit'])}\n".encode()
