"""Near twins: all that comparing each with each would find, without doing that."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from athena_core.consent.gate import twins

HASHES = st.integers(0, (1 << 63) - 1)


@st.composite
def families(draw: st.DrawFn) -> dict[str, int]:
    """Draw hashes, and near ones: up to seven bits of a hash turned."""
    found = draw(st.lists(HASHES, min_size=1, max_size=8))
    for _ in range(draw(st.integers(0, 12))):
        near = draw(st.sampled_from(found))
        for bit in draw(st.sets(st.integers(0, 62), max_size=7)):
            near ^= 1 << bit
        found.append(near)
    names = draw(st.permutations([f"work-{number}" for number in range(len(found))]))
    return dict(zip(names, found, strict=True))


def naive(hashes: dict[str, int], limit: int) -> list[twins.Twin]:
    """Compare each with each."""
    pairs = [
        (one, other, (hashes[one] ^ hashes[other]).bit_count())
        for one, other in combinations(sorted(hashes), 2)
    ]
    near = [pair for pair in pairs if pair[2] <= limit]
    return sorted(near, key=lambda pair: (pair[2], pair[0], pair[1]))


@given(families(), st.integers(0, 9))
def test_it_finds_what_comparing_each_with_each_finds(
    hashes: dict[str, int],
    limit: int,
) -> None:
    assert twins.near(hashes, limit) == naive(hashes, limit)


@given(families(), st.randoms(use_true_random=False))
def test_the_order_of_works_does_not_matter(
    hashes: dict[str, int],
    shuffled: random.Random,
) -> None:
    names = list(hashes)
    shuffled.shuffle(names)
    assert twins.near({name: hashes[name] for name in names}) == twins.near(hashes)


def test_four_bits_are_near_and_five_are_not() -> None:
    hashes = {"a": 0, "b": 0b1111, "c": 0b11111 << 40}
    assert twins.near(hashes) == [("a", "b", 4)]
    assert twins.near(hashes, 5) == [("a", "b", 4), ("a", "c", 5)]


def test_a_work_is_no_twin_of_itself_and_equal_ones_come_first() -> None:
    hashes = {"b": 6, "a": 6, "c": 7}
    assert twins.near(hashes) == [("a", "b", 0), ("a", "c", 1), ("b", "c", 1)]
    assert twins.near({"a": 6}) == []
    assert twins.near({}) == []


def test_among_ten_thousand_unlike_works_few_pairs_are_compared() -> None:
    draw = random.Random(1)  # noqa: S311 - the same each time
    hashes = {f"work-{number}": draw.getrandbits(63) for number in range(10_000)}
    hashes["twin"] = hashes["work-5000"] ^ 0b1001
    assert twins.near(hashes) == [("twin", "work-5000", 2)]
    assert len(twins._sharing(hashes, 5)) < 8 * len(hashes)
