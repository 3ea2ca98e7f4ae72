"""Asking the index: words by full text, artists by the names of today, and filters.

The index keeps no name of an artist who may be living, only the id; so a name of today
finds a piece, and a former one does not.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from athena_core.consent.names import NAMELESS, shown
from athena_core.gallery.exhibit import SHORT, Exhibit, exhibit
from athena_core.gallery.index import Index
from athena_core.gallery.query import Query
from athena_core.gallery.schema import COLUMNS
from athena_core.text import folded

ID = re.compile(f"[0-9a-f]{{{SHORT},64}}")
"""An id as it is shown, or more of it; less would be found in any number."""
Clause = tuple[str, list[str]]
"""A condition in SQL, and the values for its question marks."""
ROWS = (
    "SELECT p.*, s.credit, (SELECT group_concat(t.tag, char(10)) FROM tags t "
    "WHERE t.piece = p.id) AS tags "
    "FROM pieces p JOIN sources s ON s.id = p.source WHERE "
)
"""What an exhibit is read from; a condition follows."""
NEWEST = " ORDER BY p.made_on DESC, p.path DESC LIMIT ? OFFSET ?"
MATCH = "p.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
EACH = " OR ".join(f"' ' || {name} LIKE ? ESCAPE '\\'" for name in COLUMNS)
LIKE = f"p.id IN (SELECT rowid FROM words WHERE {EACH})"  # noqa: S608 - our columns
TAGGED = "p.id IN (SELECT piece FROM tags WHERE tag IN ({}))"
MODEL = "(p.model = ? OR p.generator = ? OR p.generator LIKE '%/' || ? ESCAPE '\\')"


def search(
    index: Index,
    query: Query,
    *,
    limit: int = -1,
    offset: int = 0,
) -> list[Exhibit]:
    """Return the pieces that a question means, the newest first."""
    condition, values = _clauses(index, query)
    asked = ROWS + condition + NEWEST
    found = index.connection.execute(asked, [*values, limit, offset])
    return [exhibit(row, index.root) for row in found]


def count(index: Index, query: Query) -> int:
    """Return how many pieces a question means."""
    condition, values = _clauses(index, query)
    asked = f"SELECT count(*) FROM pieces p WHERE {condition}"  # noqa: S608 - ours
    [found] = index.connection.execute(asked, values).fetchone()
    return int(found)


def _clauses(index: Index, query: Query) -> Clause:
    pairs = [*_filters(query), *_tags(index, query), *_words(index, query)]
    condition = " AND ".join(condition for condition, _ in pairs)
    return condition, [value for _, values in pairs for value in values]


def _filters(query: Query) -> Iterator[Clause]:
    yield ("p.binned <> ''" if query.binned else "p.binned = ''"), []
    if query.kind:
        yield "(p.kind = ? OR p.operation = ?)", [query.kind] * 2
    if query.model:
        name = query.model
        yield MODEL, [name, name, _literal(name)]
    if query.seed:
        yield "p.seed = ?", [query.seed]
    if query.favourite:
        yield "p.favourite", []
    if query.since:
        yield "p.made_on >= ?", [query.since.isoformat()]
    if query.until:
        yield "substr(p.made_on, 1, 10) <= ?", [query.until.isoformat()]


def _tags(index: Index, query: Query) -> Iterator[Clause]:
    """Yield a condition a tag, however it was written."""
    asked = "SELECT DISTINCT tag FROM tags"
    known = (
        [row["tag"] for row in index.connection.execute(asked)] if query.tags else []
    )
    for tag in query.tags:
        same = [one for one in known if folded(one) == folded(tag)]
        yield TAGGED.format(_marks(same)), same


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _words(index: Index, query: Query) -> Iterator[Clause]:
    """Yield a condition a word: it is in the piece's words, or in an artist's name."""
    artists = _artists(index) if query.words else []
    full_text = index.fact("words") == "fts5"
    for word in query.words:
        if full_text and not _unspaced(word):
            condition, values = MATCH, [f'"{word}"*']
        else:
            begins = "" if _unspaced(word) else " "
            condition = LIKE
            values = [f"%{begins}{_literal(word)}%"] * len(COLUMNS)
        sources = [str(number) for number, names in artists if _is_in(word, names)]
        if sources:
            condition = f"({condition} OR p.source IN ({_marks(sources)}))"
        if ID.fullmatch(word):
            condition = f"({condition} OR (p.digest >= ? AND p.digest < ?))"
            sources += [word, f"{word}g"]
        yield condition, values + sources


def _is_in(word: str, names: str) -> bool:
    return f" {word}" in names or (" " in word and f"|{word}" in names)


def _unspaced(word: str) -> bool:
    """Whether the word is of a script that may write words without blanks between.

    The full text knows words by their ends, so there it is looked for in the middle.
    """
    return any(unicodedata.category(letter) == "Lo" for letter in word)


def _literal(word: str) -> str:
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return word


def _artists(index: Index) -> list[tuple[int, str]]:
    """Return who is behind the pieces of each source: names of today, and ids."""
    found = index.connection.execute("SELECT id, artists FROM sources").fetchall()
    return [(row["id"], _named(json.loads(row["artists"]))) for row in found]


def _named(artists: list[str]) -> str:
    """Return all names, each after a blank; an id is found whole, and by no part."""
    ids = [one for one in artists if NAMELESS.fullmatch(one)]
    names = [shown(one) for one in artists]
    known = [name for name in names if not NAMELESS.fullmatch(name)]
    return "".join(f" {folded(name)}" for name in known) + "".join(
        f" {folded(one)}".replace(" artist ", "|artist ") for one in ids
    )
