"""Favourites, tags, notes and words for the blind: into the notes, then the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from athena_core.errors import InputError, NotFoundError
from athena_core.gallery import notes, rows
from athena_core.gallery.exhibit import Exhibit
from athena_core.gallery.index import Index
from athena_core.gallery.notes import Note, Said
from athena_core.gallery.telling import clean
from athena_core.text import folded

LONGEST_TAG, LONGEST_NOTE = 60, 10_000
STAMP = "notes"
"""The index's word for which state of the notes it has taken in."""
MARKED = (
    "SELECT id FROM pieces WHERE favourite OR note <> '' OR alternative <> '' "
    "UNION SELECT piece FROM tags"
)


def mark(
    index: Index,
    exhibits: Sequence[Exhibit],
    *,
    favourite: bool | None = None,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    note: str | None = None,
    alternative: str | None = None,
) -> list[Note]:
    """Say something of pieces; what is None stays. Returns what is said of each now.

    The notes are on the disk before this returns. Raises `InputError` for a tag or a
    note that cannot be kept, `NotFoundError` when a piece left the gallery meanwhile.
    """
    more, less = [tag(one) for one in add], {folded(tag(one)) for one in remove}
    texts = {"note": _text(note), "alternative": _text(alternative)}
    given = {name: text for name, text in texts.items() if text is not None}
    with index.changing() as connection:
        taken_in(index)
        new = {}
        for one in exhibits:
            number, old = _now(connection, one)
            new[number] = replace(
                old,
                favourite=old.favourite if favourite is None else favourite,
                tags=_tags(old.tags, more, less),
                **given,
            )
        say(index, new)
    return list(new.values())


def _tags(old: Iterable[str], more: list[str], less: set[str]) -> tuple[str, ...]:
    """Return tags by the alphabet, each once however it is written."""
    kept = [word for word in old if folded(word) not in less]
    by_word = {folded(word): word for word in kept + more}
    return tuple(sorted(by_word.values(), key=folded))


def say(index: Index, new: dict[int, Note]) -> None:
    """Write notes down and into their rows, inside a transaction."""
    notes.add(index.root, [note.line() for note in new.values()])
    for number, note in new.items():
        rows.annotate(index.connection, number, note)
    index.put(STAMP, notes.stamp(index.root))


def tag(text: str) -> str:
    """Return a tag as it is kept. Raises `InputError` for one that is empty or long."""
    found = " ".join(clean(text).split())
    if not folded(found) or len(found) > LONGEST_TAG or "," in found:
        raise InputError(
            f"{text[: LONGEST_TAG + 1]!r} cannot be a tag; one has letters or digits, "
            f"no comma, and at most {LONGEST_TAG} signs",
        )
    return found


def _text(text: str | None) -> str | None:
    if text is None:
        return None
    found = clean(text).strip()
    if len(found) > LONGEST_NOTE:
        raise InputError(
            f"that is {len(found):,} signs; what is said of a piece has at most "
            f"{LONGEST_NOTE:,}",
        )
    return found


def _now(connection: sqlite3.Connection, one: Exhibit) -> tuple[int, Note]:
    asked = "SELECT * FROM pieces WHERE digest = ? AND place = ?"
    row = connection.execute(asked, (one.digest, one.place)).fetchone()
    if row is None:
        raise NotFoundError(f"{one.path} left the gallery while this went on")
    return row["id"], note_of(connection, row)


def note_of(connection: sqlite3.Connection, row: sqlite3.Row) -> Note:
    """Return all that is said of the piece in a row."""
    return Note(
        digest=row["digest"],
        place=row["place"],
        favourite=bool(row["favourite"]),
        tags=rows.tags(connection, row["id"]),
        note=row["note"],
        alternative=row["alternative"],
    )


def catch_up(index: Index) -> None:
    """Take in what was said since: by a process that was killed, on another machine."""
    if index.fact(STAMP) != notes.stamp(index.root):
        with index.changing():
            taken_in(index)


def taken_in(index: Index, *, always: bool = False) -> Said | None:
    """Let the rows say what the notes say, inside a transaction; None if they did."""
    mark = notes.stamp(index.root)
    if index.fact(STAMP) == mark and not always:
        return None
    found = notes.read(index.root)
    connection = index.connection
    wanted = dict(_matched(connection, found))
    for row in connection.execute(MARKED).fetchall():
        wanted.setdefault(row["id"], Note(digest="", place=""))
    for number, note in wanted.items():
        rows.annotate(connection, number, note)
    connection.execute("DELETE FROM folders")
    pairs = list(found.folders.items())
    connection.executemany("INSERT INTO folders VALUES (?, ?)", pairs)
    index.put(STAMP, mark)
    return found


def _matched(
    connection: sqlite3.Connection,
    found: Said,
) -> Iterable[tuple[int, Note]]:
    """Yield each row with its note: that of its place, else of a file that moved."""
    asked = "SELECT id, digest, place FROM pieces WHERE digest = ? ORDER BY path"
    for digest, own in _by_digest(found).items():
        here = connection.execute(asked, (digest,)).fetchall()
        places = {row["place"] for row in here}
        moved = [note for note in own.values() if note.place not in places]
        for row in here:
            if row["place"] in own:
                yield row["id"], own[row["place"]]
            elif moved:
                yield row["id"], moved.pop()


def _by_digest(found: Said) -> dict[str, dict[str, Note]]:
    grouped: dict[str, dict[str, Note]] = {}
    for note in found.notes.values():
        grouped.setdefault(note.digest, {})[note.place] = note
    return grouped
