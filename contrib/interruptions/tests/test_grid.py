from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from athena_plugin_interruptions.grid import NEIGHBOURS, silences, unrest
from athena_plugin_interruptions.sheet import read

from athena_core import Piece

Make = Callable[..., list[Piece]]


def chance(seed: int) -> Callable[[], float]:
    return random.Random(seed).random  # noqa: S311 - art, not secrets


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_as_many_strokes_are_erased_as_asked(share: float) -> None:
    found = silences(chance(1), 20, 4, share)
    assert len(found) == 400 * share
    assert all(0 <= column < 20 and 0 <= row < 20 for column, row in found)


def test_silences_grow_from_as_many_places_at_most() -> None:
    for seed in range(20):
        erased = silences(chance(seed), 24, 3, 0.15)
        assert 1 <= islands(erased) <= 3


def islands(cells: set[tuple[int, int]]) -> int:
    left, count = set(cells), 0
    while left:
        count += 1
        reached = [left.pop()]
        while reached:
            column, row = reached.pop()
            near = {(column + right, row + down) for right, down in NEIGHBOURS} & left
            left -= near
            reached += near
    return count


def test_a_sheet_is_calmer_on_one_side_unless_it_is_even() -> None:
    at = unrest(chance(2), 0.0)
    assert {at(x / 10, y / 10) for x in range(10) for y in range(10)} == {1.0}
    at = unrest(chance(2), 1.0)
    found = [at(x / 10, y / 10) for x in range(11) for y in range(11)]
    assert min(found) < 0.5
    assert max(found) > 1.5


def test_without_disorder_every_stroke_stands_alike(make: Make) -> None:
    [piece] = make(1, format="svg", disorder=0, tilt=0, erased=0, columns=10)
    sheet = read(piece.data, "interruptions")
    assert sheet is not None
    assert len(sheet.marks) == 100
    assert all(
        start[0] == end[0] for start, end in (mark.points for mark in sheet.marks)
    )


def test_the_title_counts_strokes_and_silences(make: Make) -> None:
    [piece] = make(1, format="svg", columns=10, silences=1, erased=0.2)
    sheet = read(piece.data, "interruptions")
    assert sheet is not None
    assert piece.title == f"{len(sheet.marks)} strokes and one silence"
