"""One piece held against a model's fingerprints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from athena_core import text as texts
from athena_core.nearcopy import looks
from athena_core.nearcopy import words as rows
from athena_core.nearcopy.pictureprints import Near, PicturePrints
from athena_core.nearcopy.taking import key
from athena_core.nearcopy.wordprints import WordPrints

UNDER = f"under {rows.RUN}"
Holders = list[set[int]]
"""For each run of seven words of a piece: the works that hold it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """What one test said of a piece."""

    method: str
    nearest: str = ""
    """Id of the work that is nearest, or that it copies."""
    reason: str = ""
    """Why it is a copy, in words; empty when it passed."""
    facts: Mapping[str, str] = field(default_factory=dict)
    compared: bool = True
    """False where nothing was at hand to compare with."""

    @property
    def passed(self) -> bool:
        """Whether the test found no copy."""
        return not self.reason

    def record(self) -> dict[str, str]:
        """Return the check as a record keeps it; numbers are text."""
        passed = "yes" if self.passed else "no"
        return {
            "method": self.method,
            "passed": passed if self.compared else "not compared",
            "nearest": self.nearest,
            **self.facts,
        }


class Names:
    """The ids of works by the beginning of their hashes, as their ledger has them."""

    def __init__(self, works: Mapping[str, str]) -> None:
        """Take ids by SHA-256, of works of one kind."""
        self._ids = {key(sha256): name for sha256, name in works.items()}

    def counted(self, compared: int) -> str:
        """Say with how many works a piece was compared, and of how many if not all."""
        total = len(self._ids)
        return str(compared) if compared >= total else f"{compared} of {total}"

    def of(self, beginning: bytes) -> str:
        """Return a work's id; how its hash begins, for one not on the ledger."""
        return self._ids.get(beginning) or f"sha256 {beginning.hex()}..."


def words(
    prints: WordPrints,
    names: Names,
    poem: str,
    title: str,
    given: Mapping[str, str],
) -> Check:
    """Look for seven consecutive words of one work, and for a work's title.

    `given` are the words that the user gave, by their parameter: a run wholly inside
    one of them, or a title that is part of it, is not the model's. Costs under 1 ms.
    """
    row = rows.words(texts.canonical(poem))
    holders = [set(prints.holding(one)) for one in rows.runs(row)]
    theirs = _given(row, holders, given)
    longest, work = _longest(holders)
    facts = {"longest": str(longest) if longest else UNDER, "limit": str(rows.RUN)}
    facts |= {"works": names.counted(prints.works)}
    if theirs:
        facts["given"] = theirs
    if longest:
        nearest = names.of(prints.key(work))
        reason = f"shares {longest} consecutive words with {nearest}"
    else:
        nearest = _titled(prints, names, rows.words(title), given)
        reason = f"has the title of {nearest}" if nearest else ""
    return Check(method=rows.METHOD, nearest=nearest, reason=reason, facts=facts)


def _given(row: list[str], holders: Holders, given: Mapping[str, str]) -> str:
    """Take the runs that were given out of `holders`; says which are a work's."""
    said = []
    for name, value in sorted(given.items()):
        inside: Holders = [set() for _ in holders]
        wanted = rows.words(value)
        for start in _places(wanted, row) if len(wanted) >= rows.RUN else ():
            for place in range(start, start + len(wanted) - rows.RUN + 1):
                inside[place] |= holders[place]
                holders[place] = set()
        if longest := _longest(inside)[0]:
            said.append(f"{longest} words by {name}")
    return ", ".join(said)


def _places(wanted: Sequence[str], row: Sequence[str]) -> Iterator[int]:
    """Yield where some words stand in a row of words."""
    size = len(wanted)
    for start in range(len(row) - size + 1):
        if row[start : start + size] == wanted:
            yield start


def _longest(holders: Holders) -> tuple[int, int]:
    """Return the length of the longest run within one work, and the work's number.

    Both are 0 where nothing is shared.
    """
    best, running = (0, 0), dict[int, int]()
    for works in holders:
        running = {work: running.get(work, rows.RUN - 1) + 1 for work in works}
        for work, length in running.items():
            if length > best[0]:
                best = length, work
    return best


def _titled(
    prints: WordPrints,
    names: Names,
    row: Sequence[str],
    given: Mapping[str, str],
) -> str:
    """Return the work whose title this is, if it is one and nobody gave it."""
    named = rows.title(row)
    found = [] if named is None else prints.holding(named)
    theirs = (_places(row, rows.words(value)) for value in given.values())
    if not found or next(chain.from_iterable(theirs), None) is not None:
        return ""
    return names.of(prints.key(found[0]))


def pictures(
    prints: PicturePrints,
    names: Names,
    data: bytes,
    limits: Mapping[str, int],
) -> list[Check]:
    """Look for a work that looks like it, as it is and in its views; about 10 ms.

    Raises `PictureError` when the bytes are no picture.
    """
    turns = looks.of_piece(looks.decoded(data))
    found = {
        looks.ONE_VIEW: prints.one_view(turns),
        looks.VIEWS: prints.views(turns),
    }
    works = names.counted(len(prints.keys))
    return [
        _near(method, near, names, limits[method], works)
        for method, near in found.items()
        if near is not None
    ]


def _near(method: str, near: Near, names: Names, limit: int, works: str) -> Check:
    nearest, bits = names.of(near.key), near.distance
    reason = f"looks like {nearest} ({bits} bits apart, refused to {limit}; {method})"
    return Check(
        method=method,
        nearest=nearest,
        reason=reason if bits <= limit else "",
        facts={"distance": str(bits), "limit": str(limit), "works": works},
    )
