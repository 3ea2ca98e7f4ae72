from __future__ import annotations

import random

import numpy as np
from athena_plugin_lstm.choosing import choose, weaken_repeated

SCORES = np.asarray([0.0, 3.0, 1.0, 2.0])


def drawn(seed: int, **options: float) -> int:
    settings = {"temperature": 1.0, "top_k": 0, "top_p": 1.0} | options
    chosen = choose(
        SCORES,
        random.Random(seed),  # noqa: S311 - art
        lambda _: True,
        temperature=settings["temperature"],
        top_k=int(settings["top_k"]),
        top_p=settings["top_p"],
    )
    assert chosen is not None
    return chosen


def test_top_k_of_one_takes_the_likeliest() -> None:
    assert {drawn(seed, top_k=1) for seed in range(50)} == {1}


def test_a_small_top_p_takes_the_likeliest() -> None:
    assert {drawn(seed, top_p=0.1) for seed in range(50)} == {1}


def test_temperature_sharpens_and_flattens() -> None:
    cold = [drawn(seed, temperature=0.2) for seed in range(300)].count(1)
    warm = [drawn(seed, temperature=5.0) for seed in range(300)].count(1)
    assert cold > 280
    assert warm < 150


def test_draws_follow_the_chances() -> None:
    counts = np.bincount([drawn(seed) for seed in range(4000)], minlength=4) / 4000
    chances = np.exp(SCORES) / np.exp(SCORES).sum()
    assert np.abs(counts - chances).max() < 0.03


def test_what_is_not_allowed_is_never_taken() -> None:
    taken = {
        choose(
            SCORES,
            random.Random(seed),  # noqa: S311 - art
            lambda i: i == 0,
            temperature=1.0,
            top_k=2,
            top_p=0.9,
        )
        for seed in range(20)
    }
    assert taken == {0}


def test_used_words_lose_and_marks_do_not() -> None:
    weight = np.asarray([0.0, 1.0, 1.0, 1.0])
    weak = weaken_repeated(SCORES, [0, 0, 1, 1, 2], weight, 0.5)
    assert weak.tolist() == [0.0, 2.0, 0.5, 2.0]
    assert weaken_repeated(SCORES, [1], weight, 0) is SCORES
