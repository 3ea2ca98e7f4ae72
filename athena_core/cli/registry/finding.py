"""What commands about one entry share: finding it, with the nearest id at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from athena_core.consent.entry import Entry
    from athena_core.consent.registry import Registry


def entry(known: Registry, identifier: str) -> Entry:
    """Return an entry by its id. Raises `NotFoundError` with the nearest one."""
    import difflib

    from athena_core.errors import NotFoundError

    found = known.find(identifier)
    if found is not None:
        return found
    near = difflib.get_close_matches(identifier, known.entries, n=1)
    hint = f"; did you mean {near[0]}?" if near else "; `athena registry list` has all"
    raise NotFoundError(f"the registry has no entry {identifier!r}{hint}")
