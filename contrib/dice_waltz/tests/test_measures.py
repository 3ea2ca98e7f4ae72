"""The two tables, as music."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from athena_plugin_dice_waltz.measures import EIGHTHS, PLACES, measure
from athena_plugin_dice_waltz.params import MEASURES, THROWS, DiceWaltzParams
from athena_plugin_dice_waltz.score import KEYS, Played, pitch, score, throws

TABLE = {
    (place, throw): measure(place, throw) for place in range(16) for throw in THROWS
}


def chance(seed: int) -> Callable[[], float]:
    return random.Random(seed).random  # noqa: S311 - art, not secrets


def test_there_are_176_measures_and_no_two_alike() -> None:
    assert len(TABLE) == 176
    assert len(set(TABLE.values())) == 176
    assert len(PLACES) == MEASURES


@pytest.mark.parametrize("hand", ["tune", "bass"])
def test_every_measure_holds_three_quarters_for_either_hand(hand: str) -> None:
    for one in TABLE.values():
        assert sum(length for _, length in getattr(one, hand)) == EIGHTHS


def test_the_tune_begins_on_a_note_of_its_chord() -> None:
    for (place, _), one in TABLE.items():
        step, here = one.tune[0][0], PLACES[place]
        assert step is not None
        if not here.ending:
            assert step % 7 in here.chord


def test_both_halves_end_on_their_home() -> None:
    for place, home in ((7, 4), (15, 0)):
        for throw in THROWS:
            steps = [step for step, _ in measure(place, throw).tune if step is not None]
            assert steps[-1] % 7 == home


def test_hands_do_not_cross() -> None:
    for one in TABLE.values():
        low = min(step for step, _ in one.tune if step is not None)
        assert low >= max(step for chord, _ in one.bass for step in chord)


def test_every_key_can_be_played_on_a_keyboard() -> None:
    for key in KEYS:
        for one in TABLE.values():
            steps = [step for step, _ in one.tune if step is not None]
            steps += [step for chord, _ in one.bass for step in chord]
            assert all(28 <= pitch(step, key) <= 100 for step in steps)


def test_the_leading_note_to_the_fifth_is_raised() -> None:
    assert pitch(3, "C") == 65
    assert pitch(3, "C", sharp=True) == 66
    assert {place for (place, _), one in TABLE.items() if one.sharp} == {6}


def test_own_throws_come_first_and_chance_throws_the_rest() -> None:
    thrown = throws(chance(1), "7 12")
    assert thrown[:2] == (7, 12)
    assert thrown[2:] == throws(chance(1), "")[2:]
    assert len(thrown) == MEASURES
    assert set(thrown) <= set(THROWS)


def test_sevens_are_thrown_most_often() -> None:
    many = [one for seed in range(400) for one in throws(chance(seed), "")]
    counts = [many.count(one) for one in THROWS]
    assert max(counts) == counts[5]
    assert min(counts) in {counts[0], counts[-1]}


def notes(**values: object) -> list[Played]:
    params = DiceWaltzParams.model_validate(values)
    return list(score([7] * MEASURES, "C", params))


def test_repeats_play_each_half_twice() -> None:
    once, twice = notes(), notes(repeats=True)
    assert len(twice) == 2 * len(once)
    first = [(one.key, one.start) for one in twice if one.start < 8 * 6000]
    assert first == [(one.key, one.start) for one in once if one.start < 8 * 6000]


@pytest.mark.parametrize("said", ["1", "13", "seven", " ".join(["7"] * 17), "7;8"])
def test_dice_that_cannot_be_thrown_are_refused(said: str) -> None:
    with pytest.raises(ValueError, match="two dice show 2 to 12"):
        DiceWaltzParams(dice=said)
