"""Files of a collection, in a steady order, without what systems leave about."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from athena_core import InputError, Skipped

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff"})
TEXTS = frozenset({".txt", ".jsonl", ".csv"})
RUBBISH = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
RECORDS = frozenset({"works.csv", "rights.toml"})
ABOUT = frozenset(
    {
        "changelog",
        "content_notes",
        "copying",
        "credits",
        "licence",
        "license",
        "notice",
        "readme",
        "sources",
    },
)
"""Names of texts that tell of a collection and are no works of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """Files of the wanted kinds under a folder, sorted by name."""

    root: Path
    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()

    def named(self) -> Iterator[tuple[str, Path]]:
        """Yield each file with its name in the collection: its path from the root."""
        for file in self.files:
            yield name_in(self.root, file), file


def name_in(root: Path, file: Path) -> str:
    """Return the path of a file from its root as text: `/`, NFC, always printable."""
    path = file.relative_to(root).as_posix()
    printable = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", printable)


def files_under(source: Path, kinds: AbstractSet[str]) -> Files:
    """Find the files of some kinds, in a folder and all folders in it, or one file.

    Hidden files and what macOS and Windows leave about are passed over; generated
    covers and texts about the collection are skipped by name. Raises `InputError` when
    the source does not exist or holds no such file.
    """
    source = source.expanduser()
    if source.is_file():
        if source.suffix.lower() not in kinds:
            raise InputError(f"{source} does not end in {_list(kinds)}")
        return Files(root=source.parent, files=(source,))
    if not source.is_dir():
        raise InputError(f"{source} does not exist: name a folder or a file")
    skipped: list[Skipped] = []
    found = list(_walk(source, kinds, skipped))
    found.sort(key=lambda file: name_in(source, file))
    if not found and not skipped:
        raise InputError(f"{source} holds no file that ends in {_list(kinds)}")
    return Files(root=source, files=tuple(found), skipped=tuple(skipped))


def _list(kinds: AbstractSet[str]) -> str:
    return ", ".join(sorted(kinds))


def _walk(
    root: Path, kinds: AbstractSet[str], skipped: list[Skipped]
) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        name = name_in(root, Path(error.filename))
        reason = f"the folder cannot be opened: {error.strerror}"
        skipped.append(Skipped(name=name, reason=reason))

    seen: set[str] = set()
    for folder, folders, names in os.walk(root, onerror=closed):
        folders[:] = sorted(name for name in folders if _is_wanted(name))
        for name in sorted(names):
            file = Path(folder, name)
            if not _is_wanted(name) or file.suffix.lower() not in kinds:
                continue
            called = name_in(root, file)
            if reason := _not_a_work(file) or (called in seen and "a name met twice"):
                skipped.append(Skipped(name=called, reason=reason))
                continue
            seen.add(called)
            yield file


def _is_wanted(name: str) -> bool:
    low = name.lower()
    return not (low.startswith(".") or low in RUBBISH or low in RECORDS)


def _not_a_work(file: Path) -> str:
    """Return why a file is no work, going by its name alone, or nothing."""
    if file.name.lower() == "cover.png":
        return "GITenberg's machine-made covers have this name; rename it if it is none"
    if file.suffix.lower() == ".txt" and file.stem.lower() in ABOUT:
        return "by its name it tells of the collection and is no work of it"
    return ""
