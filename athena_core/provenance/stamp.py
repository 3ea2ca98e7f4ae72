"""The record goes into the file: a PNG's text, an SVG's metadata; else a sidecar.

| kind         | in the file                        | beside it                 |
|--------------|------------------------------------|---------------------------|
| PNG, APNG    | record (iTXt), credit, title, XMP  |                           |
| SVG          | record and credit in `<metadata>`  |                           |
| JPEG, WebP   | XMP                                | record, `.athena.json`    |
| poem         | title above, credit at the foot    | record, `.athena.json`    |
| other        |                                    | record, `.athena.json`    |

What a person reads in a file is the credit with the names of that day; the record keeps
the ids of artists who may be living.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from athena_core import files
from athena_core.consent.names import shown
from athena_core.provenance import canonical, containers, svg, verse, xmp

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/apng": ".png",
    "image/svg+xml": ".svg",
    "text/plain": ".txt",
    "audio/wav": ".wav",
    "text/html": ".html",
}
WITHIN = frozenset({"image/png", "image/apng", "image/svg+xml"})
"""Kinds of files that hold their record whole."""


def suffix(media_type: str) -> str:
    """Return the usual ending of a file of this kind."""
    return SUFFIXES.get(media_type, ".bin")


def sidecar(path: Path) -> Path:
    """Return where the record of a file lies that cannot hold it."""
    return path.with_name(f"{path.name}.athena.json")


def save(
    path: Path,
    data: bytes,
    record: Mapping[str, Any],
    *,
    new: bool = False,
) -> tuple[Path, ...]:
    """Write a piece with its record; returns the files written beside it.

    With `new`, raises `FileExistsError` when the name is taken, and nothing is written.
    """
    media_type = record["content"]["media_type"]
    body = stamped(media_type, data, record)
    if media_type in WITHIN:
        files.write_bytes(path, body, new=new)
        return ()
    # The record first: a piece never lies there without it, even after a kill.
    beside = sidecar(path)
    files.write_json(beside, record, new=new)
    try:
        files.write_bytes(path, body, new=new)
    except FileExistsError:
        # it would speak of somebody else's file
        beside.unlink()
        raise
    return (beside,)


def stamped(media_type: str, data: bytes, record: Mapping[str, Any]) -> bytes:
    """Return a piece's bytes as its file holds them."""
    credit = shown(str(record["credit"]))
    match media_type:
        case "image/png" | "image/apng":
            return containers.png_with(data, _texts(record, credit))
        case "image/jpeg":
            return containers.jpeg_with(data, xmp.packet(record, credit))
        case "image/webp":
            return _webp(data, xmp.packet(record, credit))
        case "image/svg+xml":
            return svg.stamped(data, record, credit)
        case "text/plain":
            return verse.whole(data.decode(), str(record["title"]), credit).encode()
    return data


def _texts(record: Mapping[str, Any], credit: str) -> dict[str, str]:
    return {
        "Title": str(record["title"]),
        "Description": credit,
        "Software": f"Athena {record['generator']['core']}",
        "Creation Time": str(record["made_on"]),
        containers.KEY: canonical.encode(record).decode(),
        xmp.KEYWORD: xmp.packet(record, credit),
    }


def _webp(data: bytes, packet: str) -> bytes:
    from PIL import Image  # noqa: PLC0415 - for pictures only

    with Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
        alpha = image.mode in {"RGBA", "LA"}
        return containers.webp_with(data, packet, image.size, alpha=alpha)
