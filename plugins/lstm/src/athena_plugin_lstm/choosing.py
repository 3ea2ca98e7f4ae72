"""How the next piece is chosen from the scores of the model."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

NEGLIGIBLE = 1e-4
"""Weight beside the likeliest piece's below which a piece is left unsorted."""
REMEMBERED = 120
"""Pieces that repetition control looks back on: about a dozen lines."""


def weaken_repeated(
    scores: Reals,
    written: Sequence[int],
    weight: Reals,
    repetition: float,
) -> Reals:
    """Return scores less `repetition` for each recent use of a piece that weighs."""
    if not repetition or not written:
        return scores
    uses = Counter(written[-REMEMBERED:])
    pieces = np.fromiter(uses.keys(), np.int64)
    counts = np.fromiter(uses.values(), np.float64)
    scores = scores.copy()
    scores[pieces] -= repetition * np.minimum(counts, 3) * weight[pieces]
    return scores


def choose(
    scores: Reals,
    chance: random.Random,
    allowed: Callable[[int], bool],
    *,
    temperature: float,
    top_k: int,
    top_p: float,
) -> int | None:
    """Draw an id by its chance among the likeliest that are allowed.

    The order of ids settles ties, and one number is drawn for each try, so the choice
    depends on the scores and on `chance` alone. When nothing among the likeliest is
    allowed, the likeliest id outside that is allowed is taken; None when there is none.
    """
    weights = np.exp((scores - scores.max()) / temperature)
    order = _likeliest(weights, top_p * weights.sum())[: top_k or None]
    left = weights[order]
    while (total := left.sum()) > 0:
        sums = np.cumsum(left)
        place = int(np.searchsorted(sums, chance.random() * total, side="right"))
        place = min(place, len(order) - 1)
        if left[place] > 0 and allowed(int(order[place])):
            return int(order[place])
        left[place] = 0.0
    others = np.argsort(-scores, kind="stable")
    return next((int(i) for i in others if allowed(int(i))), None)


def _likeliest(weights: Reals, wanted: float) -> NDArray[np.int64]:
    """Return the fewest ids that together weigh `wanted`, heaviest first.

    Sorting all of a vocabulary costs more than the network's own sums for it, so only
    what is not negligible is sorted, as long as that is enough.
    """
    some = np.flatnonzero(weights > NEGLIGIBLE)
    if weights[some].sum() < wanted:
        some = np.flatnonzero(weights > 0)
    order = some[np.argsort(-weights[some], kind="stable")]
    return order[: int(np.searchsorted(np.cumsum(weights[order]), wanted)) + 1]
