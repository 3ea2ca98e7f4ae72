"""A collection in which nothing is usable is an error, not an empty list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from athena_core import InputError, Skipped, Work


def usable(source: Path, items: Iterable[Work | Skipped]) -> Iterator[Work | Skipped]:
    """Pass on what a dataset finds.

    Raises `InputError` at the end when not one was a work, with the first reason.
    """
    first: Skipped | None = None
    found = False
    for item in items:
        if isinstance(item, Work):
            found = True
        else:
            first = first or item
        yield item
    if not found:
        why = f"; the first: {first.name}: {first.reason}" if first else ""
        raise InputError(f"{source} holds no usable work{why}")
