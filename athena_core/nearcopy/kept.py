"""Fingerprints as they lie beside a model: one folder, a file a kind of works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from athena_core.errors import InputError
from athena_core.nearcopy.pictureprints import PicturePrints
from athena_core.nearcopy.wordprints import WordPrints

FOLDER = "fingerprints"
WORDS = "words.bin"
PICTURES = "pictures.bin"
CARD = "guard"
"""The card's field that holds limits, and how they were found."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Prints:
    """The fingerprints of a model's works; None where it learned from none of a kind.

    The core can't read works that are neither texts nor pictures.
    """

    words: WordPrints | None = None
    pictures: PicturePrints | None = None


def read(model: Path) -> Prints:
    """Read what lies in a model's folder, if anything.

    Raises `InputError` naming a file that is damaged.
    """
    return Prints(words=words(model), pictures=pictures(model))


def words(model: Path) -> WordPrints | None:
    """Read a model's hashed runs alone, if it brings any."""
    path = model / FOLDER / WORDS
    data = _bytes(path)
    return None if data is None else WordPrints(data, str(path))


def pictures(model: Path) -> PicturePrints | None:
    """Read a model's hashes of pictures alone, if it brings any."""
    path = model / FOLDER / PICTURES
    data = _bytes(path)
    return None if data is None else PicturePrints.read(data, str(path))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None


def files(prints: Prints) -> dict[str, bytes]:
    """Return the files to lie in a model's folder, by their path in it."""
    found = {}
    if prints.words is not None:
        found[f"{FOLDER}/{WORDS}"] = prints.words.to_bytes()
    if prints.pictures is not None:
        found[f"{FOLDER}/{PICTURES}"] = prints.pictures.to_bytes()
    return found
