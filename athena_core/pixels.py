"""Pictures decoded once into one raw file, to be mapped into memory by a painter.

The file holds N x side x side x 3 bytes: rows of pixels from the top, red, green, blue.
The core needs no numpy for it; with torch it is

    torch.from_file(str(pixels.path), size=pixels.size, dtype=torch.uint8)
    .view(pixels.shape)
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import tempfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from athena_core.errors import InputError, PictureError
from athena_core.files import read_json, write_json
from athena_core.pictures import Fit, decode, square, trim_margin
from athena_core.protocols import Progress, Skipped, Work

VERSION = 1
"""Counts up when the same file would decode to other pixels than before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pixels:
    """Decoded pictures on disk."""

    path: Path
    """Raw uint8, N x side x side x 3, C order."""
    side: int
    kept: tuple[int, ...]
    """For each row of the file, which of the works given it is."""
    skipped: tuple[Skipped, ...]
    """Works that did not decode, by id, with the reason."""

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """N, height, width, channels."""
        return len(self.kept), self.side, self.side, 3

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.kept) * self.side * self.side * 3

    def map(self) -> mmap.mmap:
        """Map the file into memory, read only; the caller closes it."""
        with self.path.open("rb") as stream:
            return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def pixel_array(
    works: Sequence[Work],
    folder: Path,
    *,
    side: int,
    fit: Fit = "crop",
    trim: bool = True,
) -> Pixels:
    """Decode works into `folder`, or find them there from an earlier time.

    `fit` is how a picture becomes a square (see `pictures.square`), `trim` whether a
    margin of paper is cut off first. The name of the file is a hash of the works' own
    hashes in their order and of these parameters. Raises `InputError` when not one of
    the works decodes.
    """
    steps = decode_pixels(works, folder, side=side, fit=fit, trim=trim)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            pixels: Pixels = end.value
            return pixels


def decode_pixels(
    works: Sequence[Work],
    folder: Path,
    *,
    side: int,
    fit: Fit = "crop",
    trim: bool = True,
) -> Generator[Progress, None, Pixels]:
    """Do what `pixel_array` does, a `Progress` for each work on the way.

    For a plugin's own stream of events: `pixels = yield from decode_pixels(...)`. When
    the pixels are there already, nothing is yielded. Closing it leaves no file behind.
    """
    key = _key(works, side, fit, trim)
    if (found := _find(folder, key, works)) is not None:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".writing-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            rows = yield from _write(stream, works, side, fit, trim)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(folder / f"{key}.u8")
    finally:
        temporary.unlink(missing_ok=True)
    parameters = {"version": VERSION, "side": side, "fit": fit, "trim": trim}
    about = {**parameters, **rows, "works": _manifest(works)}
    # written last: pixels without it count as not there
    write_json(folder / f"{key}.json", about)
    return _pixels(folder / f"{key}.u8", about, works)


def _write(
    stream: BinaryIO,
    works: Sequence[Work],
    side: int,
    fit: Fit,
    trim: bool,
) -> Generator[Progress, None, dict[str, Any]]:
    kept: list[int] = []
    skipped: list[tuple[int, str]] = []
    lasting = True
    for number, work in enumerate(works):
        try:
            stream.write(_row(work, side, fit, trim))
            kept.append(number)
        except PictureError as error:
            skipped.append((number, str(error)))
            lasting = lasting and not isinstance(error, _GoneError)
        yield Progress(done=number + 1, total=len(works))
    if not kept:
        first = f" ({works[0].id}: {skipped[0][1]})" if skipped else ""
        raise InputError(f"none of {len(works)} pictures could be decoded{first}")
    return {"kept": kept, "skipped": skipped, "lasting": lasting}


class _GoneError(PictureError):
    """A file that may be back next time, so the verdict is not for keeping."""


def _row(work: Work, side: int, fit: Fit, trim: bool) -> bytes:
    """Return one square picture as raw bytes; raises `PictureError`."""
    try:
        with work.open() as stream:
            data = stream.read()
    except OSError as error:
        raise _GoneError(f"it cannot be read: {error.strerror}") from None
    if hashlib.sha256(data).hexdigest() != work.sha256:
        raise _GoneError("it has changed since the dataset was listed")
    # twice the side is what a good resampling needs; a trimmed margin takes more
    image = decode(data, at_least=side * (4 if trim else 2))
    return square(trim_margin(image) if trim else image, side, fit).tobytes()


def _manifest(works: Sequence[Work]) -> list[dict[str, str]]:
    """Say what the file holds: when a work is taken back, it is deleted whole."""
    rights = (work.right.entry if work.right else "" for work in works)
    pairs = zip(works, rights, strict=True)
    return [{"sha256": work.sha256, "entry": entry} for work, entry in pairs]


def _key(works: Sequence[Work], side: int, fit: Fit, trim: bool) -> str:
    parameters = {"version": VERSION, "side": side, "fit": fit, "trim": trim}
    digest = hashlib.sha256(json.dumps(parameters, sort_keys=True).encode())
    for work in works:
        digest.update(f"\n{work.sha256}".encode())
    return digest.hexdigest()


def _find(folder: Path, key: str, works: Sequence[Work]) -> Pixels | None:
    """Return what an earlier run left, if it is whole."""
    try:
        about = read_json(folder / f"{key}.json")
        found = _pixels(folder / f"{key}.u8", about, works)
        says = len(about["works"]) == len(works)
        whole = says and about["lasting"] and found.path.stat().st_size == found.size
    except (InputError, OSError, LookupError, TypeError):
        return None
    return found if whole else None


def _pixels(path: Path, about: dict[str, Any], works: Sequence[Work]) -> Pixels:
    return Pixels(
        path=path,
        side=about["side"],
        kept=tuple(about["kept"]),
        skipped=tuple(
            Skipped(name=works[number].id, reason=reason)
            for number, reason in about["skipped"]
        ),
    )
