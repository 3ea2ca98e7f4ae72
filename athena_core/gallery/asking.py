"""The questions that others ask of the gallery, each in one call."""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from athena_core.errors import AmbiguousError, AthenaError, InputError, NotFoundError
from athena_core.gallery import marking, notes, rows, telling
from athena_core.gallery.belonging import by_name, whole_of
from athena_core.gallery.exhibit import Exhibit, exhibit, within
from athena_core.gallery.index import Index
from athena_core.gallery.opening import opened
from athena_core.gallery.query import parsed
from athena_core.gallery.searching import ROWS, search
from athena_core.provenance.carried import carried

ID = re.compile("[0-9a-f]{4,64}")
NEAREST = 2000
"""Newest pieces among which a name that was mistyped is looked for."""
BY_NAME = "('/' || p.path) LIKE '%/' || ? || '%' ESCAPE '\\'"


def find(text: str = "", *, limit: int = -1) -> list[Exhibit]:
    """Return the pieces that a typed question means, the newest first."""
    with opened() as index:
        return search(index, parsed(text), limit=limit)


def paths(text: str = "") -> list[Path]:
    """Return the files of the pieces that a typed question means."""
    return [one.path for one in find(text)]


def one(index: Index, name: str) -> Exhibit:
    """Return the piece of an id, of a file's name, or of a path.

    Raises `AmbiguousError` where several have it, `NotFoundError` with the nearest name
    where none has.
    """
    for found in (_by_path(index, name), _by_id(index, name), _by_name(index, name)):
        if len(found) > 1:
            listed = ", ".join(f"{one.id} ({one.path})" for one in found[:5])
            raise AmbiguousError(f"{name!r} may be {listed}; name one by its path")
        if found:
            return found[0]
    raise NotFoundError(f"the gallery has no piece {name!r}{_nearest(index, name)}")


def _asked(index: Index, condition: str, *values: str) -> list[Exhibit]:
    found = index.connection.execute(ROWS + condition, values)
    return [exhibit(row, index.root) for row in found]


def _by_path(index: Index, name: str) -> list[Exhibit]:
    path = Path(name)
    try:
        if not path.is_file():
            return []
        record = carried(path)
    except (InputError, OSError, ValueError):
        return []
    # a large picture, or a card's back, means the piece that it belongs to
    whole = None if record is None else whole_of(path, record)
    return _asked(index, "p.path = ?", telling.clean(within(index.root, whole or path)))


def _by_id(index: Index, name: str) -> list[Exhibit]:
    if not ID.fullmatch(name):
        return []
    return _asked(index, "p.digest >= ? AND p.digest < ?", name, f"{name}g")


def _by_name(index: Index, name: str) -> list[Exhibit]:
    """Find a file by its name, with or without the ending, in the bin too."""
    plain = telling.clean(name)
    if not plain or "/" in plain:
        return []
    literal = re.sub(r"([\\%_])", r"\\\1", plain)
    found = _asked(index, BY_NAME, literal)
    return [one for one in found if plain in {one.path.name, one.path.stem}]


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _nearest(index: Index, name: str) -> str:
    if _is_file(name):
        return "; `athena gallery reindex FOLDER` takes the folder of a file in"
    asked = "SELECT path, digest FROM pieces ORDER BY made_on DESC LIMIT ?"
    newest = index.connection.execute(asked, (NEAREST,)).fetchall()
    names = [Path(row["path"]).name for row in newest]
    near = difflib.get_close_matches(name[:200], names, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {near[0]}?"
    return "; `athena gallery list` shows them all"


def remember(*files: Path) -> str:
    """Put pieces that were just saved into the index; parts of pieces are left out.

    Never raises: what is saved stays saved. Returns a sentence to tell when the index
    could not be written, else nothing.
    """
    try:
        with opened(whole=False) as index:
            _remembered(index, files)
    except (AthenaError, OSError, sqlite3.Error) as error:
        return (
            f"saved, and not yet in the gallery's list ({error}); "
            "`athena gallery reindex` puts it there"
        )
    return ""


def _remembered(index: Index, files: Sequence[Path]) -> None:
    with index.changing() as connection:
        for path in files:
            # one that another process threw away since is where that one put it
            if by_name(path) or not path.is_file():
                continue
            mark, record = telling.stamp(path), carried(path)
            if record is not None and whole_of(path, record) is None:
                told = telling.told(path, record, mark)
                rows.put(connection, within(index.root, path), told)
                _belongs(index, path)


def _belongs(index: Index, path: Path) -> None:
    """Note a folder outside the gallery, so that reindexing looks there, too."""
    folder = path.absolute().parent
    known = index.connection.execute("SELECT path, deep FROM folders").fetchall()
    deep = [row["path"] for row in known if row["deep"]]
    if str(folder) in {row["path"] for row in known}:
        return
    if any(map(folder.is_relative_to, (index.root, *deep))):
        return
    notes.add(index.root, [{"folder": str(folder), "deep": False}])
    marking.taken_in(index)


def alternative(path: Path) -> str:
    """Return words for those who cannot see a picture: its owner's, else counted ones.

    A poem needs none: its words are there. Raises `PictureError` for what is none.
    """
    with opened() as index:
        found = _by_path(index, str(path))
    if found and found[0].alternative:
        return found[0].alternative
    return described(path, found[0].media_type if found else "image/png")


def described(path: Path, media_type: str) -> str:
    """Tell a picture in words, counted and not interpreted; nothing for other kinds."""
    if not media_type.startswith("image/") or media_type == "image/svg+xml":
        return ""
    from athena_core import preview  # noqa: PLC0415 - Pillow, for pictures only

    return preview.describe(path.read_bytes())
