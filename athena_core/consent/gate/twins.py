"""Works of which the perceptual hashes are so near that a human should look.

A near hash proves nothing: two photographs of one statue have it too. It is a hint on
the way to a person, never a refusal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

WIDTH = 64
LIMIT = 4
"""Of 63 bits. None of the 1.2 million pairs of different works that were tried came so
near; what was saved anew, made smaller or blurred did."""

Twin = tuple[str, str, int]
"""Two names in order, and in how many bits their hashes differ."""


def near(hashes: Mapping[str, int], limit: int = LIMIT) -> list[Twin]:
    """Return all pairs of hashes that differ in at most `limit` bits, nearest first.

    Of `limit` + 1 bands of bits, two such hashes have at least one in common (there are
    more bands than differences), so only names that share a band are compared: some
    four pairs a name among 10,000 unlike hashes, instead of 5,000.
    """
    pairs = (
        # what phash.distance says, without loading Pillow for it
        (one, other, (hashes[one] ^ hashes[other]).bit_count())
        for one, other in _sharing(hashes, limit + 1)
    )
    return sorted(
        (pair for pair in pairs if pair[2] <= limit),
        key=lambda pair: (pair[2], pair[:2]),
    )


def _sharing(hashes: Mapping[str, int], bands: int) -> set[tuple[str, str]]:
    """Return the pairs of names, each in order, whose hashes share a band."""
    return {
        pair
        for mask in _masks(bands)
        for names in _alike(hashes, mask)
        for pair in combinations(names, 2)
    }


def _masks(bands: int) -> Iterator[int]:
    """Yield masks that split 64 bits evenly; a band takes each `bands`th bit.

    Neighbouring frequencies of a picture go together, so bands of neighbours would hold
    less and let more pairs through.
    """
    for band in range(min(bands, WIDTH)):
        yield sum(1 << bit for bit in range(band, WIDTH, bands))


def _alike(hashes: Mapping[str, int], mask: int) -> Iterable[list[str]]:
    groups: dict[int, list[str]] = defaultdict(list)
    for name in sorted(hashes):
        groups[hashes[name] & mask].append(name)
    return groups.values()
