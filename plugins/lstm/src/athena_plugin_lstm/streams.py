"""Poems laid out for training: a few long streams, read window by window.

Each pass shuffles the poems and cuts them, end to end, into streams side by side. The
layout of any step follows from the seed and the number of the step alone, so a run
that goes on after a stop needs to remember nothing of it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

THEME_KEPT = 0.5
"""How often a poem's themes are told: often enough to learn them, and seldom enough to
write without."""

Ids = NDArray[np.int64]


class Streams:
    """The layout of the corpus for one run."""

    def __init__(
        self,
        poems: Sequence[Sequence[int]],
        themes: Sequence[Sequence[int]],
        *,
        batch: int,
        window: int,
        seed: int,
    ) -> None:
        self.poems = [np.asarray(poem, np.int64) for poem in poems]
        self.themes = [list(theme) for theme in themes]
        self.window = window
        self.seed = seed
        total = sum(map(len, self.poems)) + sum(map(len, self.themes))
        self.batch = max(1, min(batch, total // window))
        self.steps = -(-total // (self.batch * window))
        """Windows in one pass."""
        self._pass = -1
        self._laid: Ids = np.zeros((0, 0), np.int64)

    def at(self, step: int) -> Ids:
        """Return the window of a step, [window + 1, batch]: inputs and their next."""
        passed, place = divmod(step, self.steps)
        if passed != self._pass:
            self._pass, self._laid = passed, self._lay(passed)
        first = place * self.window
        return self._laid[first : first + self.window + 1]

    def _lay(self, passed: int) -> Ids:
        chance = random.Random(f"{self.seed}/{passed}")  # noqa: S311 - not a secret
        order = list(range(len(self.poems)))
        chance.shuffle(order)
        ids = np.concatenate([self._poem(number, chance) for number in order])
        rows = self.steps * self.window
        flat = np.resize(ids, self.batch * rows)  # wraps round to fill the last window
        body = flat.reshape(self.batch, rows)
        nexts = np.roll(flat, -1)[rows - 1 :: rows]
        return np.concatenate([body, nexts[:, None]], axis=1).T

    def _poem(self, number: int, chance: random.Random) -> Ids:
        themes = self.themes[number]
        if not themes or chance.random() >= THEME_KEPT:
            return self.poems[number]
        chosen = chance.sample(themes, chance.randint(1, len(themes)))
        poem = self.poems[number]
        return np.concatenate([poem[:1], np.asarray(chosen, np.int64), poem[1:]])
