"""What the gallery's tests ask again and again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from athena_core import gallery


def listed(text: str = "") -> list[str]:
    return [one.path.name for one in gallery.find(text)]


def everything() -> list[gallery.Exhibit]:
    """Return all that the gallery knows, but for the numbers of rows."""
    with gallery.opened() as index:
        bins = (gallery.Query(), gallery.Query(binned=True))
        found = [one for query in bins for one in gallery.search(index, query)]
    return [replace(one, number=0) for one in found]


def reindexed(*folders: Path) -> gallery.Report:
    with gallery.opened(whole=False) as index:
        return gallery.reindex(index, folders)
