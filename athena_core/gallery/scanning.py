"""The files of a gallery, as they lie there: pieces, their parts, and other things."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from athena_core.errors import InputError
from athena_core.files import WRITING
from athena_core.gallery import binning, moving, notes
from athena_core.gallery.belonging import by_name

RECORD = ".athena.json"
STALE = 3600
"""Seconds after which a file that was never finished is rubbish."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lying:
    """A file that may be a piece."""

    path: Path
    place: str = ""
    """Where it was before the bin."""
    binned: str = ""


@dataclass(kw_only=True, slots=True)
class Seen:
    """What a look at the folders gave."""

    files: list[Lying] = field(default_factory=list)
    orphans: int = 0
    """Records whose piece is not there."""
    broken: list[tuple[Path, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Folders that are not there now."""


def seen(root: Path, folders: dict[str, bool]) -> Seen:
    """Look at the gallery, its bin, and other folders; those below where `True`."""
    found = Seen()
    _walk(found, root, deep=True)
    for name, deep in folders.items():
        folder = Path(name)
        if not folder.is_dir():
            found.missing.append(name)
        elif not folder.is_relative_to(root):
            _walk(found, folder, deep=deep)
    for folder in _thrown(root):
        _of_bin(found, folder)
    return found


def _walk(found: Seen, folder: Path, *, deep: bool) -> None:
    for place, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if name[0] != ".") if deep else []
        for name in sorted(names):
            _file(found, Path(place, name))


def _file(found: Seen, path: Path) -> None:
    if path.name.startswith(".") or path.name == notes.FILE or not _there(path):
        return
    if path.name.endswith(RECORD):
        found.orphans += not path.with_name(path.name.removesuffix(RECORD)).exists()
    elif not _utf8(path):
        found.broken.append((path, "its name is not UTF-8; give it another"))
    elif not by_name(path):
        found.files.append(Lying(path=path))


def _there(path: Path) -> bool:
    """Whether it is a file: reading a pipe would wait for ever."""
    try:
        return path.is_file()
    except OSError:
        return False


def _utf8(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _thrown(root: Path) -> Iterator[Path]:
    """Yield the folders of the bin, the oldest first."""
    if moving.folder(root).is_dir():
        inside = sorted(moving.folder(root).iterdir())
        yield from (one for one in inside if one.is_dir() and one.name[0] != ".")


def _of_bin(found: Seen, folder: Path) -> None:
    try:
        place, name = binning.binned(folder)
    except InputError as error:
        if not folder.is_dir():
            return
        found.broken.append((folder, str(error)))
        return
    path = folder / name
    if not path.is_file():
        # alone, the word on its piece is one of a piece that is just coming or going
        if not moving.alone(folder):
            found.broken.append((folder, f"{name} is not in it"))
        return
    found.files.append(Lying(path=path, place=place, binned=folder.name))


def swept(root: Path) -> int:
    """Take away what kills left unfinished an hour ago or more; returns how many.

    No piece is among them: none has such a name.
    """
    rubbish = [*root.rglob(f"{WRITING}*"), *moving.folder(root).glob(f"{moving.GONE}*")]
    old = [one for one in rubbish if time.time() - one.lstat().st_mtime > STALE]
    for one in old:
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)
    return len(old)
