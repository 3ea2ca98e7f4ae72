"""A look through a whole registry: every entry, and every entry beside others."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from athena_core.consent import index, reading
from athena_core.consent.entry import Entry
from athena_core.consent.findings import Finding, hint, refusal
from athena_core.consent.gate import crossing, hints, layout
from athena_core.consent.proof import evidence
from athena_core.consent.proof import stewards as offices
from athena_core.consent.proof.stewards import Stewards


@dataclass
class _Folder:
    """A registry's folder as it was read, each file once."""

    entries: dict[str, Entry] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)


def review(folder: Path, on: dt.date) -> list[Finding]:
    """Return everything that is wrong in a registry's folder on a day.

    Raises `InputError` when its list of stewards cannot be read.
    """
    known = offices.read(folder)
    read = _read(folder)
    found = read.found
    found += _files(folder)
    found += _ids(read.entries)
    found += crossing.same_works({}, read.entries)
    found += crossing.twins({}, read.entries)
    for path, entry in read.entries.items():
        found += crossing.right_folder(path, entry)
        found += hints.ending(path, entry, on)
        found += _evidence(path, entry, folder, known, on)
    found += _index(folder, read.hashes)
    return sorted(set(found))


def _read(folder: Path) -> _Folder:
    read = _Folder()
    for file in index.files(folder):
        path, data = file.relative_to(folder).as_posix(), file.read_bytes()
        read.hashes[path] = hashlib.sha256(data).hexdigest()
        try:
            read.entries[path] = reading.read(data, file.stem)
        except reading.EntryError as error:
            read.found += [refusal(path, *one) for one in error.findings]
    return read


def _files(folder: Path) -> Iterator[Finding]:
    paths = []
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            paths.append(path.relative_to(folder).as_posix())
            if path.is_symlink():
                yield refusal(paths[-1], "R013", "is a link; only files have a place")
    yield from layout.twins(paths)


def _ids(entries: Mapping[str, Entry]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, entry in entries.items():
        if entry.id in seen:
            sentence = f"this id is taken by {seen[entry.id]}; ids are never used again"
            yield refusal(path, "R016", sentence)
        seen.setdefault(entry.id, path)


def _evidence(
    path: str,
    entry: Entry,
    folder: Path,
    known: Stewards,
    on: dt.date,
) -> Iterator[Finding]:
    for fault in evidence.faults(entry, folder, known, on):
        yield refusal(path, *fault)


def _index(folder: Path, hashes: Mapping[str, str]) -> Iterator[Finding]:
    file = folder / index.FILE
    listed = index.hashes(file.read_bytes()) if file.is_file() else {}
    if listed != hashes:
        changed = {path for path, _ in set(listed.items()) ^ set(hashes.items())}
        yield hint(
            index.FILE,
            "R053",
            f"it is not that of these files ({len(changed)} entries differ); "
            "`athena registry build` writes it anew",
        )
