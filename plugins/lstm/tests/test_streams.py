from __future__ import annotations

from collections import Counter

import numpy as np
from athena_plugin_lstm.streams import Streams

POEMS = [[0, *range(10, 10 + n), 1] for n in (3, 9, 17, 4)]
NONE: list[list[int]] = [[]] * 4


def test_each_window_is_followed_by_what_comes_next() -> None:
    streams = Streams(POEMS, NONE, batch=2, window=5, seed=1)
    for step in range(streams.steps - 1):
        assert np.array_equal(streams.at(step)[-1], streams.at(step + 1)[0])


def test_a_pass_reads_every_poem() -> None:
    streams = Streams(POEMS, NONE, batch=2, window=5, seed=1)
    read = Counter(
        int(i) for step in range(streams.steps) for i in streams.at(step)[:-1].ravel()
    )
    expected = Counter(i for poem in POEMS for i in poem)
    assert all(read[i] >= count for i, count in expected.items())


def test_a_step_is_laid_out_the_same_whatever_was_read_before() -> None:
    streams = Streams(POEMS, NONE, batch=2, window=5, seed=1)
    walked = [streams.at(step) for step in range(3 * streams.steps)]
    fresh = Streams(POEMS, NONE, batch=2, window=5, seed=1)
    for step in (2 * streams.steps + 1, 0, streams.steps):
        assert np.array_equal(fresh.at(step), walked[step])


def test_passes_and_seeds_differ_in_order() -> None:
    one = Streams(POEMS, NONE, batch=1, window=8, seed=1)
    two = Streams(POEMS, NONE, batch=1, window=8, seed=2)
    firsts = [one.at(0), one.at(one.steps), two.at(0)]
    assert len({window.tobytes() for window in firsts}) > 1


def test_a_single_short_poem_is_enough() -> None:
    streams = Streams([[0, 5, 1]], [[]], batch=8, window=16, seed=1)
    assert streams.at(0).shape == (17, 1)


def test_themes_come_after_the_start_of_a_poem_and_not_always() -> None:
    streams = Streams([[0, 5, 6, 7, 1]], [[90, 91]], batch=1, window=7, seed=1)
    flats = [streams.at(step)[:-1, 0].tolist() for step in range(40)]
    told = [flat for flat in flats if {90, 91} & set(flat)]
    assert 0 < len(told) < len(flats)
    assert all(flat[flat.index(0) + 1] in {90, 91} for flat in told if flat[-1] != 0)
