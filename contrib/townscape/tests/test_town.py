from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from athena_plugin_townscape.builders import BUILDERS
from athena_plugin_townscape.grammar import RULES, grow
from athena_plugin_townscape.palettes import PALETTES, shaded
from athena_plugin_townscape.params import TownscapeParams
from athena_plugin_townscape.solids import Box, Solids
from athena_plugin_townscape.town import Town
from athena_plugin_townscape.townscape import SIDE, drawn


def chance(seed: int) -> Callable[[], float]:
    return random.Random(seed).random  # noqa: S311 - art, not secrets


def town(seed: int, **values: object) -> Town:
    params = TownscapeParams.model_validate(values)
    made = Town(params, PALETTES[params.palette], chance(seed))
    made.found()
    return made


def test_every_word_is_replaced_or_built() -> None:
    said = {
        word
        for phrases in RULES.values()
        for _, phrase in phrases
        for word in phrase.split()
    }
    assert said - set(RULES) == set(BUILDERS)


def test_every_rule_is_reached_from_what_a_plot_may_become() -> None:
    reached, waiting = set(), ["house", "tower", "church", "open", "guard"]
    while waiting:
        word = waiting.pop()
        if word in RULES and word not in reached:
            reached.add(word)
            waiting += [one for _, text in RULES[word] for one in text.split()]
    assert reached == set(RULES)


def test_no_rule_comes_back_to_itself() -> None:
    for word in RULES:
        for seed in range(20):
            assert len(list(grow(word, chance(seed)))) < 20


def test_one_plot_carries_the_church_and_it_is_the_summit() -> None:
    for seed in range(12):
        made = town(seed)
        churches = [at for at, words in made.words.items() if "nave" in words]
        assert churches == [made._church()]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_towers_stand_where_they_are_asked_for(share: float) -> None:
    made = town(2, towers=share, plots=5)
    towers = [words for words in made.words.values() if "foot" in words]
    # the church's bell tower is one
    assert len(towers) == (25 if share else 1)


def test_a_wall_stands_around_all_plots() -> None:
    assert len(town(1, plots=5).words) == 25
    assert town(1, plots=5).side == 7
    assert town(1, plots=5, walled=False).side == 5


def test_the_sun_lights_its_side() -> None:
    for sun in ("left", "right"):
        solids = Solids(sun)
        solids.box(Box(0, 0, 10, 10), 0, 10, "#808080")
        left, right, _ = (shape.fill for shape in solids.shapes)
        assert (left > right) is (sun == "left")


def test_shade_is_counted_in_whole_numbers() -> None:
    assert shaded("#ff8000", 50) == "#7f4000"
    assert shaded("#ff8000", 200) == "#ffff00"


def test_a_town_fits_its_sheet_whatever_is_asked() -> None:
    for values in ({"ambition": 2.5, "towers": 1}, {"plots": 14}, {"hill": 1}, {}):
        params = TownscapeParams.model_validate(values)
        sheet = drawn(chance(5), params)
        for mark in sheet.marks[1:]:
            assert all(0 < x < SIDE and 0 < y < SIDE for x, y in mark.points)
