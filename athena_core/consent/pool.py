"""In whose company: the makers that a model learns from, counted until it stands.

A consent may say "only together with others, so many makers in all". Leaving out one
work for that reason makes the company smaller, which may leave out the next; so the
count is repeated until nothing changes. What is left does not depend on the order of
the works: it is the largest set in which every floor holds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from athena_core.consent.entry import Artist

K = TypeVar("K", bound=Hashable)


def company(makers: Mapping[K, str], floors: Mapping[K, int]) -> tuple[set[K], int]:
    """Return the works that stay, and how many makers they have.

    `makers` gives each work's maker, and '' where nobody has checked who it is: such a
    work keeps nobody company. `floors` gives the smallest company a work asks for.
    """
    staying = set(makers)
    while True:
        count = _count(makers[work] for work in staying)
        leaving = {work for work in staying if floors.get(work, 0) > count}
        if not leaving:
            return staying, count
        staying -= leaving


def _count(makers: Iterable[str]) -> int:
    return len(set(makers) - {""})


def person(artist: Artist) -> str:
    """Return who an entry's artist is, as one person may have several entries."""
    sign = artist.github_id or artist.signing_key or artist.credit_as.casefold()
    return str(sign)
