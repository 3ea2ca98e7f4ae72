"""Cached copies of works that were taken back are deleted, and their absence is proved.

A cache that does not say what it holds is deleted as soon as any work was taken back:
it can be made again, and unknown is no.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core.consent.permission import Ruling, may
from athena_core.consent.registry import Asking, Registry
from athena_core.errors import InputError, RefusedError
from athena_core.library import home, ledger, models
from athena_core.plugins import Plugins
from athena_core.protocols import Model
from athena_core.run import caches, fingerprinting, shelf

TAKEN_BACK = frozenset({"D02", "D03", "D06"})
"""Codes that say: not any more, to nobody. Others depend on who asks, and for what."""
LEARNED = TAKEN_BACK | {"D01", "D12"}
"""The same of a work that was learned from or cached, so that was given once."""
NOT_REACHED = (
    "your own folders, which nothing here touches",
    "copies on other machines, and models that were exported or downloaded",
    "weights: `athena models audit` names the models that learned from such works",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Deleted:
    """One cache that is no more."""

    files: tuple[str, ...]
    """From the folder of all state."""
    bytes: int
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Synced:
    """What was deleted, and what was looked at to prove that nothing is left."""

    taken_back: int
    """Works known by hash that may no longer be learned from."""
    deleted: tuple[Deleted, ...]
    files: int
    """Files that were hashed and searched afterwards."""
    bytes: int
    fingerprints: int
    """Fingerprints that models of yours no longer hold: hashes taken back by name."""
    not_reached: tuple[str, ...] = NOT_REACHED


Line = Mapping[str, Any]


def sync(plugins: Plugins, registry: Registry, asking: Asking) -> Synced:
    """Delete what caches hold of works that were taken back, then prove it.

    Raises `RefusedError` naming a file in which such a work is found all the same.
    """
    entries = _entries(plugins)
    known = [(cache, caches.manifest(cache)) for cache in caches.caches()]
    known += [([sample], {}) for sample in caches.samples()]
    lines = [
        _line(sha256, entry or entries.get(sha256, ""))
        for _, held in known
        for sha256, entry in (held or {}).items()
    ]
    ended = {one.sha256: one for one in _ended(registry, lines, entries, asking)}
    deleted = []
    for cache, held in known:
        if why := _why(cache, held, ended):
            deleted.append(_delete(cache, why))
    count, size = _prove(frozenset(ended))
    return Synced(
        taken_back=len(ended),
        deleted=tuple(deleted),
        files=count,
        bytes=size,
        fingerprints=_fingerprints(registry, asking),
    )


def _fingerprints(registry: Registry, asking: Asking) -> int:
    """Take out of checkpoints what may not be kept of a work, not even its hash.

    Those inside plugins' packages are not ours to write.
    """
    count = 0
    for name in models.names():
        for folder in models.checkpoints(name):
            model = models.read(folder, name)
            count += fingerprinting.withdraw(model, registry, asking.on)
    return count


def _entries(plugins: Plugins) -> dict[str, str]:
    """Return the entry of every work that a model of this machine learned from."""
    found: dict[str, str] = {}
    for model in shelf.listing(plugins):
        works = ledger.works(model.ledger) if isinstance(model, Model) else ()
        for work in works:
            if entry := (work.get("right") or {}).get("entry"):
                found[work["sha256"]] = entry
    return found


def _line(sha256: str, entry: str) -> Line:
    return {"id": sha256[:12], "sha256": sha256, "right": {"entry": entry}}


def _ended(
    registry: Registry,
    cached: Iterable[Line],
    entries: Mapping[str, str],
    asking: Asking,
) -> Iterator[Ruling]:
    """Yield every work known here by its hash that may no longer be learned from."""
    entered = (
        _line(work.sha256, one.entry.id)
        for one in registry.entries.values()
        for work in one.entry.works
        if one.entry.status != "pending"  # offered, and never given yet
    )
    learned = (_line(sha256, entry) for sha256, entry in entries.items())
    for works, codes in ((entered, TAKEN_BACK), ((*learned, *cached), LEARNED)):
        for ruling in may(registry, works, "train", asking, declared=True):
            told = {reason.code for reason in ruling.reasons}
            # of an entry that this registry has never seen, nothing was taken back
            if codes & told and registry.find(ruling.entry):
                yield ruling


def _why(
    cache: list[Path],
    held: Mapping[str, str] | None,
    ended: Mapping[str, Ruling],
) -> str:
    """Say why a cache has to go, or nothing."""
    if held is None:
        return "it does not say which works it holds" if ended else ""
    hashes = [*held, *(caches.digest(path) for path in cache)]
    found = [ended[one] for one in hashes if one in ended]
    if not found:
        return ""
    first = "; ".join(reason.text for reason in found[0].reasons)
    return f"works taken back: {len(found):,}; the first: {first}"


def _delete(cache: list[Path], why: str) -> Deleted:
    names = tuple(path.relative_to(home.home()).as_posix() for path in cache)
    size = sum(path.stat().st_size for path in cache)
    for path in cache:
        try:
            path.unlink()
        except OSError as error:
            raise InputError(
                f"{path} cannot be deleted: {error.strerror}; close what uses it",
            ) from None
    return Deleted(files=names, bytes=size, why=why)


def _prove(ended: frozenset[str]) -> tuple[int, int]:
    """Look at every byte that is left; returns how many files and bytes.

    Raises `RefusedError` for a file that is a work taken back, or that names one.
    """
    count = size = 0
    for path in [*caches.walk(), *caches.samples()]:
        if caches.digest(path) in ended or caches.names(path, ended):
            raise RefusedError(
                f"{path} still holds a work that was taken back; close what uses it, "
                "and run `athena datasets sync` again",
            )
        count, size = count + 1, size + path.stat().st_size
    return count, size
