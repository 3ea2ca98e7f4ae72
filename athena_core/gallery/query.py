"""What is asked of the gallery: words, and what a piece must be.

Words are words: whatever a person types finds something or nothing, and is never read
as a language of its own. Beside them stand `kind:poem`, `seed:4`, `tag:sea`,
`model:NAME` and a star, for a field where a line is all there is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from athena_core.text import folded

FIELDS = "kind|seed|tag|model"
WORD = re.compile(rf'(?:({FIELDS}):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
STARS = frozenset({"\N{BLACK STAR}", "is:favourite"})
MOST = 12
"""Words that are looked for; the rest of a pasted page is left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """A question; what is empty asks nothing."""

    words: tuple[str, ...] = ()
    """Folded; a piece must have each, by its beginning. One may be of several words."""
    kind: str = ""
    model: str = ""
    """Of a model or of a generator, long or short."""
    seed: str = ""
    tags: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    """The last day that counts, in UTC as in records."""
    favourite: bool = False
    binned: bool = False
    unheard: tuple[str, ...] = ()
    """What was typed and has no letter or digit to look for."""


def parsed(text: str, query: Query | None = None) -> Query:
    """Add what a person typed to a question."""
    found = query or Query()
    for match in WORD.finditer(text):
        field, quoted, bare = match.groups()
        value = (bare if quoted is None else quoted).strip()
        found = _with(found, (field or "").lower(), value)
    return found


def _with(query: Query, field: str, value: str) -> Query:
    if value in STARS and not field:
        return replace(query, favourite=True)
    if field == "tag":
        return replace(query, tags=(*query.tags, value))
    if field == "kind":
        return replace(query, kind=value.lower())
    if field == "seed":
        return replace(query, seed=value)
    if field == "model":
        return replace(query, model=value)
    return _worded(query, value)


def _worded(query: Query, value: str) -> Query:
    word = folded(value)
    if not word:
        return replace(query, unheard=(*query.unheard, value))
    return replace(query, words=(*query.words, word)[:MOST])
