"""A registered work that lies at hand, to be shown to the person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from athena_core.consent.entry import Entered
from athena_core.consent.permission import may
from athena_core.consent.registry import Asking, Registry
from athena_core.protocols import Dataset, Skipped, Work


def at_hand(
    dataset: Dataset,
    registry: Registry,
    entry: str,
    asking: Asking,
) -> Iterator[tuple[Entered, Work]]:
    """Yield an entry's works that the dataset holds and that may be shown today.

    They are known by their hashes, never by what a file is called. Where several
    entries hold one, any no wins.
    """
    found = registry.find(entry)
    for work in dataset.works():
        if found is None or isinstance(work, Skipped):
            continue
        hashes = filter(None, (work.sha256, work.content_sha256))
        for identifier, name in registry.holding(*hashes):
            entered = found.work(name) if identifier == entry else None
            if entered and not may(registry, [work], "show_work", asking):
                yield entered, work
                break
