"""Which pieces are meant: files, folders, or words that the gallery is searched for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from athena_core.errors import NotFoundError


def pieces(names: Sequence[str]) -> list[Any]:
    """Return the pieces, each once, in the order they were named.

    A name that is no file and no folder is a query. Raises `NotFoundError` where
    nothing is found.
    """
    from athena_core.run.exporting import chosen

    paths = [path for name in names for path in _paths(name)]
    return [chosen(path) for path in dict.fromkeys(paths)]


def one(name: str) -> Any:
    """Return one raw piece by its file, or by its id or name in the gallery."""
    from athena_core import gallery
    from athena_core.run.exporting import chosen

    path = Path(name)
    if not path.is_file():
        with gallery.opened() as index:
            path = gallery.one(index, name).path
    return chosen(path, only_pieces=True)


def _paths(name: str) -> list[Path]:
    from athena_core import gallery
    from athena_core.run.exporting import within

    path = Path(name)
    if path.is_file():
        return [path]
    found = within(path) if path.is_dir() else gallery.paths(name)
    if not found:
        raise NotFoundError(f"there is no piece {name!r}, as a file or in the gallery")
    return found


def remember(*paths: Path) -> None:
    """Tell the gallery's index of new files; what it answers is talk."""
    from athena_core import gallery
    from athena_core.cli import show

    if said := gallery.remember(*paths):
        show.say(said)
