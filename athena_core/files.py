"""Files that are never half-written, and JSON as the project writes it."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from athena_core.errors import InputError

WRITING = ".writing-"
"""How the name of a file begins that is not whole yet."""


def write_bytes(path: Path, data: bytes, *, new: bool = False) -> None:
    """Write a file whole: under a temporary name, flushed, then put in place.

    A kill at any moment leaves the old file, or none. Raises `InputError` when the
    folder cannot be written; with `new`, `FileExistsError` when the name is taken, and
    of two processes that want one name only one gets it.
    """
    try:
        descriptor, name = _temporary(path.parent)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        if new:
            move_new(temporary, path)
        else:
            temporary.replace(path)
    except FileExistsError:
        temporary.unlink(missing_ok=True)
        raise
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _temporary(folder: Path) -> tuple[int, str]:
    """Open a new file in a folder, which is made where it is not."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return tempfile.mkstemp(dir=folder, prefix=WRITING)
    except FileNotFoundError:
        # it was empty, and another process took it away in between
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.mkstemp(dir=folder, prefix=WRITING)


def move_new(source: Path, target: Path) -> None:
    """Give a file another name on its file system, or raise `FileExistsError`.

    A second name is made and the first taken away, since a rename would replace what
    has the name. Where there are no second names (FAT) there is a moment between look
    and rename.
    """
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno in {errno.EEXIST, errno.EXDEV, errno.ENOENT}:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "it is there", str(target)) from None
        source.rename(target)
    else:
        source.unlink()


def dumps(value: Any) -> bytes:
    """Return JSON for people and machines: sorted keys, two spaces, UTF-8, one LF."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return (text + "\n").encode()


def write_json(path: Path, value: Any, *, new: bool = False) -> None:
    """Write JSON whole. Raises as `write_bytes` does."""
    write_bytes(path, dumps(value), new=new)


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises `InputError` naming the file when it is missing or not an object.
    """
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{path} is missing") from None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path} is not readable JSON: {error}") from None
    if not isinstance(value, Mapping):
        raise InputError(f"{path} holds no JSON object")
    return dict(value)
