"""The file of pictures' hashes, and how near a piece comes to one of them.

Layout of `pictures.bin`: the eight bytes `ATHENAP1`, the number of works in 32 bits,
little-endian; the first eight bytes of each work's SHA-256; 42 hashes of 64 bits of
each work, in the works' order (see `looks.of_work`). 344 bytes a work.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import xor

from athena_core.errors import InputError
from athena_core.nearcopy.looks import CROPS, KEPT
from athena_core.nearcopy.wordprints import KEY

MAGIC = b"ATHENAP1"
HEADER = struct.Struct("<8sI")


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest work, by the beginning of its SHA-256, and in how many bits."""

    key: bytes
    distance: int


class PicturePrints:
    """The hashes of pictures that a model learned from."""

    def __init__(self, looks: Mapping[bytes, Sequence[int]]) -> None:
        """Take 42 hashes of each work, by the beginning of its SHA-256."""
        self.keys = list(looks)
        self.hashes = array("Q", [one for each in looks.values() for one in each])
        starts = range(0, len(self.hashes), CROPS)
        self._ones = array("Q", [self.hashes[start] for start in starts])

    @classmethod
    def read(cls, data: bytes, name: str) -> PicturePrints:
        """Read a file's bytes. Raises `InputError` naming it when it is none."""
        if len(data) < HEADER.size:
            raise _damaged(name)
        magic, works = HEADER.unpack_from(data)
        first = HEADER.size + works * KEY
        if magic != MAGIC or len(data) != first + works * KEPT * 8:
            raise _damaged(name)
        hashes = array("Q")
        hashes.frombytes(data[first:])
        if sys.byteorder == "big":
            hashes.byteswap()
        keys = (data[HEADER.size + n * KEY :][:KEY] for n in range(works))
        return cls(
            {key: hashes[n * KEPT : (n + 1) * KEPT] for n, key in enumerate(keys)},
        )

    def to_bytes(self) -> bytes:
        """Return the file."""
        hashes = array("Q", self.hashes)
        if sys.byteorder == "big":
            hashes.byteswap()
        head = HEADER.pack(MAGIC, len(self.keys))
        return b"".join((head, *self.keys, hashes.tobytes()))

    def looks(self) -> dict[bytes, list[int]]:
        """Return the hashes of each work."""
        return {
            key: list(self.hashes[n * KEPT : (n + 1) * KEPT])
            for n, key in enumerate(self.keys)
        }

    def one_view(self, turns: Sequence[int]) -> Near | None:
        """Return the work whose own hash is nearest to a piece's; None without works.

        `turns` are the piece's hashes as `looks.of_piece` gives them.
        """
        return self._nearest(turns[:1], self._ones, len(self._ones))

    def views(self, turns: Sequence[int]) -> Near | None:
        """Return the work nearest in any of its views; about 5 ms for 600 works."""
        return self._nearest(turns, self.hashes, len(self.hashes))

    def _nearest(
        self,
        turns: Sequence[int],
        hashes: array[int],
        count: int,
    ) -> Near | None:
        if not count:
            return None
        apart = [list(map(int.bit_count, map(xor, hashes, repeat(t)))) for t in turns]
        least = min(map(min, apart))
        place = next(one.index(least) for one in apart if least in one)
        return Near(key=self.keys[place * len(self.keys) // count], distance=least)


def _damaged(name: str) -> InputError:
    return InputError(
        f"{name} is no file of fingerprints, or it is damaged; make it anew with "
        "`athena models fingerprint`",
    )
