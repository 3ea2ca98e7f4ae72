"""Where copyright has run out, and where that is not known, which is another answer."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.consent import places
from athena_core.consent.places import (
    US_YEARS,
    USUAL,
    first_day,
    known,
    listed,
    published_long_ago,
    run_out,
    source,
    term,
)

TODAY = dt.date(2026, 11, 25)
UNION = "AT BE BG CY CZ DE DK EE FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


def test_copyright_ends_with_a_year_not_on_a_day_of_death() -> None:
    assert first_day(1955, 70) == dt.date(2026, 1, 1)
    assert run_out(1955, USUAL, dt.date(2025, 12, 31)) is False
    assert run_out(1955, USUAL, dt.date(2026, 1, 1)) is True


@pytest.mark.parametrize("place", UNION.split())
def test_the_union_has_seventy_years(place: str) -> None:
    assert term(place, 1930) == 70
    assert run_out(1930, place, TODAY) is True
    assert "2006/116" in source(place)


@pytest.mark.parametrize(
    ("place", "years"),
    [
        *(("MX", 100), ("CI", 99), ("JM", 95), ("CO", 80)),
        *(("GT", 75), ("HN", 75), ("WS", 75)),
    ],
)
def test_where_copyright_lasts_longer_it_is_not_run_out_yet(
    place: str,
    years: int,
) -> None:
    assert term(place) == years
    assert run_out(2025 - years, place, TODAY) is True
    assert run_out(2026 - years, place, TODAY) is False
    assert run_out(2026 - years, USUAL, TODAY) is True


def test_the_shorter_term_of_india_is_no_shorter_elsewhere() -> None:
    assert run_out(1960, "IN", TODAY) is True
    assert run_out(1960, USUAL, TODAY) is False


@pytest.mark.parametrize("place", ["", "XX", "mx", "RU", "worldwide", "USA", "Usual"])
def test_a_place_that_is_not_listed_is_unknown(place: str) -> None:
    assert not known(place)
    assert term(place) is None
    assert run_out(1500, place, TODAY) is None
    assert source(place) == ""


def test_the_usa_goes_by_publication() -> None:
    assert known("US")
    assert term("US") is None
    assert run_out(1850, "US", TODAY) is None
    assert US_YEARS == 95
    assert published_long_ago(1930, TODAY)
    assert not published_long_ago(1931, TODAY)
    assert published_long_ago(1931, dt.date(2027, 1, 1))


def test_makers_who_died_before_the_spanish_law_keep_eighty_years() -> None:
    assert run_out(1945, "ES", TODAY) is True
    assert run_out(1946, "ES", TODAY) is False
    assert term("ES", 1987) == 80
    assert term("ES", 1988) == 70


@pytest.mark.parametrize("died", [1914, 1918, 1940, 1944])
def test_a_maker_who_may_have_died_for_france_is_protected_for_longer(
    died: int,
) -> None:
    assert run_out(died, "FR", TODAY) is False
    assert run_out(died, "BE", TODAY) is True


def test_a_peaceful_death_counts_seventy_years_in_france() -> None:
    assert run_out(1930, "FR", TODAY) is True
    assert run_out(1913, "FR", TODAY) is True


def test_japan_adds_the_war_years_only_where_copyright_still_ran() -> None:
    assert run_out(1955, "JP", TODAY) is True
    assert term("JP", 1956) == 83


def test_without_a_year_of_death_the_longest_term_of_a_place_is_meant() -> None:
    assert {place: term(place) for place in ("FR", "ES", "JP", "DE")} == {
        "FR": 115,
        "ES": 80,
        "JP": 83,
        "DE": 70,
    }


def test_every_listed_place_names_its_law() -> None:
    for place in listed():
        assert known(place)
        assert len(place) == 2
        assert place.isupper()
        assert len(source(place)) > 10


@given(
    died=st.integers(1000, 2100),
    later=st.integers(0, 200),
    place=st.sampled_from((USUAL, *listed())),
    day=st.dates(dt.date(1900, 1, 1), dt.date(2400, 1, 1)),
)
def test_what_has_run_out_stays_so_and_a_yes_is_never_early(
    died: int,
    later: int,
    place: str,
    day: dt.date,
) -> None:
    if run_out(died, place, day):
        assert run_out(died, place, day + dt.timedelta(days=later))
        assert day.year - died > 50, "no place here has less than fifty years"
        assert run_out(max(1000, died - 100), place, day)


def test_the_list_is_more_than_the_usual_and_says_so() -> None:
    assert len(listed()) == 52
    assert "not legal advice" in (places.__doc__ or "").lower()
