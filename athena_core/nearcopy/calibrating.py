"""Limits, found on works that were held out: new works that must not be called copies.

Each test of pictures has its own: the largest distance at which at most one in a
hundred held-out works would be refused, but never above a ceiling. The ceilings were
measured on 927 pictures that the shipped painter never saw, of which two lay so near to
one of its 606 works, and four when small and square; two bits more, and it were about
one in twenty. A small collection has too few held-out works to go there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from athena_core.nearcopy import looks, taking
from athena_core.nearcopy import words as rows
from athena_core.nearcopy.kept import Prints
from athena_core.nearcopy.pictureprints import PicturePrints
from athena_core.nearcopy.wordprints import WordPrints
from athena_core.protocols import Work

CEILINGS = {looks.ONE_VIEW: 10, looks.VIEWS: 8}
LOWEST = 4
"""Below it not even a copy that was saved anew as JPEG would be found; a collection
that has such twins among its own works has false alarms instead, and its card says so.
"""
ONE_IN = 100
"""Held-out works of which one may be called a copy."""


def limit(distances: Sequence[int], ceiling: int) -> int:
    """Return the limit for distances of held-out works to the nearest work."""
    allowed = len(distances) // ONE_IN
    if len(distances) <= allowed:
        return ceiling
    return max(LOWEST, min(ceiling, sorted(distances)[allowed] - 1))


def calibrated(prints: Prints, held_out: Iterable[Work]) -> dict[str, Any]:
    """Return what a card says of the guard: limits, and alarms on held-out works."""
    works, found = list(held_out), {}
    if prints.words is not None:
        found["words"] = _of_words(prints.words, works)
    if prints.pictures is not None:
        found["pictures"] = _of_pictures(prints.pictures, works)
    return found


def _of_words(prints: WordPrints, works: Iterable[Work]) -> dict[str, Any]:
    texts = [one for one in works if taking.is_text(one.media_type)]
    read = ((one, taking.read(one)) for one in texts)
    hashes = [taking.of_text(one.title, data) for one, data in read if data is not None]
    alarms = sum(any(prints.holding(one) for one in each) for each in hashes)
    return {
        "method": rows.METHOD,
        "run": rows.RUN,
        "title": rows.TITLE,
        "works": prints.works,
        "held_out": len(hashes),
        "false_alarms": alarms,
    }


def _of_pictures(prints: PicturePrints, works: Iterable[Work]) -> dict[str, Any]:
    pictures = [one for one in works if taking.is_picture(one.media_type)]
    found = (taking.of_picture(one, looks.of_piece) for one in pictures)
    turns = [each for each in found if each is not None]
    near = {
        looks.ONE_VIEW: [prints.one_view(each) for each in turns],
        looks.VIEWS: [prints.views(each) for each in turns],
    }
    card: dict[str, Any] = {"works": len(prints.keys), "held_out": len(turns)}
    for method, nearest in near.items():
        distances = [one.distance for one in nearest if one]
        chosen = limit(distances, CEILINGS[method])
        alarms = sum(distance <= chosen for distance in distances)
        card[method] = {"limit": chosen, "false_alarms": alarms}
    return card


def limits(card: Mapping[str, Any]) -> dict[str, int]:
    """Return the limits of pictures that a card's `guard` holds; else the ceilings."""
    found = card.get("pictures", {})
    return {
        method: int(found.get(method, {}).get("limit", ceiling))
        for method, ceiling in CEILINGS.items()
    }
