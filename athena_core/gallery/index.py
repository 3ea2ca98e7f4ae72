"""The index: one SQLite file, with a lock that all processes share."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from athena_core.errors import InputError
from athena_core.gallery import schema
from athena_core.library import home

PATIENCE = 30
"""Seconds to wait while another process writes."""
DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
TORN = ("no such table", "no such column", "no such module", "malformed")


@dataclass(frozen=True, slots=True)
class Index:
    """An open index, and the folder of the pieces that it is of."""

    connection: sqlite3.Connection
    root: Path

    @contextlib.contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Hold the lock that all processes share: all of it happens, or none."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            # where the disk is full, it is rolled back already
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def fact(self, name: str) -> str:
        """Return what the index knows of itself, or nothing."""
        asked = "SELECT value FROM facts WHERE name = ?"
        [value] = self.connection.execute(asked, (name,)).fetchone() or [""]
        return str(value)

    def put(self, name: str, value: str) -> None:
        """Write down what the index knows of itself."""
        self.connection.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))

    @property
    def slow(self) -> str:
        """A sentence where this SQLite has no full-text search, else nothing."""
        return "" if self.fact("words") == "fts5" else schema.SLOWER


def place() -> Path:
    """Return where the index lies: with all else that can be made again."""
    return home.cache() / "gallery.sqlite3"


def connected() -> sqlite3.Connection:
    """Open the index; one that is damaged gives way to a new one, once."""
    try:
        return _ready()
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name not in DAMAGED and not any(word in str(error) for word in TORN):
            raise
    for ending in ("", "-wal", "-shm"):
        place().with_name(f"{place().name}{ending}").unlink(missing_ok=True)
    return _ready()


def _ready() -> sqlite3.Connection:
    path = place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        _prepared(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepared(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    [mode] = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        # readers need not wait then; where it cannot be, all is well but slower
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
    # a power cut may cost the last rows, and the pieces have them
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        if schema.ready(connection):
            return
        connection.execute("BEGIN IMMEDIATE")
        # another process may have made them while this one waited
        if not schema.ready(connection):
            schema.create(connection)
        connection.execute("COMMIT")
    except InputError as error:
        raise InputError(f"{path} {error}") from None
