from __future__ import annotations

import random
from collections.abc import Callable
from math import atan2, pi

from athena_plugin_turtle import forms
from athena_plugin_turtle.hand import MARKS, Hand, Point, direction, distance
from athena_plugin_turtle.page import HEIGHT, WIDTH, Page
from athena_plugin_turtle.params import TurtleParams
from hypothesis import given
from hypothesis import strategies as st

SQUARE = ((0, 0), (100, 0), (100, 100), (0, 100))
places = st.tuples(st.integers(-9000, 9000), st.integers(-9000, 9000))


def chance(seed: int) -> Callable[[], float]:
    return random.Random(seed).random  # noqa: S311 - art, not secrets


@given(places, places)
def test_the_compass_agrees_with_an_arc_tangent(start: Point, end: Point) -> None:
    if distance(start, end) < 50:
        return
    exact = atan2(end[1] - start[1], end[0] - start[0]) * MARKS / (2 * pi) % MARKS
    apart = abs(direction(start, end) - exact)
    assert min(apart, MARKS - apart) <= 2


@given(places, places, st.integers(0, MARKS - 1), st.integers(0, 1000))
def test_a_hand_arrives_or_gives_up(
    start: Point, end: Point, heading: int, seed: int
) -> None:
    hand = Hand(chance(seed), start, heading, 0.5)
    hand.toward(end, 80, 200)
    assert len(hand.line) < 20_000


def test_a_steady_hand_walks_straight() -> None:
    hand = Hand(chance(1), (0, 0), 0, 0)
    hand.toward((2200, 0), 22, 100)
    assert {y for _, y in hand.line} == {0}
    assert hand.place[0] >= 2178


def test_a_point_is_inside_or_outside() -> None:
    assert forms.inside(SQUARE, (50, 50))
    assert not forms.inside(SQUARE, (150, 50))
    assert forms.spans(SQUARE, 30) == [(0, 100)]
    assert forms.spans(SQUARE, 300) == []


def test_strokes_and_dots_stay_in_their_form() -> None:
    dice = chance(3)
    outline = forms.form(dice, (3000, 3000), 900, 0.4)
    for start, end in forms.strokes(dice, outline, 80):
        assert forms.inside(outline, ((start[0] + end[0]) // 2, start[1]))
    for line in forms.dots(dice, outline, 150):
        assert forms.inside(outline, line[0])


def test_a_scribble_stays_near_its_place() -> None:
    for seed in range(20):
        line = forms.scribble(chance(seed), (5000, 4000), 600, 0.5)
        assert max(distance((5000, 4000), point) for point in line) < 900


def page(seed: int, **values: object) -> Page:
    params = TurtleParams.model_validate(values)
    made = Page(params, chance(seed))
    made.draw()
    return made


def test_figures_in_front_keep_apart() -> None:
    for seed in range(6):
        made = page(seed, behind=0, ground=0, scribbles=0, unsteadiness=0)
        for number, outline in enumerate(made.outlines):
            for other in made.outlines[number + 1 :]:
                assert not any(forms.inside(outline, point) for point in other)


def test_everything_stays_on_the_sheet() -> None:
    for seed in range(6):
        for mark in page(seed).marks():
            assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in mark.points)


def test_what_was_decided_first_is_painted_last() -> None:
    made = page(1, figures=1, behind=1, ground=1, scribbles=0, shading=0)
    figure = made.layers[0][0]
    assert made.marks()[-1] == figure
    assert made.marks()[0].fill == ""
