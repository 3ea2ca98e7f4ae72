"""Which files belong to which piece: the record, the large picture, a card's back.

| beside          | belongs to it                                    |
|-----------------|--------------------------------------------------|
| any piece       | `NAME.athena.json`, its record                   |
| `NAME.png`      | `NAME.large.png`, the picture to look at         |
| postcard, print | `NAME-back.png`, its other side                  |
| a walk          | its frames, in the walk's own folder             |

They move with the piece and are no pieces themselves. What lost its piece is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from athena_core.errors import InputError
from athena_core.gallery.telling import said
from athena_core.provenance.carried import carried
from athena_core.provenance.stamp import sidecar

LARGE = ".large.png"
BACK = "-back"
FRAME = re.compile(r"[0-9]{3,}")
WALKS = ("walk.gif", "walk.png", "walk.apng")


def by_name(path: Path) -> bool:
    """Whether a file's name alone says that it is a part of a piece that is there.

    It spares reading thousands of large pictures: no piece of ours has such a name.
    """
    if path.name.endswith(LARGE):
        return _small(path).is_file()
    frame = path.suffix == ".png" and FRAME.fullmatch(path.stem)
    return bool(frame) and any(path.with_name(name).is_file() for name in WALKS)


def _small(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix(LARGE)}.png")


def whole_of(path: Path, record: Mapping[str, Any]) -> Path | None:
    """Return the piece that a file is only a part of, or None where it is one."""
    operation = said(record, "derived", "operation")
    found = None
    if operation == "presentable" and path.name.endswith(LARGE):
        found = _small(path)
    elif operation in {"postcard", "print"} and path.stem.endswith(BACK):
        if said(record, "derived", "parameters", "side") == "back":
            found = path.with_name(f"{path.stem.removesuffix(BACK)}{path.suffix}")
    elif said(record, "recipe", "params", "frame") and not operation:
        beside = (path.with_name(name) for name in WALKS)
        found = next(filter(Path.is_file, beside), None)
    return found if found is not None and found.is_file() else None


def companions(path: Path) -> list[Path]:
    """Return the files that move with a piece, in order; each with its own record."""
    parts = [part for part in _near(path) if _is_part(part, path)]
    return [
        beside
        for one in (path, *parts)
        for beside in ([] if one == path else [one]) + _record(one)
    ]


def _record(path: Path) -> list[Path]:
    beside = sidecar(path)
    return [beside] if beside.is_file() else []


def _near(path: Path) -> Iterator[Path]:
    """Yield the files that could be parts, by their names."""
    yield path.with_name(f"{path.stem}{LARGE}")
    yield path.with_name(f"{path.stem}{BACK}{path.suffix}")
    if path.name in WALKS:
        frames = (one for one in path.parent.iterdir() if FRAME.fullmatch(one.stem))
        yield from sorted(frames)


def _is_part(part: Path, path: Path) -> bool:
    if not part.is_file():
        return False
    try:
        record = carried(part)
    except InputError:
        # a large picture is known by its name, which nothing else of ours has
        return part.name.endswith(LARGE)
    return record is not None and whole_of(part, record) == path
