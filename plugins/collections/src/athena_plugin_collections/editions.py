"""Which of a book's files to read: Project Gutenberg keeps several of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from athena_core import Skipped
from athena_plugin_collections.files import Files

NUMBERED = re.compile(r"(?:pg)?(?P<book>\d+)(?P<kind>-0|-8)?")
BEST_FIRST = ("-0", "-8", "")
"""UTF-8 with all its letters, then Latin-1, then ASCII, in which accents are lost."""


def editions(files: Files) -> Iterator[tuple[str, Path] | Skipped]:
    """Yield one file of each book, the best; name the others and why not.

    Files in a folder `old` are earlier editions under other headers, never read.
    """
    best: dict[tuple[PurePosixPath, str], str] = {}
    named = dict(files.named())
    for name in named:
        if (book := _book(name)) and _rank(name) < _rank(best.get(book, "")):
            best[book] = name
    for name, file in named.items():
        if "old" in PurePosixPath(name).parts[:-1]:
            yield Skipped(name=name, reason="folders called old hold earlier editions")
        elif (book := _book(name)) and best[book] != name:
            yield Skipped(name=name, reason=f"{best[book]} is the same book, better")
        else:
            yield name, file


def _book(name: str) -> tuple[PurePosixPath, str] | None:
    path = PurePosixPath(name)
    found = NUMBERED.fullmatch(path.stem)
    if found is None or "old" in path.parts[:-1]:
        return None
    return path.parent, found["book"]


def _rank(name: str) -> int:
    found = NUMBERED.fullmatch(PurePosixPath(name).stem)
    return BEST_FIRST.index(found["kind"] or "") if found else len(BEST_FIRST)
