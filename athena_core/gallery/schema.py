"""The index's tables. It holds nothing that is not in files, so none is ever migrated.

An index of an older version is dropped and made anew from the files; one of a newer
version is refused. `PRAGMA user_version` says which it is.
"""

from __future__ import annotations

import sqlite3

from athena_core.errors import InputError
from athena_core.formats import upgrade

VERSION = 1
"""Grows by one whenever a table, or what is written into it, changes."""
APPLICATION = 0x41744761
"""`AtGa`: so that no other program's database is taken for an index."""

TABLES = """
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  artists TEXT NOT NULL,
  credit TEXT NOT NULL,
  UNIQUE (artists, credit)
);
CREATE TABLE pieces (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL,
  binned TEXT NOT NULL,
  stamp TEXT NOT NULL,
  digest TEXT NOT NULL,
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  title TEXT NOT NULL,
  generator TEXT NOT NULL,
  model TEXT NOT NULL,
  seed TEXT NOT NULL,
  made_on TEXT NOT NULL,
  operation TEXT NOT NULL,
  source INTEGER NOT NULL,
  poem TEXT NOT NULL,
  favourite INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  alternative TEXT NOT NULL DEFAULT ''
);
CREATE INDEX pieces_by_date ON pieces (binned, made_on, path);
CREATE INDEX pieces_by_digest ON pieces (digest);
CREATE INDEX pieces_by_seed ON pieces (seed);
CREATE TABLE tags (
  tag TEXT NOT NULL,
  piece INTEGER NOT NULL,
  PRIMARY KEY (tag, piece)
) WITHOUT ROWID;
CREATE INDEX tags_by_piece ON tags (piece);
CREATE TABLE folders (path TEXT PRIMARY KEY, deep INTEGER NOT NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
COLUMNS = ("title", "poem", "made", "own")
"""What is searched: the title, a poem's words, who made it, what its owner wrote."""
FULL_TEXT = (
    f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, "
    "tokenize = 'unicode61', prefix = '2 3')"
)
WITHOUT = f"CREATE TABLE words ({' TEXT, '.join(COLUMNS)} TEXT)"
SLOWER = (
    "this Python's SQLite has no full-text search (FTS5), so words are looked for one "
    "piece at a time, which is slower and finds the same"
)


def full_text(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite can search through words by an index of its own."""
    asked = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
    return connection.execute(asked).fetchone() is not None


def ready(connection: sqlite3.Connection) -> bool:
    """Whether the tables are there, of this version, and usable by this SQLite.

    Raises `InputError` when a newer Athena, or another program, made the file.
    """
    [version] = connection.execute("PRAGMA user_version").fetchone()
    [owner] = connection.execute("PRAGMA application_id").fetchone()
    if owner not in {0, APPLICATION}:
        raise InputError("is a database of another program; move it away")
    if version > VERSION:
        known = f"athena.gallery-index/{VERSION}"
        raise InputError(
            f"was written by a newer version, and {upgrade(known)}; or delete the "
            "file: it is an index, and is made anew from the pieces",
        )
    if version < VERSION:
        return False
    asked = "SELECT value FROM facts WHERE name = 'words'"
    [words] = connection.execute(asked).fetchone() or [""]
    return bool(words == _words(connection))


def _words(connection: sqlite3.Connection) -> str:
    return "fts5" if full_text(connection) else "plain"


def create(connection: sqlite3.Connection) -> None:
    """Drop what an older version left, and make the tables; inside a transaction."""
    for name in ("words", "sources", "pieces", "tags", "folders", "facts"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in TABLES.split(";"):
        connection.execute(statement)
    words = _words(connection)
    connection.execute(FULL_TEXT if words == "fts5" else WITHOUT)
    connection.execute("INSERT INTO facts VALUES ('words', ?)", (words,))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
