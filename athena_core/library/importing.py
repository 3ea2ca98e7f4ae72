"""A model from a folder, as `athena models export` writes it, taken into the library.

Every file is looked at before any is copied: weights are safetensors, words are JSON,
and what could hold code is refused.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from athena_core import files
from athena_core.errors import InputError, RefusedError
from athena_core.library import home, models
from athena_core.protocols import Model

WEIGHTS, JSON = ".safetensors", ".json"
HARMLESS = frozenset({WEIGHTS, JSON, ".md", ".txt", ".png"})
PRINTS = "fingerprints"
"""The folder of hashes of works, whose files end with `.bin` and hold no code."""
LARGEST_HEAD = 100_000_000
"""Bytes of a safetensors header, as its own reader has it."""
LARGEST_JSON = 200_000_000


def take(folder: Path, name: str = "") -> Model:
    """Copy the model in a folder into the library, whole, and return it.

    Raises `InputError` when it is no model or its name is taken, `RefusedError` naming
    a file that a model has no use for or that is not what it says.
    """
    card = files.read_json(folder / models.CARD)
    called = models.check_name(name or models.slug(folder.resolve().name))
    if models.checkpoints(called):
        raise InputError(f"there is a model {called!r}; give this one another --name")
    found = list(_looked_at(folder))
    step = card.get("step", 0)
    if not isinstance(step, int) or not 0 <= step < 10**8:
        raise InputError(f"{folder / models.CARD}: step {step!r} is no step")
    place = home.models() / called / f"{step:08d}"
    incoming = place.with_name(f".incoming-{os.getpid()}-{step}")
    try:
        for path in found:
            target = incoming / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        models.read(incoming, called)
        incoming.rename(place)
    except OSError as error:
        raise InputError(f"{place} cannot be written: {error.strerror}") from None
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    return models.read(place, called)


def _looked_at(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, each of which is what it says."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise RefusedError(f"{path} is a link; a model's files lie in its folder")
        if path.is_dir():
            continue
        printed = path.suffix == ".bin" and path.parent == folder / PRINTS
        if path.suffix not in HARMLESS and not printed:
            raise RefusedError(
                f"{path} is nothing a model needs (safetensors, JSON); a file of "
                "another kind can hold code",
            )
        if path.suffix == WEIGHTS:
            _weights(path)
        elif path.suffix == JSON:
            _json(path)
        yield path


def _json(path: Path) -> None:
    if path.stat().st_size > LARGEST_JSON:
        raise RefusedError(f"{path} has more than {LARGEST_JSON:,} bytes")
    files.read_json(path)


def _weights(path: Path) -> None:
    """Raise `RefusedError` when a file is no safetensors.

    Layout: https://github.com/huggingface/safetensors#format
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        fits = len(b"{}") <= length <= min(size - 8, LARGEST_HEAD)
        head = stream.read(length) if fits else b""
    try:
        found = json.loads(head)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise RefusedError(f"{path} is no safetensors file")
