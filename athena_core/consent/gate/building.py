"""What is made of the entries: the index, the schema, the counts in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from athena_core import files
from athena_core.consent import index as indexes
from athena_core.consent.decide import decide
from athena_core.consent.entry import Entry
from athena_core.consent.index import Index, Indexed
from athena_core.consent.uses import USES

SCHEMA_FILE = "schema.json"
REGION = re.compile(r"(<!-- counts -->\n).*?(<!-- /counts -->)", re.DOTALL)
MANY = 1_000_000
"""Makers in a model, where the question is whether anything is given at all."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many makers and artists the registry has on a day."""

    makers: int
    """Whose copyright has run out; each member of a shared name counts."""
    agreed: int
    """Living artists whose consent is verified and gives something that day."""
    on: dt.date

    def __str__(self) -> str:
        """Return the sentence for pages."""
        day = f"{self.on.day} {self.on:%B %Y}"
        return (
            f"{_plural(self.makers, 'maker')} whose copyright has run out (USA; life + "
            f"70 years; longer terms exist), {_plural(self.agreed, 'living artist')} "
            f"who agreed. Counted from the registry on {day}."
        )


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def counts(index: Index) -> Counts:
    """Count makers and artists; nobody who only waits for review is counted."""
    out = [
        one.entry
        for one in index.entries
        if one.entry.rights.basis == "public-domain" and one.entry.status == "active"
    ]
    return Counts(
        makers=sum(max(1, len(entry.artist.members)) for entry in out),
        agreed=sum(_agreed(one, index.on) for one in index.entries),
        on=index.on,
    )


def _agreed(one: Indexed, on: dt.date) -> bool:
    entry = one.entry
    if entry.rights.consent is None or not entry.artist.may_live:
        return False
    return any(_gives(one, work.id, on) for work in entry.works)


def _gives(one: Indexed, work: str, on: dt.date) -> bool:
    places = one.entry.rights.consent.territory if one.entry.rights.consent else ()
    return any(
        decide(
            one.entry,
            use,
            commercial=False,
            on=on,
            work=work,
            territory="usual" if places == "worldwide" else places[0],
            verified=frozenset(one.verified),
            pool_artists=MANY,
        ).allowed
        for use in USES
    )


def schema() -> bytes:
    """Return the JSON schema of an entry, for editors and other people's tools."""
    return files.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **Entry.model_json_schema(by_alias=True),
        },
    )


def counted(page: str, found: Counts) -> str:
    """Return a page with the region between its markers written anew."""
    return REGION.sub(lambda match: f"{match[1]}{found}\n{match[2]}", page)


def build(folder: Path, on: dt.date) -> tuple[Index, list[Path]]:
    """Write index, schema and counts; return the index and the files that changed.

    The counts stand in the registry's README and, in a checkout, in the project's.
    Raises `EntryError` for a file that is no entry, before anything is written.
    """
    index = indexes.build(folder, on)
    made = dict(wanted(folder, index))
    changed = [path for path, data in made.items() if _differs(path, data)]
    for path in changed:
        files.write_bytes(path, made[path])
    return index, changed


def wanted(folder: Path, index: Index) -> Iterator[tuple[Path, bytes]]:
    """Yield every file that is made of the entries, with what it should hold."""
    yield folder / indexes.FILE, indexes.encode(index)
    yield folder / SCHEMA_FILE, schema()
    for page in (folder / "README.md", folder.parent / "README.md"):
        if page.is_file():
            text = page.read_bytes().decode()  # line ends stay as they are
            yield page, counted(text, counts(index)).encode()


def _differs(path: Path, data: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != data
