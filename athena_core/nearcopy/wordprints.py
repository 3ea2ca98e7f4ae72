"""The file of hashed runs: which works hold a run of seven words, and no word of them.

Layout of `words.bin`, numbers little-endian: the eight bytes `ATHENAW1`; three numbers
of 32 bits: works, pairs, and the bits by which pairs are sorted into shelves (8 or 16);
the first eight bytes of each work's SHA-256; where each shelf begins, and the end of
the last, 32 bits each; the rest of each pair's hash, sorted within its shelf; the
number of each pair's work, 16 bits (32 where there are more than 65,536 works).

So one run costs five bytes and is found by bisection, without reading the others.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from athena_core.errors import InputError
from athena_core.nearcopy.words import BYTES

MAGIC = b"ATHENAW1"
HEADER = struct.Struct("<8sIII")
KEY = 8
"""Bytes of a work's SHA-256 that name it; its ledger knows the others."""
MANY = 1 << 16
"""Pairs above which there are 65,536 shelves instead of 256, and works above which
their numbers take 32 bits."""
_NUMBER = 24
"""Bits of a work's number while pairs are gathered; a hash has the other 40."""


class Gathered:
    """Pairs of hash and work while they are gathered; eight bytes each."""

    def __init__(self) -> None:
        self.works: dict[bytes, int] = {}
        self._shelves = [array("Q") for _ in range(256)]

    def add(self, key: bytes, hashes: Iterable[int]) -> None:
        """Put down that a work, by the beginning of its hash, holds these runs."""
        number = self.works.setdefault(key, len(self.works))
        for one in hashes:
            self._shelves[one >> 32].append(one << _NUMBER | number)

    def join(self, other: WordPrints, without: frozenset[bytes] = frozenset()) -> None:
        """Add what another file holds, but for some works by their keys."""
        keys = [other.key(number) for number in range(other.works)]
        for key in keys:
            if key not in without:
                self.works.setdefault(key, len(self.works))
        for one, number in other.pairs():
            if keys[number] not in without:
                self.add(keys[number], (one,))

    def to_bytes(self) -> bytes:
        """Return the file; the same works in the same order give the same bytes."""
        self._shelves = [array("Q", sorted(set(shelf))) for shelf in self._shelves]
        count = sum(map(len, self._shelves))
        bits = 16 if count > MANY else 8
        rest, width = BYTES - bits // 8, _width(len(self.works))
        below, mask = 8 * rest, (1 << 8 * rest) - 1
        counts = array("L", bytes(array("L").itemsize << bits))
        hashes, numbers = bytearray(), bytearray()
        for pair in chain.from_iterable(self._shelves):
            one, number = pair >> _NUMBER, pair & ((1 << _NUMBER) - 1)
            counts[one >> below] += 1
            hashes += (one & mask).to_bytes(rest, "big")
            numbers += number.to_bytes(width, "little")
        head = HEADER.pack(MAGIC, len(self.works), count, bits)
        offsets = (n.to_bytes(4, "little") for n in accumulate(counts, initial=0))
        return b"".join((head, *self.works, *offsets, hashes, numbers))


class WordPrints:
    """A file of hashed runs, read where it is asked."""

    def __init__(self, data: bytes, name: str) -> None:
        """Take a file's bytes. Raises `InputError` naming it when it is no such file.

        What is read later is held against the length here, so that a damaged file
        cannot point outside itself.
        """
        self._data, self._name = data, name
        if len(data) < HEADER.size:
            raise self._damaged()
        magic, works, pairs, bits = HEADER.unpack_from(data)
        if magic != MAGIC or bits not in {8, 16}:
            raise self._damaged()
        self._rest, self._width = BYTES - bits // 8, _width(works)
        self.count, self.works = pairs, works
        self._shelves = HEADER.size + works * KEY
        self._hashes = self._shelves + 4 * ((1 << bits) + 1)
        self._numbers = self._hashes + pairs * self._rest
        if len(data) != self._numbers + pairs * self._width:
            raise self._damaged()

    def to_bytes(self) -> bytes:
        """Return the file."""
        return self._data

    def key(self, number: int) -> bytes:
        """Return the beginning of a work's SHA-256."""
        start = HEADER.size + number * KEY
        return self._data[start : start + KEY]

    def holding(self, one: int) -> list[int]:
        """Return the numbers of the works that hold a run, by its hash."""
        shelf, rest = divmod(one, 1 << 8 * self._rest)
        wanted = rest.to_bytes(self._rest, "big")
        first, end = self._offset(shelf), self._offset(shelf + 1)
        if not first <= end <= self.count:
            raise self._damaged()
        place = bisect_left(range(first, end), wanted, key=self._hash) + first
        found = []
        while place < end and self._hash(place) == wanted:
            found.append(self._number(place))
            place += 1
        return found

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield hash and work's number of every pair, in order."""
        shelf = 0
        for place in range(self.count):
            while self._offset(shelf + 1) <= place:
                shelf += 1
            rest = int.from_bytes(self._hash(place), "big")
            yield shelf << 8 * self._rest | rest, self._number(place)

    def _offset(self, shelf: int) -> int:
        start = self._shelves + 4 * shelf
        return int.from_bytes(self._data[start : start + 4], "little")

    def _hash(self, place: int) -> bytes:
        start = self._hashes + place * self._rest
        return self._data[start : start + self._rest]

    def _number(self, place: int) -> int:
        start = self._numbers + place * self._width
        number = int.from_bytes(self._data[start : start + self._width], "little")
        if number >= self.works:
            raise self._damaged()
        return number

    def _damaged(self) -> InputError:
        return InputError(
            f"{self._name} is no file of fingerprints, or it is damaged; make it anew "
            "with `athena models fingerprint`",
        )


def _width(works: int) -> int:
    return 2 if works <= MANY else 4
