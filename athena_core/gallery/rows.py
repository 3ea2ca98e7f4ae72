"""Rows of the index: put in, changed, taken out; the words that are searched with them.

All of it inside a transaction that the caller holds.
"""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, fields
from pathlib import PurePosixPath

from athena_core.gallery.notes import Note
from athena_core.gallery.telling import Told
from athena_core.text import folded

TOLD = tuple(one.name for one in fields(Told))
OF_SOURCES = ("artists", "credit")
OWN = ("path", "place", "binned")
COLUMNS = (*OWN, *(name for name in TOLD if name not in OF_SOURCES), "source")
PUT = (
    f"INSERT INTO pieces ({', '.join(COLUMNS)}) "  # noqa: S608 - names of columns
    f"VALUES ({', '.join('?' * len(COLUMNS))}) ON CONFLICT (path) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
    + " RETURNING id"
)


def put(
    connection: sqlite3.Connection,
    path: str,
    told: Told,
    *,
    place: str = "",
    binned: str = "",
) -> int:
    """Write down what a file tells; returns its row. What its owner said stays."""
    values = dict(zip(TOLD, astuple(told), strict=True))
    source = _source(connection, told)
    row = {
        **values,
        "path": path,
        "place": place or path,
        "binned": binned,
        "source": source,
    }
    found = connection.execute(PUT, [row[name] for name in COLUMNS]).fetchone()
    number = int(found["id"])
    _searchable(connection, number, told, place or path)
    return number


def _source(connection: sqlite3.Connection, told: Told) -> int:
    """Return the row of the artists and the credit, which many pieces share."""
    pair = (told.artists, told.credit)
    connection.execute(
        "INSERT OR IGNORE INTO sources (artists, credit) VALUES (?, ?)",
        pair,
    )
    asked = "SELECT id FROM sources WHERE artists = ? AND credit = ?"
    return int(connection.execute(asked, pair).fetchone()["id"])


def _searchable(
    connection: sqlite3.Connection,
    number: int,
    told: Told,
    place: str,
) -> None:
    file = PurePosixPath(place).name
    made = f"{told.generator} {told.model} {told.seed} {told.kind} {told.operation}"
    kept = connection.execute("SELECT own FROM words WHERE rowid = ?", (number,))
    [own] = kept.fetchone() or [""]
    connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
    connection.execute(
        "INSERT INTO words (rowid, title, poem, made, own) VALUES (?, ?, ?, ?, ?)",
        (number, folded(told.title), folded(told.poem), folded(f"{made} {file}"), own),
    )


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Take a piece out of the index; its file is not touched."""
    connection.execute("DELETE FROM pieces WHERE id = ?", (number,))
    connection.execute("DELETE FROM tags WHERE piece = ?", (number,))
    connection.execute("DELETE FROM words WHERE rowid = ?", (number,))


def annotate(connection: sqlite3.Connection, number: int, note: Note) -> None:
    """Write what its owner says of a piece into its row."""
    connection.execute(
        "UPDATE pieces SET favourite = ?, note = ?, alternative = ? WHERE id = ?",
        (note.favourite, note.note, note.alternative, number),
    )
    connection.execute("DELETE FROM tags WHERE piece = ?", (number,))
    connection.executemany(
        "INSERT INTO tags (tag, piece) VALUES (?, ?)",
        [(tag, number) for tag in dict.fromkeys(note.tags)],
    )
    own = " ".join((*note.tags, note.note, note.alternative))
    connection.execute(
        "UPDATE words SET own = ? WHERE rowid = ?",
        (folded(own), number),
    )


def tags(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """Return a piece's tags, by the alphabet."""
    asked = "SELECT tag FROM tags WHERE piece = ? ORDER BY tag"
    return tuple(str(row["tag"]) for row in connection.execute(asked, (number,)))
