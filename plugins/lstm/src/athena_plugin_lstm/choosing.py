"""How the next piece is chosen from the scores of the model."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

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
) -> int:
    """Draw an id by its chance among the likeliest that are allowed.

    The order of ids settles ties, and one number is drawn for each try, so the choice
    depends on the scores and on `chance` alone. When nothing among the likeliest is
    allowed, the likeliest id outside that is allowed is taken.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    weights = np.exp((ranked - ranked[0]) / temperature)
    weights /= weights.sum()
    within = int(np.searchsorted(np.cumsum(weights), top_p)) + 1
    within = min(within, top_k or len(order), int(np.count_nonzero(weights)))
    left = weights[:within].copy()
    while (total := left.sum()) > 0:
        sums = np.cumsum(left)
        place = int(np.searchsorted(sums, chance.random() * total, side="right"))
        place = min(place, within - 1)
        if left[place] > 0 and allowed(int(order[place])):
            return int(order[place])
        left[place] = 0.0
    return next(int(i) for i in order[within:] if allowed(int(i)))
