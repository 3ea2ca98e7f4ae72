"""The file of hashed runs finds every run that was put into it, and no other."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core import InputError
from athena_core.nearcopy import wordprints
from athena_core.nearcopy.wordprints import Gathered, WordPrints

HASHES = st.integers(0, 2**40 - 1)
WORKS = st.dictionaries(
    st.binary(min_size=8, max_size=8),
    st.lists(HASHES, max_size=40),
    max_size=8,
)


def gathered(works: dict[bytes, list[int]]) -> Gathered:
    found = Gathered()
    for key, hashes in works.items():
        found.add(key, hashes)
    return found


def prints(works: dict[bytes, list[int]]) -> WordPrints:
    return WordPrints(gathered(works).to_bytes(), "words.bin")


def held(found: WordPrints, one: int) -> set[bytes]:
    return {found.key(number) for number in found.holding(one)}


@given(WORKS, st.lists(HASHES, max_size=5))
def test_each_run_names_the_works_that_hold_it(
    works: dict[bytes, list[int]],
    others: list[int],
) -> None:
    found = prints(works)
    for one in [*others, *(each for row in works.values() for each in row)]:
        assert held(found, one) == {key for key in works if one in works[key]}
    assert found.works == len(works)
    assert found.count == sum(len(set(row)) for row in works.values())


@given(WORKS, WORKS, st.sets(st.integers(0, 7)))
def test_joined_files_hold_what_both_hold_but_for_the_works_left_out(
    mine: dict[bytes, list[int]],
    theirs: dict[bytes, list[int]],
    numbers: set[int],
) -> None:
    without = frozenset(key for n, key in enumerate(theirs) if n in numbers)
    both = gathered(mine)
    both.join(prints(theirs), without)
    found = WordPrints(both.to_bytes(), "words.bin")
    for key, row in theirs.items():
        for one in row:
            own = one in mine.get(key, [])
            assert (key in held(found, one)) == (key not in without or own)
    for key, row in mine.items():
        assert all(key in held(found, one) for one in row)


def test_the_order_of_runs_changes_no_byte() -> None:
    hashes = [5, 2**39, 7, 5]
    assert gathered({b"a" * 8: hashes}).to_bytes() == (
        gathered({b"a" * 8: hashes[::-1]}).to_bytes()
    )


def test_a_large_file_has_finer_shelves_and_five_bytes_a_run() -> None:
    chance = random.Random(1)  # noqa: S311 - the same each time
    hashes = [chance.getrandbits(40) for _ in range(wordprints.MANY + 5000)]
    data = gathered({b"a" * 8: hashes, b"b" * 8: hashes[:9]}).to_bytes()
    assert len(data) < len(hashes) * 5 + (1 << 18) + 100
    found = WordPrints(data, "words.bin")
    assert held(found, hashes[3]) == {b"a" * 8, b"b" * 8}
    assert held(found, hashes[-1]) == {b"a" * 8}
    absent = next(one for one in range(2**40) if one not in set(hashes))
    assert found.holding(absent) == []
    assert [one for one, _ in found.pairs()] == sorted([*hashes, *hashes[:9]])


@given(st.binary(max_size=200))
def test_bytes_that_are_no_file_are_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"words\.bin is no file of fingerprints"):
        WordPrints(data, "words.bin")


@given(WORKS, st.data())
def test_a_damaged_file_is_refused_or_answers_within_itself(
    works: dict[bytes, list[int]],
    data: st.DataObject,
) -> None:
    raw = bytearray(gathered(works).to_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = WordPrints(bytes(raw), "words.bin")
        for one in (each for row in works.values() for each in row):
            assert all(number < found.works for number in found.holding(one))
    except InputError as error:
        assert "words.bin" in str(error)  # noqa: PT017 - either is right
