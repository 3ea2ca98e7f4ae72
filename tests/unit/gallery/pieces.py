"""Pieces for the gallery's tests, saved as the driver saves."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from athena_core.library import home
from athena_core.provenance import stamp
from athena_core.provenance.content import content
from athena_core.provenance.record import record

DAY = "2026-11-25"
POEM = b"salt on the window\nand a lamp that is out\n"


def written(data: bytes, media_type: str, **facts: Any) -> dict[str, Any]:
    """Return a piece's record; `facts` change single fields of it."""
    made = record(
        generator=facts.pop("generator", "tiny/parrot"),
        distribution="athena-plugin-tiny",
        model=None,
        seed=facts.pop("seed", 7),
        attempt=0,
        params=facts.pop("params", {}),
        title=facts.pop("title", "Tide"),
        content=content(media_type, data),
        checks=[],
    )
    made["made_on"] = f"{DAY}T10:00:00Z"
    return {**made, **facts}


def model(*makers: str, name: str = "tides") -> dict[str, Any]:
    """Return what a record says of a model that learned from these makers."""
    return {
        "name": name,
        "works": len(makers),
        "makers": [{"maker": maker, "works": 1} for maker in makers],
        "rights": {"consent": len(makers)},
    }


def place(name: str, folder: Path | None = None) -> Path:
    """Return a path in the gallery, in the folder of a day."""
    return (folder or home.gallery() / DAY) / name


def poem(
    name: str = "tide.txt",
    body: bytes = POEM,
    folder: Path | None = None,
    **facts: Any,
) -> Path:
    """Save a poem with its record beside it."""
    path = place(name, folder)
    stamp.save(path, body, written(body, "text/plain", **facts))
    return path


def drawn(shade: int = 90, side: int = 8) -> bytes:
    """Return a small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (side, side), (shade, 40, 120)).save(stream, "PNG")
    return stream.getvalue()


def picture(
    name: str = "daub.png",
    folder: Path | None = None,
    *,
    large: bool = True,
    **facts: Any,
) -> Path:
    """Save a picture, and the large one beside it."""
    path, data = place(name, folder), drawn()
    kept = written(data, "image/png", **{"title": "", **facts})
    stamp.save(path, data, kept)
    if large:
        beside = drawn(side=32)
        stamp.save(path.with_name(f"{path.stem}.large.png"), beside, big(kept, beside))
    return path


def big(kept: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    """Return the record of a large picture."""
    derived = {"operation": "presentable", "parameters": {}, "of": "x"}
    return {**kept, "content": content("image/png", data), "derived": derived}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, but for the notes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "notes.jsonl"
    }
