"""Files that are never half-written, and JSON as the project writes it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from athena_core.errors import InputError


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole: under a temporary name, flushed, then put in place.

    A kill at any moment leaves the old file, or none. Raises `InputError` when the
    folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def dumps(value: Any) -> bytes:
    """Return JSON for people and machines: sorted keys, two spaces, UTF-8, one LF."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
    return (text + "\n").encode()


def write_json(path: Path, value: Any) -> None:
    """Write JSON whole."""
    write_bytes(path, dumps(value))


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
