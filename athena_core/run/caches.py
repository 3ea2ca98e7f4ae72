"""What lies in the cache, and which works it says that it holds.

A cache is one file a work, or holds many and is deleted whole when one of them is taken
back. What it holds stands in a manifest: a JSON file of the same stem whose `works` are
lines with `sha256` and `entry`, or the hashes in the rows of a SQLite file.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from athena_core import files
from athena_core.errors import InputError
from athena_core.library import home

OURS = frozenset({"outcomes", "specs"})
"""Folders of the cache that hold nothing of works."""
ONE_A_WORK = frozenset({".jpeg", ".jpg", ".png", ".txt", ".webp"})
"""Endings of a file that may be called by its work's hash."""
DIGITS = 64
HASH = re.compile(r"[0-9a-f]{64}")
RUN = re.compile(rb"[0-9a-f]{64,}")
SQLITE = b"SQLite format 3\x00"


def caches() -> list[list[Path]]:
    """Return the files of each cache: those of one folder with one stem."""
    grouped: defaultdict[tuple[Path, str], list[Path]] = defaultdict(list)
    for path in walk():
        grouped[path.parent, path.name.lstrip(".").partition(".")[0]].append(path)
    return list(grouped.values())


def walk() -> Iterator[Path]:
    """Yield the files of the cache that may hold something of works."""
    root = home.cache()
    for path in sorted(root.rglob("*")):
        ours = path.relative_to(root).parts[0] in OURS
        if path.is_file() and not path.is_symlink() and not ours:
            yield path


def samples() -> Iterator[Path]:
    """Yield what models made on the way; a plugin may have shown a work there."""
    for path in sorted(home.models().glob("*/samples/*")):
        if path.is_file() and not path.is_symlink():
            yield path


def manifest(cache: list[Path]) -> dict[str, str] | None:
    """Return the works a cache says it holds, by hash, each with its entry or ''.

    None when it says nothing.
    """
    said = [claims for path in cache if (claims := _claims(path)) is not None]
    if not said:
        return None
    return {sha256: entry for claims in said for sha256, entry in claims}


def _claims(path: Path) -> list[tuple[str, str]] | None:
    """Return hashes and entries of the works a file says it holds, or None."""
    if path.suffix in ONE_A_WORK and HASH.fullmatch(path.stem):
        return [(path.stem, "")]
    if path.suffix == ".json":
        return _listed(path)
    with path.open("rb") as stream:
        return _rows(path) if stream.read(len(SQLITE)) == SQLITE else None


def _listed(path: Path) -> list[tuple[str, str]] | None:
    with contextlib.suppress(InputError, LookupError, TypeError, AttributeError):
        works = files.read_json(path)["works"]
        return [(str(one["sha256"]), str(one.get("entry", ""))) for one in works]
    return None


def _rows(path: Path) -> list[tuple[str, str]] | None:
    """Return the hashes in a database: every text that is one."""
    tables = "select name from sqlite_master where type = 'table'"
    with contextlib.suppress(sqlite3.Error):
        known = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        with contextlib.closing(known):
            names = [str(name).replace('"', '""') for (name,) in known.execute(tables)]
            rows = (
                row
                for name in names
                for row in known.execute(f'select * from "{name}"')  # noqa: S608 - quoted
            )
            return [(one, "") for row in rows for one in row if _is_hash(one)]
    return None


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and bool(HASH.fullmatch(value))


def digest(path: Path) -> str:
    """Return a file's SHA-256."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def names(path: Path, hashes: frozenset[str]) -> bool:
    """Whether one of the hashes stands in a file, wherever."""
    if not path.stat().st_size:
        return False
    with (
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        for run in RUN.finditer(data):
            text = run[0].decode()
            windows = range(len(text) - DIGITS + 1)
            if any(text[at : at + DIGITS] in hashes for at in windows):
                return True
    return False
