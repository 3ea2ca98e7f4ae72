"""Limits come from works that were held out, and never go above the ceilings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from athena_core.nearcopy import calibrating
from athena_core.nearcopy.calibrating import CEILINGS, LOWEST, limit, limits
from tests.unit.nearcopy import fictional
from tests.unit.nearcopy.fictional import painted, png, taken, work

DISTANCES = st.lists(st.integers(0, 63), max_size=400)


@given(DISTANCES, st.integers(LOWEST, 20))
def test_at_most_one_held_out_work_in_a_hundred_is_called_a_copy(
    distances: list[int],
    ceiling: int,
) -> None:
    chosen = limit(distances, ceiling)
    assert LOWEST <= chosen <= ceiling
    alarms = sum(one <= chosen for one in distances)
    assert alarms * 100 <= len(distances) or chosen == LOWEST
    more = sum(one <= chosen + 1 for one in distances)
    assert chosen == ceiling or more * 100 > len(distances)


def test_without_held_out_works_the_ceilings_hold() -> None:
    assert limit([], 10) == 10
    prints = taken(work("p", png(painted(1))))
    card = calibrating.calibrated(prints, ())
    assert limits(card) == CEILINGS
    assert card["pictures"]["held_out"] == 0


def test_a_held_out_twin_lowers_the_limits_and_is_counted() -> None:
    works = [work(f"p{n}", png(painted(n))) for n in range(3)]
    twin = work("twin", png(painted(1).resize((80, 60))))
    card = calibrating.calibrated(taken(*works), [twin])
    assert set(limits(card).values()) == {LOWEST}
    for method in CEILINGS:
        assert card["pictures"][method] == {"limit": LOWEST, "false_alarms": 1}


def test_a_card_says_how_many_poems_held_out_would_be_refused() -> None:
    works = [work(f"w{n}", fictional.poem(n), f"a title {n}") for n in range(3)]
    held_out = [
        work("new", fictional.poem(9), "another one here"),
        work("quotes", f"say {fictional.poem(1)}"),
        work("titled", fictional.poem(8), "A Title 2"),
    ]
    assert calibrating.calibrated(taken(*works), held_out) == {
        "words": {
            "method": "athena.words/1",
            "run": 7,
            "title": 3,
            "works": 3,
            "held_out": 3,
            "false_alarms": 2,
        },
    }
