"""Every picture is looked at once: its hash, its kind, and whether it decodes.

What was found is kept in the cache folder by path, size and time, so that the second
run over a large collection reads names only. Several processes may use it at once; when
it cannot be read or written, everything is looked at again, and nothing else changes.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import PIL

from athena_core import PictureError, home, pictures, pixels_sha256

VERSION = f"2 Pillow {PIL.__version__}"
"""A look counts only for the rules and the decoder it was taken with."""
TABLE = """
create table if not exists looked (
    path blob, size integer, time integer, version text,
    sha256 text, content_sha256 text, media_type text, reason text,
    primary key (path)
) without rowid
"""
FIND = """
select sha256, content_sha256, media_type, reason from looked
where path = ? and size = ? and time = ? and version = ?
"""
KEEP = "insert or replace into looked values (?, ?, ?, ?, ?, ?, ?, ?)"
MAX_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a file of a picture is. With a reason, it is not usable."""

    sha256: str = ""
    content_sha256: str = ""
    """Of its pixels, by which the registry knows it in another file."""
    media_type: str = ""
    reason: str = ""


def look(file: Path) -> Look:
    """Read and decode a file. Raises `OSError` when it cannot be read."""
    data = file.read_bytes()
    try:
        media_type = pictures.media_type(data)
        # of all pixels, so decoded whole, which takes twice as long as a small one
        content_sha256 = pixels_sha256(pictures.decode(data))
    except PictureError as error:
        return Look(reason=str(error))
    sha256 = hashlib.sha256(data).hexdigest()
    return Look(sha256=sha256, content_sha256=content_sha256, media_type=media_type)


class Looks:
    """Looks taken now or on an earlier run; to be used in a `with`."""

    def __init__(self) -> None:
        self.file = home.cache() / "collections" / "looks.sqlite3"
        self.known: sqlite3.Connection | None = None
        self.new: list[tuple[str | int | bytes, ...]] = []

    def __enter__(self) -> Self:
        with suppress(OSError, sqlite3.Error):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            # autocommit, and nothing to lose: no waiting for the disk
            self.known = sqlite3.connect(self.file, timeout=10, isolation_level=None)
            self.known.execute("pragma synchronous = off")
            self.known.execute(TABLE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.known is not None:
            with closing(self.known):
                self._keep(self.known)

    def at(self, file: Path) -> Look:
        """Return what a file is; it is read anew only if it has changed."""
        try:
            stat = file.stat()
            if stat.st_size > MAX_BYTES:
                return Look(reason=f"it is larger than {MAX_BYTES >> 20} MB")
            path = os.fsencode(file.absolute())
            key = (path, stat.st_size, stat.st_mtime_ns, VERSION)
            if (earlier := self._earlier(key)) is not None:
                return earlier
            found = look(file)
        except OSError as error:
            return Look(reason=f"it cannot be read: {error.strerror}")
        hashes = found.sha256, found.content_sha256
        self.new.append((*key, *hashes, found.media_type, found.reason))
        return found

    def _earlier(self, key: tuple[bytes, int, int, str]) -> Look | None:
        if self.known is None:
            return None
        with suppress(sqlite3.Error):
            for sha256, content_sha256, media_type, reason in self.known.execute(
                FIND,
                key,
            ):
                return Look(
                    sha256=sha256,
                    content_sha256=content_sha256,
                    media_type=media_type,
                    reason=reason,
                )
        return None

    def _keep(self, known: sqlite3.Connection) -> None:
        try:
            known.execute("begin immediate")
            known.executemany(KEEP, self.new)
            known.execute("commit")
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                # not a database any more: the next run starts a new one
                self.file.unlink(missing_ok=True)
