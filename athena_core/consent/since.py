"""What has happened to the consents behind a piece since it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from athena_core.consent.entry import Entry
from athena_core.consent.registry import Registry


def since(
    known: Registry,
    record: Mapping[str, Any],
    on: dt.date,
) -> Iterator[str]:
    """Yield a sentence for each entry of a record that stands otherwise today.

    A piece that was made stays; the sentences say so, and never a former name.
    """
    made = dt.date.fromisoformat(str(record["made_on"])[:10])
    for identifier in _entries(record):
        entry = known.find(identifier)
        if entry is None:
            yield f"{identifier} is not in the registry at hand ({known.on})"
        else:
            yield from _changes(known.name(identifier), entry, made, on)


def _entries(record: Mapping[str, Any]) -> list[str]:
    datasets: Iterable[Mapping[str, Any]] = record.get("datasets", ())
    found = (str(one["id"]) for part in datasets for one in part.get("entries", ()))
    return list(dict.fromkeys(found))


def _changes(name: str, entry: Entry, made: dt.date, on: dt.date) -> Iterator[str]:
    for one in entry.withdrawals:
        if one.effective_on <= on:
            when = "after" if one.effective_on > made else "before"
            yield f"{name} withdrew on {one.effective_on}, {when} this was made"
    if entry.status == "suspended":
        yield f"the entry of {name} is suspended: {entry.status_reason}"
    consent = entry.rights.consent
    if consent and consent.expires < on:
        yield f"the consent of {name} ran out on {consent.expires}"
