"""What a person says of their pieces, in a file beside them: `notes.jsonl`.

One line of JSON says all that is said of one piece from then on; the last line counts.
Lines are only added, in one write each, so that a kill leaves the old lines whole; and
`tidied` leaves the last ones. A piece is known by its record's digest, wherever its
file goes, and by its place where two files are the same piece.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from athena_core import files
from athena_core.errors import InputError
from athena_core.formats import newer

FILE = "notes.jsonl"
SCHEMA = "athena.notes/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """All that is said of one piece."""

    digest: str
    place: str
    favourite: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    alternative: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The piece it is about."""
        return self.digest, self.place

    @property
    def empty(self) -> bool:
        """Whether it says nothing, any more."""
        return not (self.favourite or self.tags or self.note or self.alternative)

    def line(self) -> dict[str, Any]:
        """Return it as it is written down."""
        said = {
            "favourite": self.favourite,
            "tags": list(self.tags),
            "note": self.note,
            "alternative": self.alternative,
        }
        kept = {name: value for name, value in said.items() if value}
        return {"piece": self.digest, "place": self.place, **kept}


@dataclass(kw_only=True, slots=True)
class Said:
    """What the file says, the last word on each piece."""

    notes: dict[tuple[str, str], Note] = field(default_factory=dict)
    folders: dict[str, bool] = field(default_factory=dict)
    """Folders outside the gallery; whether those below them count, too."""
    lines: int = 0
    torn: list[str] = field(default_factory=list)
    """Lines that are none: cut off by a kill, or changed by hand. They are kept."""


def file(root: Path) -> Path:
    """Return where the notes of a gallery are."""
    return root / FILE


def stamp(root: Path) -> str:
    """Return what changes when the file is changed."""
    try:
        found = file(root).stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def read(root: Path) -> Said:
    """Read all notes.

    Raises `InputError` when the file cannot be read or a newer Athena wrote it.
    """
    said = Said()
    try:
        text = file(root).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return said
    except OSError as error:
        raise InputError(f"{file(root)} cannot be read: {error.strerror}") from None
    for line in filter(str.strip, text.split("\n")):
        said.lines += 1
        _take(said, line, file(root))
    return said


def _take(said: Said, line: str, path: Path) -> None:
    value: Any = None
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(line)
    if isinstance(value, Mapping) and "schema" in value:
        if sentence := newer(value["schema"], SCHEMA):
            raise InputError(f"{path} {sentence}")
    elif isinstance(value, Mapping) and isinstance(value.get("folder"), str):
        said.folders[value["folder"]] = value.get("deep") is True
    elif isinstance(value, Mapping) and (note := _note(value)):
        said.notes[note.key] = note
    else:
        said.torn.append(line)


def _note(value: Mapping[str, Any]) -> Note | None:
    digest, place = value.get("piece"), value.get("place")
    if not isinstance(digest, str) or not isinstance(place, str):
        return None
    tags = value.get("tags", ())
    return Note(
        digest=digest,
        place=place,
        favourite=value.get("favourite") is True,
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        note=str(value.get("note", "")),
        alternative=str(value.get("alternative", "")),
    )


def add(root: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write lines at the end and bring them to the disk. Raises `InputError`."""
    path = file(root)
    body = b"".join(_encoded(line) for line in lines)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            stream.write(_beginning(path) + body)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None


def _beginning(path: Path) -> bytes:
    """Return the head of a new file, or the line end that a kill left out."""
    with path.open("rb") as stream:
        if not stream.seek(0, os.SEEK_END):
            return _encoded({"schema": SCHEMA})
        stream.seek(-1, os.SEEK_END)
        return b"" if stream.read(1) == b"\n" else b"\n"


def _encoded(line: Mapping[str, Any]) -> bytes:
    return (json.dumps(line, sort_keys=True) + "\n").encode()


def tidied(root: Path, said: Said, without: Iterable[tuple[str, str]] = ()) -> None:
    """Write the file anew with the last word on each piece, whole or not at all."""
    gone = set(without)
    kept = [one for one in said.notes.values() if one.key not in gone]
    folders = [{"folder": one, "deep": deep} for one, deep in said.folders.items()]
    lines = [
        _encoded({"schema": SCHEMA}),
        *(_encoded(folder) for folder in folders),
        *(_encoded(one.line()) for one in kept if not one.empty),
        *(f"{line}\n".encode() for line in said.torn),
    ]
    files.write_bytes(file(root), b"".join(lines))
