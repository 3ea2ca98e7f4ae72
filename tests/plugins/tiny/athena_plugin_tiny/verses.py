"""A dataset of one text file; each line is a work, `title: words`."""

import hashlib
import io
from collections.abc import Iterator
from functools import partial

from athena_core import InputError, Right, Skipped, Work
from athena_plugin_tiny.params import VersesParams


class Verses:
    """Reads the lines anew each time it is asked."""

    def __init__(self, params: VersesParams) -> None:
        if not params.source.is_file():
            raise InputError(f"{params.source} is no file; name a text file")
        self._params = params

    def works(self) -> Iterator[Work | Skipped]:
        lines = self._params.source.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            title, colon, words = line.partition(": ")
            if not colon:
                yield Skipped(name=f"line {number}", reason="it has no title")
                continue
            data = f"{words}\n".encode()
            yield Work(
                id=f"line-{number}",
                title=title,
                maker=title.title(),
                year=None,
                media_type="text/plain",
                sha256=hashlib.sha256(data).hexdigest(),
                right=self._right(),
                labels=(f"tag:{title}",),
                open=partial(io.BytesIO, data),
            )

    def _right(self) -> Right | None:
        stated = self._params.right
        if not stated:
            return None
        if stated in ("own", "public-domain"):
            return Right(
                basis="own" if stated == "own" else "public-domain",
                because=self._params.because,
            )
        return Right(
            basis="open-licence",
            because=self._params.because,
            licence=stated,
        )
