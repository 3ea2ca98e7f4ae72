"""The registry as a program asks it: entries by id and by hash, names of today.

What is known comes from the newest index at hand: the one that came with Athena, or a
newer one that `athena registry update` brought. In a checkout, an entry's file that has
changed since the index was made is read itself.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from athena_core.consent import index as indexes
from athena_core.consent.decide import Decision, decide
from athena_core.consent.entry import Entry
from athena_core.consent.index import Index, Indexed
from athena_core.consent.names import NAMELESS
from athena_core.consent.places import USUAL
from athena_core.consent.proof import stewards
from athena_core.errors import InputError
from athena_core.library import home
from athena_core.library.shipped import shipped
from athena_core.protocols import Use

WARN_AFTER = 30
"""Days after which an index is called old."""
REFUSE_AFTER = 180
"""Days after which consent is not taken from an index: a withdrawal may be missing."""
UNNAMED = "an artist who asked not to be named"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """What a user wants works for: on which day, at which place, for money or not."""

    on: dt.date
    commercial: bool = False
    territory: str = USUAL


class Registry:
    """All entries of one index."""

    def __init__(self, index: Index) -> None:
        """Take an index; the lookups are made once."""
        self.on = index.on
        self._index = index
        self.entries = {one.entry.id: one for one in index.entries}
        self._hashes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for one in index.entries:
            for work in one.entry.works:
                for known in {work.sha256, work.content_sha256} - {None}:
                    self._hashes[str(known)].append((one.entry.id, work.id))

    @property
    def known(self) -> dict[str, str]:
        """Return which registry this is, as a ledger writes it down.

        The hash is of the index as its file holds it. Costs some 0.1 s.
        """
        sha256 = hashlib.sha256(indexes.encode(self._index)).hexdigest()
        commit = {"commit": self._index.commit} if self._index.commit else {}
        return {"on": self.on.isoformat(), "index_sha256": sha256, **commit}

    def find(self, identifier: str) -> Entry | None:
        """Return an entry by its id."""
        one = self.entries.get(identifier)
        return one.entry if one else None

    def holding(self, *hashes: str) -> list[tuple[str, str]]:
        """Return entry and work ids under any of the hashes, each pair once."""
        found = (pair for one in hashes for pair in self._hashes.get(one, ()))
        return list(dict.fromkeys(found))

    def decide(
        self,
        identifier: str,
        work: str,
        use: Use,
        asking: Asking,
        pool_artists: int | None = None,
    ) -> Decision:
        """Decide with what this index has verified. Raises `KeyError` for no entry."""
        one = self.entries[identifier]
        return decide(
            one.entry,
            use,
            commercial=asking.commercial,
            on=asking.on,
            work=work,
            territory=asking.territory,
            verified=frozenset(one.verified),
            pool_artists=pool_artists,
        )

    def name(self, identifier: str) -> str:
        """Return the name to show today for an entry's artist; its id if unknown."""
        entry = self.find(identifier)
        if entry is None:
            return identifier
        consent = entry.rights.consent
        if consent and consent.credit == "withheld":
            return UNNAMED
        return entry.artist.credit_as

    def named(self, text: str) -> str:
        """Put today's names in the place of the ids of artists who may be living."""
        return NAMELESS.sub(lambda found: self.name(found[0]), text)

    def age(self, on: dt.date) -> int:
        """Return how many days old this knowledge is."""
        return (on - self.on).days

    def too_old(self, on: dt.date) -> bool:
        """Whether consent is not taken from this knowledge any more."""
        return self.age(on) > REFUSE_AFTER

    def warning(self, on: dt.date) -> str | None:
        """Say that this knowledge is old, where it is."""
        days = self.age(on)
        if days <= WARN_AFTER:
            return None
        also = "; consent is not taken from it any more" if self.too_old(on) else ""
        return (
            f"the registry at hand is of {self.on}, {days} days old, and may miss a "
            f"withdrawal{also}; `athena registry update` fetches today's"
        )


def of_folder(folder: Path) -> Index:
    """Return the index of a registry's folder, brought up to its files.

    Raises `InputError` when it has no index, `EntryError` for a file that is no entry.
    """
    index = _read(folder / indexes.FILE)
    known = {one.path: one for one in index.entries}
    files = {
        path.relative_to(folder).as_posix(): path for path in indexes.files(folder)
    }
    changed = [path for name, path in files.items() if not _same(path, known.get(name))]
    if not changed and set(known) == set(files):
        return index
    witnesses = stewards.read(folder)
    fresh = (indexes.indexed(folder, path, witnesses, index.on) for path in changed)
    known |= {one.path: one for one in fresh}
    entries = tuple(known[name] for name in sorted(files))
    return index.model_copy(update={"entries": entries})


def _same(path: Path, known: Indexed | None) -> bool:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return known is not None and known.sha256 == sha256


def _read(file: Path) -> Index:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from None
    return indexes.decode(data, str(file))


def fetched() -> Path:
    """Return where an index lies that `athena registry update` brought."""
    return home.home() / "registry" / indexes.FILE


def newest() -> Index:
    """Return the newest index at hand: the one that came with Athena, or a later one.

    Of each entry the later revision counts, whichever of the two holds it, so that
    neither hides a withdrawal. Raises `InputError` when an index cannot be read.
    """
    ours = of_folder(shipped("artists_registry"))
    newer = fetched()
    if newer.is_file() and (brought := _read(newer)).on >= ours.on:
        return _joined(brought, ours)
    return ours


def _joined(newer: Index, other: Index) -> Index:
    """Return an index with those of its entries that another one knows better."""
    others = {one.entry.id: one for one in other.entries}
    entries = tuple(
        max(one, others.get(one.entry.id, one), key=lambda each: each.entry.revision)
        for one in newer.entries
    )
    return newer.model_copy(update={"entries": entries})


@functools.lru_cache(maxsize=1)
def registry() -> Registry:
    """Return the registry of this process. Raises what `newest` raises."""
    return Registry(newest())
