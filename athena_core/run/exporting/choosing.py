"""Pieces chosen to be exported: read from their files, and held against their records.

What a record says is shown and followed, so one that does not fit its piece, or is cut
about, is refused here; what is not said as it should be never gets any further.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core.errors import InputError
from athena_core.library import keys
from athena_core.protocols import Artwork, Piece
from athena_core.provenance import reading, stamp, verse
from athena_core.provenance.canonical import RecordError
from athena_core.provenance.carried import carried
from athena_core.provenance.verify import Level, verify
from athena_core.run.saving import LARGE, Saved

UNTRUE = frozenset({"none", "broken", "altered"})
HIDDEN = "."


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A saved piece, as its file and its record have it."""

    path: Path
    record: Mapping[str, Any]
    level: Level
    sentence: str
    """How far the file can be believed, as `athena verify` says it."""
    piece: Piece
    """A picture's payload is its whole file, record included; a poem's is its verse."""

    @property
    def sha256(self) -> str:
        """The content's hash, by which what is made from it names it."""
        return str(self.record["content"]["sha256"])

    @property
    def is_poem(self) -> bool:
        """Whether it is read rather than looked at."""
        return self.piece.media_type == "text/plain"

    @property
    def derived(self) -> bool:
        """Whether it was itself made from a piece."""
        return "derived" in self.record

    @property
    def large(self) -> Path | None:
        """The large picture beside it, where there is one that was made from it."""
        path = self.path.with_name(f"{self.path.stem}{LARGE}")
        if self.derived or self.is_poem or not path.is_file():
            return None
        with contextlib.suppress(InputError):
            found = reading.read(path)
            made = (found.record or {}).get("derived")
            if (
                found.fits
                and isinstance(made, Mapping)
                and made.get("of") == self.sha256
            ):
                return path
        return None

    def saved(self) -> Saved:
        """Return it as the driver gives a piece that it has just saved."""
        artwork = Artwork(
            path=self.path,
            media_type=self.piece.media_type,
            title=self.piece.title,
            generator=str(self.record["generator"]["id"]),
            model=str((self.record["model"] or {}).get("name", "")),
            seed=int(self.record["recipe"]["seed"]),
            sha256=self.sha256,
            credit=str(self.record["credit"]),
            record=self.record,
        )
        return Saved(artwork=artwork, piece=self.piece)


def chosen(path: Path, *, only_pieces: bool = False) -> Chosen:
    """Read one piece.

    Raises `RecordError` when the file has no record, or one that does not fit it or
    lacks what every record has, and with `only_pieces` for what was made from a piece;
    `InputError` when it cannot be read.
    """
    verdict = verify(path, keys.trusted())
    record = verdict.record
    if verdict.level in UNTRUE or record is None:
        raise RecordError(f"{path} is not used: {verdict.sentence}")
    with told(path):
        _complete(record)
        found = Chosen(
            path=path,
            record=record,
            level=verdict.level,
            sentence=verdict.sentence,
            piece=_piece(path, record),
        )
        if only_pieces and found.derived:
            raise RecordError(_made(path, record))
    return found


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a record of the wrong shape into a sentence."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError):
        raise RecordError(f"{path}: its record lacks what every record has") from None


def _complete(record: Mapping[str, Any]) -> None:
    """Look at what exports follow; raises `TypeError`, `KeyError` and their like."""
    generator, recipe, model = record["generator"], record["recipe"], record["model"]
    generator["id"] + generator["core"] + record["credit"] + record["made_on"]
    int(recipe["seed"]), int(recipe["attempt"]), recipe["params"].items()
    [one["right"] + one["sha256"] for one in record["inputs"]]
    [one["id"] for part in record["datasets"] for one in part["entries"]]
    "".join(record.get("conditions", []))
    if model is not None:
        model["name"] + model["ledger_sha256"]
        model["works"] + model["declared"] + sum(model["rights"].values())
        [one["maker"] + f"{one['works']:d}" for one in model["makers"]]


def _piece(path: Path, record: Mapping[str, Any]) -> Piece:
    media_type, title = str(record["content"]["media_type"]), str(record["title"])
    data = path.read_bytes()
    if media_type == "text/plain":
        data = (verse.poem_of(data.decode(), title) or "").encode()
    return Piece(media_type=media_type, data=data, title=title)


def _made(path: Path, record: Mapping[str, Any]) -> str:
    operation = record["derived"]["operation"]
    source = path.with_name(path.name.removesuffix(LARGE) + ".png")
    name = str(source) if source != path and source.is_file() else "the piece itself"
    return f"{path} is a {operation} made from a piece; choose {name}"


def within(folder: Path) -> list[Path]:
    """Return the pieces in a folder and those below it, by name.

    What was made from a piece, files that are no pieces, and whatever is hidden, such
    as the gallery's bin, are left out.
    """
    found = (path for path in sorted(folder.rglob("*")) if _may_be_one(path))
    seen = (path for path in found if not _hidden(path.relative_to(folder)))
    return [path for path in seen if _is_piece(path)]


def _may_be_one(path: Path) -> bool:
    return path.suffix.lower() in stamp.SUFFIXES.values() and path.is_file()


def _hidden(path: Path) -> bool:
    return any(part.startswith(HIDDEN) for part in path.parts)


def _is_piece(path: Path) -> bool:
    try:
        record = carried(path)
    except RecordError:
        return True  # for `chosen` to say what is wrong with it
    return record is not None and "derived" not in record
