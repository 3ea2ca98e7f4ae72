"""Who may be introduced, what of them may be told, and whose turn it is today.

An artist is introduced while anything at all is permitted of one work: showing alone is
enough. Nobody is introduced whose entry is pending, on hold, run out or withdrawn.
"""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from athena_core.consent.entry import Entered, Entry, Link
from athena_core.consent.registry import Asking, Registry
from athena_core.consent.uses import USES
from athena_core.errors import AmbiguousError, NotFoundError
from athena_core.protocols import Use
from athena_core.text import folded

COMPANY = 10**9
"""Enough for every floor: an introduction is no training."""
KINDS = {"text": ("poem", "poems"), "image": ("picture", "pictures")}
Share = Literal["all", "some", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Permitted:
    """For how many of the works a use is given today."""

    use: Use
    share: Share
    count: int
    """Works for which it is given, not for money."""
    for_money: bool
    """Whether it is given for money too, for all of those."""


@dataclass(frozen=True, slots=True)
class Artist:
    """Somebody to meet: the entry, and who is asking."""

    entry: Entry
    registry: Registry
    asking: Asking

    @property
    def name(self) -> str:
        """Return the name to show today."""
        return self.registry.name(self.entry.id)

    @property
    def withheld(self) -> bool:
        """Whether the artist asked not to be named."""
        consent = self.entry.rights.consent
        return bool(consent and consent.credit == "withheld")

    @property
    def years(self) -> str:
        """Return the years of somebody who has died, as far as they are known."""
        artist = self.entry.artist
        if artist.died is None:
            return ""
        return (
            f"{artist.born}\u2013{artist.died}" if artist.born else f"d. {artist.died}"
        )

    @property
    def kinds(self) -> str:
        """Return how many works of which kind, such as `12 pictures`."""
        counts = Counter(work.media_type.split("/")[0] for work in self.entry.works)
        parts = [
            f"{counts[kind]:,} {words[counts[kind] != 1]}"
            for kind, words in KINDS.items()
            if counts[kind]
        ]
        return " and ".join(parts)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return where the real works are; an address can tell a withheld name."""
        artist = self.entry.artist
        if self.withheld:
            return ()
        own = artist.homepage
        home = (Link(label="the artist's own page", url=own),) if own else ()
        return artist.works_at + home

    def may(self, use: Use, work: Entered) -> bool:
        """Whether a use is given for one work, not for money."""
        return self._may(use, work, self.asking)

    def _may(self, use: Use, work: Entered, asking: Asking) -> bool:
        entry = self.entry.id
        return self.registry.decide(entry, work.id, use, asking, COMPANY).allowed

    def permitted(self) -> Iterator[Permitted]:
        """Yield every use, with the works for which it is given today."""
        money = replace(self.asking, commercial=True)
        for use in USES:
            given = [work for work in self.entry.works if self.may(use, work)]
            paid = all(self._may(use, work, money) for work in given)
            whole = len(given) == len(self.entry.works)
            yield Permitted(
                use=use,
                share="all" if whole else "some" if given else "none",
                count=len(given),
                for_money=bool(given) and paid,
            )

    def told(self) -> str:
        """Return all that a search looks through."""
        artist, entry = self.entry.artist, self.entry
        people = [] if self.withheld else [one.name for one in artist.members]
        titles = [one.title for one in entry.editions]
        titles += [one.title for one in entry.works]
        about = [artist.about.text] if artist.about else []
        return folded(" ".join([self.name, *people, entry.title, *about, *titles]))


def artists(registry: Registry, asking: Asking) -> list[Artist]:
    """Return everybody who may be introduced, by name."""
    found = (Artist(one.entry, registry, asking) for one in registry.entries.values())
    may = [one for one in found if _met(one)]
    return sorted(may, key=lambda one: (folded(one.name), one.entry.id))


def _met(artist: Artist) -> bool:
    """Whether anything is permitted anywhere: a territory bounds use, not meeting."""
    consent = artist.entry.rights.consent
    places: tuple[str, ...] = (artist.asking.territory,)
    if consent and consent.territory != "worldwide":
        places = consent.territory
    asked = [replace(artist.asking, commercial=False, territory=one) for one in places]
    somewhere = [Artist(artist.entry, artist.registry, one) for one in asked]
    return any(
        one.may(use, work)
        for one in somewhere
        for work in artist.entry.works
        for use in USES
    )


def of_day(everybody: Iterable[Artist], day: dt.date) -> Artist | None:
    """Return whose day it is: the same for all, and all before anybody returns.

    The order is that of the hashes of the ids, so that no name comes first by its
    letters; the day's number walks through it.
    """
    order = sorted(everybody, key=lambda one: _place(one.entry.id))
    return order[day.toordinal() % len(order)] if order else None


def _place(identifier: str) -> str:
    return hashlib.sha256(identifier.encode()).hexdigest()


def search(everybody: Iterable[Artist], text: str) -> list[Artist]:
    """Return those whose name, sentence, editions or titles hold all of the words."""
    words = folded(text).split()
    return [one for one in everybody if all(word in one.told() for word in words)]


def find(everybody: list[Artist], text: str) -> Artist:
    """Return the one artist of this id or name; a part of the name will do.

    Raises `AmbiguousError` with the choices, `NotFoundError` with the nearest name.
    """
    wanted = folded(text)
    for matches in (
        [one for one in everybody if one.entry.id == text],
        [one for one in everybody if wanted in _names(one)],
        [one for one in everybody if _holds(one, wanted)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise AmbiguousError(_choices(text, matches))
    raise NotFoundError(_nearest(everybody, text, wanted))


def _names(artist: Artist) -> list[str]:
    people = (
        [] if artist.withheld else [one.name for one in artist.entry.artist.members]
    )
    return [folded(one) for one in (artist.name, *people)]


def _holds(artist: Artist, wanted: str) -> bool:
    words = wanted.split()
    return bool(words) and any(
        all(word in name for word in words) for name in _names(artist)
    )


def _choices(text: str, matches: list[Artist]) -> str:
    few = "; ".join(f"{one.name} ({one.entry.id})" for one in matches[:6])
    more = f"; and {len(matches) - 6:,} more" if len(matches) > 6 else ""  # noqa: PLR2004
    return f"{text!r} may be several artists; say which: {few}{more}"


def _nearest(everybody: list[Artist], text: str, wanted: str) -> str:
    names = {name: one for one in everybody for name in _names(one)}
    # a surname alone, with a slip of the pen, is near to a part of the name only
    parts = {part: one for name, one in names.items() for part in name.split()}
    near = difflib.get_close_matches(wanted, [*names, *parts], n=1, cutoff=0.7)
    if near:
        one = names.get(near[0]) or parts[near[0]]
        return (
            f"no artist is called {text!r}; did you mean {one.name} ({one.entry.id})?"
        )
    return f"no artist here is called {text!r}; `athena artists list` names all"
