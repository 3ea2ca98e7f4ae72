"""Where the registry's entries lead: which addresses are dead, which hold other files.

Only https addresses are opened, through a function that is given; a location is a hint,
the hash is the identity, so a dead one is a hint to a person and no refusal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from athena_core import text
from athena_core.consent.entry import Entered, Entry
from athena_core.consent.findings import Finding, hint
from athena_core.consent.gate import hints
from athena_core.errors import AthenaError

Read = Callable[[str], bytes]
"""Returns what lies at an address; raises `AthenaError` with a sentence."""
PAGE = re.compile(rb"\s*(<!doctype html|<html|<\?xml)", re.IGNORECASE)
"""How a page begins that tells of a work, and is not its file."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address with every entry that leads there, and the works it should hold."""

    location: str
    paths: tuple[str, ...]
    works: tuple[Entered, ...]


def addresses(entries: Mapping[str, Entry]) -> list[Address]:
    """Return each https address once, in order; those of withdrawn entries are left."""
    paths: dict[str, dict[str, None]] = defaultdict(dict)
    works: dict[str, list[Entered]] = defaultdict(list)
    for path, entry in entries.items():
        if entry.status == "withdrawn":
            continue
        for location in _https(entry.model_dump(mode="json")):
            paths[location][path] = None
        for work in entry.works:
            for location in work.locations:
                works[location].append(work)
    return [
        Address(location, tuple(paths[location]), tuple(works[location]))
        for location in sorted(paths)
    ]


def _https(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _https(one)
    elif isinstance(value, str) and value.startswith("https://"):
        yield value


def look(address: Address, read: Read) -> Iterator[Finding]:
    """Open one address and yield a hint for each entry where it fails them."""
    try:
        data = read(address.location)
    except AthenaError as error:
        for path in address.paths:
            yield hint(path, "R054", str(error))
        return
    if not address.works or PAGE.match(data):
        return
    if not any(_holds(work, data) for work in address.works):
        named = ", ".join(repr(work.id) for work in address.works)
        for path in address.paths:
            sentence = f"{address.location} holds another file than work {named}"
            yield hint(path, "R054", sentence)


def _holds(work: Entered, data: bytes) -> bool:
    """Whether these are a work's bytes; of a poem, its canonical text."""
    if hashlib.sha256(data).hexdigest() == work.sha256:
        return True
    if work.media_type != "text/plain":
        return False
    words = text.canonical(data.decode(errors="replace")).encode()
    return hashlib.sha256(words).hexdigest() == work.sha256


def ending(entries: Mapping[str, Entry], on: dt.date) -> Iterator[Finding]:
    """Yield a hint for each consent that ends within sixty days."""
    for path, entry in entries.items():
        yield from hints.ending(path, entry, on)
