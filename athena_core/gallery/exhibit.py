"""A piece as it hangs in the gallery: what its record says, and its owner."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHORT = 8
"""Letters of an id as it is shown; four are enough to type where they are alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exhibit:
    """One piece. Its companions (the record, the large picture) are not pieces."""

    number: int
    """Its row in the index; another one after the index was made anew."""
    digest: str
    """SHA-256 of its record: what the piece is, wherever the file goes."""
    path: Path
    place: str
    """Where it hangs, or hung before the bin, below the gallery where it lies there."""
    binned: str
    """The day and time it was thrown away, as a name; empty outside the bin."""
    kind: str
    media_type: str
    title: str
    generator: str
    model: str
    seed: str
    made_on: str
    operation: str
    """`postcard`, `walk`, `print` ... for what was made from a piece, else empty."""
    credit: str
    """With ids in place of the names of artists who may be living."""
    favourite: bool
    tags: tuple[str, ...]
    note: str
    alternative: str
    """Its owner's words for those who cannot see it; empty where there are none."""

    @property
    def id(self) -> str:
        """The beginning of the digest, to be typed."""
        return self.digest[:SHORT]

    @property
    def name(self) -> str:
        """What to call it on a screen: the title, else the file's name."""
        return self.title or self.path.name

    def as_json(self) -> dict[str, Any]:
        """Return it for machines."""
        return {
            "id": self.id,
            "piece": self.digest,
            "path": str(self.path),
            "kind": self.kind,
            "media_type": self.media_type,
            "title": self.title,
            "generator": self.generator,
            "model": self.model or None,
            "seed": self.seed,
            "made_on": self.made_on,
            "operation": self.operation or None,
            "credit": self.credit,
            "favourite": self.favourite,
            "tags": list(self.tags),
            "note": self.note,
            "alternative": self.alternative,
            "binned": self.binned or None,
            "place": self.place,
        }


def located(root: Path, path: str) -> Path:
    """Return the file that a path in the index means."""
    return root / path


def within(root: Path, path: Path) -> str:
    """Return how the index writes a path: below the gallery where it lies there.

    However the way to it was typed: over `..`, or over a link to the gallery.
    """
    whole = Path(os.path.normpath(path.absolute()))
    if whole.is_relative_to(root):
        return whole.relative_to(root).as_posix()
    real, base = whole.parent.resolve() / whole.name, root.resolve()
    return (real.relative_to(base) if real.is_relative_to(base) else whole).as_posix()


def exhibit(row: sqlite3.Row, root: Path) -> Exhibit:
    """Return a row as what it stands for."""
    return Exhibit(
        number=row["id"],
        digest=row["digest"],
        path=located(root, row["path"]),
        place=row["place"],
        binned=row["binned"],
        kind=row["kind"],
        media_type=row["media_type"],
        title=row["title"],
        generator=row["generator"],
        model=row["model"],
        seed=row["seed"],
        made_on=row["made_on"],
        operation=row["operation"],
        credit=row["credit"],
        favourite=bool(row["favourite"]),
        tags=tuple(sorted(filter(None, (row["tags"] or "").split("\n")))),
        note=row["note"],
        alternative=row["alternative"],
    )
