"""Where an entry's file lies, and how new files are put down: all of them, or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from athena_core.consent import reading
from athena_core.consent.entry import Entry
from athena_core.consent.index import FOLDERS
from athena_core.consent.names import NAMELESS
from athena_core.errors import InputError, NotFoundError

SECRET = 0o600
PUBLIC = 0o644


def located(folder: Path, identifier: str) -> Path:
    """Return the file of an entry. Raises `NotFoundError` naming the folder."""
    for name in FOLDERS:
        path = folder / name / f"{identifier}.toml"
        if path.is_file() and not path.is_symlink():
            return path
    if not folder.is_dir():
        raise NotFoundError(
            f"there is no registry in {folder}; an entry is changed in a checkout of "
            "the project, which --folder names",
        )
    hint = "" if NAMELESS.fullmatch(identifier) else "; `athena registry list` has ids"
    raise NotFoundError(f"{folder} has no entry {identifier!r}{hint}")


def read(path: Path) -> tuple[bytes, Entry]:
    """Return an entry's file and what it says.

    Raises `InputError` when it can't be read, `EntryError` when it is no entry.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}") from None
    return data, reading.read(data, path.stem)


def put_new(files: Mapping[Path, bytes], *, mode: int = PUBLIC) -> None:
    """Write files that must not exist yet; at the first failure take all back.

    Raises `InputError` naming the file.
    """
    done: list[Path] = []
    try:
        for path, data in files.items():
            _put(path, data, mode)
            done.append(path)
    except OSError as error:
        _take_back(done)
        reason = (
            "it exists already, and nothing is ever overwritten"
            if isinstance(error, FileExistsError)
            else error.strerror
        )
        raise InputError(f"{path} can't be written: {reason}") from None
    except BaseException:
        _take_back(done)
        raise


def _put(path: Path, data: bytes, mode: int) -> None:
    """Write a file whole under a name of its own, then link it in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        os.link(temporary, path)  # unlike a rename, it fails where something lies
    finally:
        temporary.unlink(missing_ok=True)


def _take_back(done: list[Path]) -> None:
    for path in done:
        path.unlink(missing_ok=True)


def repository(folder: Path) -> Path:
    """Return the outermost folder that is published together with a registry's."""
    whole = folder.resolve()
    roots = (one for one in (whole, *whole.parents) if (one / ".git").exists())
    return next(roots, whole)
