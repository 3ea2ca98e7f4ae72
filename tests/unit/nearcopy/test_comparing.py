"""A run of seven words is found wherever it stands, and one of six is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from athena_core.nearcopy import comparing
from athena_core.nearcopy.calibrating import CEILINGS
from athena_core.nearcopy.comparing import Check, Names
from athena_core.nearcopy.words import RUN
from tests.unit.nearcopy import fictional
from tests.unit.nearcopy.fictional import painted, png, taken, work

WORKS = [work(f"w{n}", fictional.poem(n), f"the title {n}") for n in range(6)]
PRINTS = taken(*WORKS).words
NAMES = Names({one.sha256: one.id for one in WORKS})
OTHERS = st.lists(st.text("xyzXYZ", min_size=1, max_size=6), max_size=40)
BREAKS = st.sampled_from([" ", "\n", "\n\n", ", ", " - ", "\r\n"])


def check(poem: str, title: str = "", given: dict[str, str] | None = None) -> Check:
    assert PRINTS is not None
    return comparing.words(PRINTS, NAMES, poem, title, given or {})


def planted(
    data: st.DataObject,
    length: int,
    before: list[str],
    after: list[str],
) -> tuple[int, str]:
    """Put words of a work into a poem; returns whose, and the poem."""
    number = data.draw(st.integers(0, len(WORKS) - 1))
    row = fictional.poem(number).split()
    start = data.draw(st.integers(0, len(row) - length))
    part = [*before, *row[start : start + length], *after]
    return number, "".join(word + data.draw(BREAKS) for word in part)


@given(OTHERS, OTHERS, st.integers(RUN, 30), st.data())
def test_any_planted_run_is_found_with_its_length_and_its_work(
    before: list[str],
    after: list[str],
    length: int,
    data: st.DataObject,
) -> None:
    number, poem = planted(data, length, before, after)
    found = check(poem)
    assert found.reason == f"shares {length} consecutive words with w{number}"
    assert found.nearest == f"w{number}"
    assert found.record()["longest"] == str(length)


@given(OTHERS, OTHERS, st.integers(0, RUN - 1), st.data())
def test_no_shorter_run_is_a_copy(
    before: list[str],
    after: list[str],
    length: int,
    data: st.DataObject,
) -> None:
    _, poem = planted(data, length, before, after)
    assert check(poem).record()["longest"] == "under 7"


@given(OTHERS, OTHERS, st.integers(RUN, 30), st.data())
def test_a_run_within_given_words_is_exempt_and_named(
    before: list[str],
    after: list[str],
    length: int,
    data: st.DataObject,
) -> None:
    _, poem = planted(data, length, before, after)
    words = poem.split()
    found = check(poem, given={"opening": " ".join(words), "other": "x"})
    assert found.passed
    assert found.facts["given"] == f"{length} words by opening"


def test_the_longest_run_is_counted_within_one_work() -> None:
    first, second = (fictional.poem(n).split() for n in (0, 1))
    # the end of one work and the beginning of another are no run of either
    assert check(" ".join([*first[-6:], *second[:6]])).passed
    found = check(" ".join([*first[-8:], *second[:9]]))
    assert found.reason == "shares 9 consecutive words with w1"


def test_words_of_two_works_are_held_by_both() -> None:
    shared = fictional.poem(7)
    one, other = work("one", shared), work("two", f"{shared}and more of it here\n")
    prints = taken(one, other).words
    assert prints is not None
    names = Names({each.sha256: each.id for each in (one, other)})
    found = comparing.words(prints, names, f"{shared}and more\n", "", {})
    assert found.nearest == "two"
    assert found.facts["longest"] == "32"


def test_the_title_of_a_work_is_a_copy_too() -> None:
    assert check("words", "The Title 3").reason == "has the title of w3"
    assert check("words", "the title 9").passed
    assert check("words", "the title 3", {"title": "The title 3!"}).passed
    assert check("words", "the title 3", {"opening": "now the title 3 was"}).passed


def test_a_picture_is_refused_up_to_its_limit_and_not_beyond() -> None:
    prints = taken(work("p", png(painted(1)))).pictures
    assert prints is not None
    data = png(painted(2))
    apart = {
        check.method: int(check.facts["distance"])
        for check in comparing.pictures(prints, NAMES, data, CEILINGS)
    }
    assert set(apart) == set(CEILINGS)
    at = comparing.pictures(prints, NAMES, data, apart)
    assert [one.passed for one in at] == [False, False]
    below = {method: bits - 1 for method, bits in apart.items()}
    assert all(one.passed for one in comparing.pictures(prints, NAMES, data, below))


def test_a_work_that_the_ledger_does_not_know_is_named_by_its_hash() -> None:
    assert PRINTS is not None
    poem = fictional.poem(2)
    found = comparing.words(PRINTS, Names({}), poem, "", {})
    assert found.nearest == f"sha256 {WORKS[2].sha256[:16]}..."
