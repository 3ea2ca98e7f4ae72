"""An artist in words: by what right, what is permitted, where the works come from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from athena_core.consent.uses import IN_WORDS

if TYPE_CHECKING:
    from athena_core.consent.meeting import Artist

ENDS = "copyright has run out (USA; life + 70 years; longer terms exist)"


def people(artist: Artist) -> str:
    """Return who stands behind a shared name."""
    members = () if artist.withheld else artist.entry.artist.members
    named = (
        f"{one.name} ({one.born or '?'}\u2013{one.died or '?'})" for one in members
    )
    return " and ".join(named)


def right(artist: Artist) -> str:
    """Say by what right the works may be used, and until when."""
    rights = artist.entry.rights
    if rights.consent:
        company = rights.consent.min_pool_artists
        also = f", together with others ({company:,} makers in all)"
        last = rights.consent.expires
        until = f"agreed until {last.day} {last:%B %Y}"
        return until + (also if company > 1 else "")
    if rights.licence:
        return f"under the licence {rights.licence}"
    return ENDS


def answers(artist: Artist) -> Iterator[tuple[str, str]]:
    """Yield yes or no for each use, with the use in words."""
    total = len(artist.entry.works)
    for one in artist.permitted():
        money = "" if one.for_money else ", not for money"
        if one.share == "none":
            yield "no", IN_WORDS[one.use]
        elif one.share == "all":
            yield f"yes{money}", IN_WORDS[one.use]
        else:
            yield f"{one.count:,} of {total:,}{money}", IN_WORDS[one.use]


def origin(artist: Artist, room: int = 400) -> str:
    """Say where the works come from; a title gives way where there is little room."""
    entry = artist.entry
    if entry.rights.consent:
        return "the artist, by consent"
    if entry.rights.licence:
        return f"the {entry.rights.holder}, {entry.rights.licence}"
    first, *others = entry.editions
    more = f" and {len(others):,} more" if others else ""
    title = textwrap.shorten(first.title, room - len(more), placeholder="\u2026")
    return title + more


def as_record(artist: Artist, *, whole: bool = True) -> dict[str, Any]:
    """Return an artist for machines."""
    entry = artist.entry
    record: dict[str, Any] = {
        "id": entry.id,
        "name": artist.name,
        "born": entry.artist.born,
        "died": entry.artist.died,
        "works": len(entry.works),
        "kinds": artist.kinds,
        "from": origin(artist),
    }
    if not whole:
        return record
    about, cited = entry.artist.about, entry.artist.listed_in
    record |= {
        "about": about.model_dump(exclude_none=True) if about else None,
        "pronouns": entry.artist.pronouns,
        "right": right(artist),
        "permitted": {one.use: _permission(one) for one in artist.permitted()},
        "links": _dumped(artist.links),
        "listed_in": _dumped(cited),
        "editions": _dumped(entry.editions),
        "works": _dumped(entry.works),
    }
    return record


def _permission(one: Any) -> dict[str, Any]:
    return {"share": one.share, "works": one.count, "for_money": one.for_money}


def _dumped(some: Iterable[Any]) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json", exclude_none=True) for one in some]
