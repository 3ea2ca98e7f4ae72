"""The hashes of a model's weights: of each file, and of the numbers alone.

A word changed in a safetensors file's header changes the file's hash and no number; so
both stand in a record. Layout: https://github.com/huggingface/safetensors#format
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

TRAINING = "training"
"""Files whose name begins so serve only to resume."""


def files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of weights, by its name."""
    return {
        path.name: _file(path, path.stat().st_mtime_ns) for path in _weights(folder)
    }


def tensors(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file's numbers, its header left out."""
    return {
        path.name: _data(path, path.stat().st_mtime_ns) for path in _weights(folder)
    }


def _weights(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.safetensors"))
    return [path for path in found if not path.name.startswith(TRAINING)]


# A run of a hundred pieces would else read the same megabytes a hundred times.
@functools.lru_cache(maxsize=16)
def _file(path: Path, changed: int) -> str:
    del changed
    return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.lru_cache(maxsize=16)
def _data(path: Path, changed: int) -> str:
    del changed
    with path.open("rb") as stream:
        header = int.from_bytes(stream.read(8), "little")
        stream.seek(8 + header)
        return hashlib.file_digest(stream, "sha256").hexdigest()
