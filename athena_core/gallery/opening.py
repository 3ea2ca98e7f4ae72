"""Lending the index: made where it is missing, finished where a move was cut off."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from athena_core.errors import InputError
from athena_core.gallery import marking, moving, reindexing
from athena_core.gallery.index import PATIENCE, Index, connected, place
from athena_core.gallery.reindexing import Advance, quiet
from athena_core.library import home


@contextlib.contextmanager
def opened(*, whole: bool = True, advance: Advance = quiet) -> Iterator[Index]:
    """Lend the index, made anew where it is missing, older or damaged.

    What another process left half moved is finished first, and what was said of pieces
    since is taken in. With `whole` a new index looks through all pieces, which takes a
    while for thousands. Raises `InputError` when a newer Athena made it, when another
    process keeps it too long, or when the folder cannot be written.
    """
    with _told(), contextlib.closing(connected()) as connection:
        index = Index(connection, home.gallery())
        moving.finish(index)
        if whole and not index.fact("whole"):
            reindexing.reindex(index, advance=advance)
        marking.catch_up(index)
        yield index


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Say in a sentence what SQLite says in a word."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise InputError(
                f"{place()} is kept by another process for {PATIENCE} seconds; try "
                "again when it is done",
            ) from None
        raise InputError(_useless(error)) from None
    except sqlite3.DatabaseError as error:
        raise InputError(_useless(error)) from None


def _useless(error: sqlite3.Error) -> str:
    return (
        f"{place()} cannot be used ({error}); it is an index: delete it, and it is "
        "made anew from the pieces"
    )
