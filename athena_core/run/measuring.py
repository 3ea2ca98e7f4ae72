"""A work's file, measured for the registry: what it is, and the hashes it goes by."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

from athena_core import phash, pictures, text
from athena_core.consent.doors.drafts import Measured
from athena_core.errors import InputError, PictureError
from athena_core.provenance.content import content

LARGEST = 200_000_000
"""Bytes of a work's file."""
TAKEN = ("image/png", "image/jpeg", "image/webp")
TEXTS = (".txt", ".md", "")


def measured(path: Path) -> Measured:
    """Measure a picture or a poem; of what kind it is, its bytes tell.

    A poem is hashed in its canonical form, so that line ends and blanks at the end of a
    line make no other work of it. Raises `InputError` naming the file.
    """
    data = _read(path)
    try:
        media_type = pictures.media_type(data)
    except PictureError as error:
        if path.suffix.lower() not in TEXTS:
            raise InputError(f"{path} can't be entered: {error}") from None
        return _poem(path, data)
    if media_type not in TAKEN:
        raise InputError(f"{path} is {media_type}; save it as PNG, JPEG or WebP")
    return _picture(path, data, media_type)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}") from None


def _picture(path: Path, data: bytes, media_type: str) -> Measured:
    try:
        known = content(media_type, data)["sha256"]
        near = phash.phash(pictures.decode(data, max_aspect=math.inf))
    except PictureError as error:
        raise InputError(f"{path} can't be entered: {error}") from None
    return Measured(
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        content_sha256=known,
        phash=phash.to_text(near),
    )


def _poem(path: Path, data: bytes) -> Measured:
    try:
        whole = text.canonical(data.decode()).encode()
    except UnicodeDecodeError:
        raise InputError(f"{path} is neither a picture nor text in UTF-8") from None
    if not whole:
        raise InputError(f"{path} has no words in it")
    return Measured("text/plain", hashlib.sha256(whole).hexdigest(), len(whole))
