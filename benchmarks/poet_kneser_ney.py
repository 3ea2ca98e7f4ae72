"""A 5-gram with interpolated modified Kneser-Ney smoothing, in numpy.

Chen and Goodman 1999, section 4.1.6: three discounts an order, estimated from counts of
counts; lower orders count the different words that come before. Poems are independent:
no n-gram crosses from one into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class _Order:
    """What one order knows; `keys` are sorted, and an n-gram's id is its place."""

    keys: Ids
    discounted: Reals
    total: Reals
    backoff: Reals


class KneserNey:
    """An n-gram model over token ids; a poem is a list that begins with its START."""

    def __init__(
        self, poems: Sequence[Sequence[int]], size: int, order: int = 5
    ) -> None:
        self.size = size
        self.orders: list[_Order] = []
        tokens, places = _joined(poems)
        grams = _grams(tokens, places, size, order)
        for k in range(1, order + 1):
            self.orders.append(self._learn(grams, k, order))

    def _learn(self, grams: list[_Grams], k: int, order: int) -> _Order:
        own = grams[k - 1]
        counts: Reals = own.counts.astype(np.float64)
        if k < order:
            kinds = np.bincount(grams[k].suffixes, minlength=len(own.keys))
            counts = np.where(own.initial, counts, kinds.astype(np.float64))
        if k == 1:
            counts = np.where(own.initial, 0.0, counts)
        discounts = _discounts(counts)
        step = discounts[np.minimum(counts, 3).astype(np.int64)]
        parents = 1 if k == 1 else len(grams[k - 2].keys)
        prefixes = np.zeros(len(own.keys), np.int64) if k == 1 else own.prefixes
        total = np.asarray(np.bincount(prefixes, counts, parents), np.float64)
        freed = np.bincount(prefixes, step, parents)
        safe = np.maximum(total, 1e-300)
        discounted = np.maximum(counts - step, 0) / safe[prefixes]
        return _Order(own.keys, discounted, total, freed / safe)

    def bits(self, poem: Sequence[int]) -> Reals:
        """Return -log2 p for every token after the first."""
        tokens = np.asarray(poem, np.int64)
        count = len(tokens)
        probability = np.full(count, 1.0 / (self.size - 1))
        contexts = np.zeros(count, np.int64)
        for k, order in enumerate(self.orders, start=1):
            found = _look_up(order.keys, contexts * self.size + tokens, contexts >= 0)
            usable = (contexts >= 0) & (np.arange(count) >= k - 1)
            usable &= order.total[np.maximum(contexts, 0)] > 0
            seen = np.where(found >= 0, order.discounted[np.maximum(found, 0)], 0.0)
            mixed = seen + order.backoff[np.maximum(contexts, 0)] * probability
            probability = np.where(usable, mixed, probability)
            contexts = np.concatenate([[-1], found[:-1]])
        return np.asarray(-np.log2(probability[1:]), np.float64)


@dataclass(frozen=True)
class _Grams:
    keys: Ids
    counts: Ids
    prefixes: Ids
    suffixes: Ids
    initial: NDArray[np.bool_]


def _joined(poems: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    tokens = np.concatenate([np.asarray(poem, np.int64) for poem in poems])
    places = np.concatenate([np.arange(len(poem)) for poem in poems])
    return tokens, places


def _grams(tokens: Ids, places: Ids, size: int, order: int) -> list[_Grams]:
    """Give each n-gram of an order its place among the sorted keys as its id."""
    result = []
    previous = np.zeros(len(tokens), np.int64)
    for k in range(1, order + 1):
        here = places >= k - 1
        before = np.concatenate([[0], previous[:-1]]) if k > 1 else previous
        raw = before * size + tokens
        keys, first, inverse, counts = np.unique(
            raw[here], return_index=True, return_inverse=True, return_counts=True
        )
        where = np.flatnonzero(here)[first]
        initial = np.asarray([False] * len(keys))
        np.logical_or.at(initial, inverse, (places == k - 1)[here])
        result.append(_Grams(keys, counts, keys // size, previous[where], initial))
        ids = np.zeros(len(tokens), np.int64)
        ids[here] = inverse
        previous = ids
    return result


def _discounts(counts: Reals) -> Reals:
    """D(1), D(2) and D(3 or more); D(0) is nothing."""
    n = [float(np.sum(counts == value)) for value in range(1, 5)]
    if min(n) == 0:
        return np.asarray([0.0, 0.5, 0.75, 0.9])
    y = n[0] / (n[0] + 2 * n[1])
    found = [k + 1 - (k + 2) * y * n[k + 1] / n[k] for k in range(3)]
    return np.asarray(
        [0.0, *(min(max(d, 0.05), k + 0.95) for k, d in enumerate(found))]
    )


def _look_up(keys: Ids, wanted: Ids, valid: NDArray[np.bool_]) -> Ids:
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(valid & (keys[places] == wanted), places, -1)
