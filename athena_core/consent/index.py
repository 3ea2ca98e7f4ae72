"""The registry's index: every entry whole, with its hash, dated, in one JSON file.

The files under `artists_registry/` are the truth; the index is made of them, so that a
program reads one file instead of a hundred, and knows how old its knowledge is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from athena_core.consent import reading
from athena_core.consent.entry import Entry
from athena_core.consent.fields import Sha256, Strict
from athena_core.consent.proof import evidence, stewards
from athena_core.errors import InputError
from athena_core.files import dumps
from athena_core.formats import newer

SCHEMA: Literal["athena.registry-index/1"] = "athena.registry-index/1"
FILE = "index.json"
SIGNATURE = "index.json.sig"
NAMESPACE = "athena-registry"
"""Of the SSH signature of an index."""
FOLDERS = ("entries", "public_domain")


class Indexed(Strict):
    """An entry with its file and what was verified about it."""

    path: Annotated[
        str,
        StringConstraints(pattern=r"^(entries|public_domain)/[a-z0-9-]{2,64}\.toml$"),
    ]
    """From the registry's folder."""
    sha256: Sha256
    """Of the file."""
    verified: tuple[Literal["consent"], ...] = ()
    entry: Entry


class Withdrawn(Strict):
    """A withdrawal in a line, for people and for tools that need no more."""

    id: str
    effective_on: dt.date
    scope: str
    works: str


class Index(Strict):
    """All entries on a day."""

    schema_: Literal["athena.registry-index/1"] = Field(alias="schema")
    on: dt.date
    commit: str = ""
    entries: tuple[Indexed, ...]
    withdrawals: tuple[Withdrawn, ...] = ()


def files(folder: Path) -> Iterator[Path]:
    """Yield the entries' files in the order of their paths; links are none."""
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*.toml")):
            if path.is_file() and not path.is_symlink():
                yield path


def indexed(
    folder: Path,
    path: Path,
    known: stewards.Stewards,
    on: dt.date,
) -> Indexed:
    """Read one entry's file and verify what shows its consent.

    Raises `EntryError` when the file is no entry.
    """
    data = path.read_bytes()
    entry = reading.read(data, path.stem)
    consent = entry.rights.consent
    verified = consent and not evidence.faults(entry, folder, known, on)
    return Indexed(
        path=path.relative_to(folder).as_posix(),
        sha256=hashlib.sha256(data).hexdigest(),
        verified=("consent",) if verified else (),
        entry=entry,
    )


def build(folder: Path, on: dt.date, commit: str = "") -> Index:
    """Make the index of a registry's folder.

    Raises `EntryError` naming the first file that is no entry.
    """
    known = stewards.read(folder)
    entries = tuple(indexed(folder, path, known, on) for path in files(folder))
    return Index(
        schema=SCHEMA,
        on=on,
        commit=commit,
        entries=entries,
        withdrawals=tuple(_withdrawals(entries)),
    )


def _withdrawals(entries: tuple[Indexed, ...]) -> Iterator[Withdrawn]:
    for one in entries:
        for withdrawal in one.entry.withdrawals:
            yield Withdrawn(
                id=one.entry.id,
                effective_on=withdrawal.effective_on,
                scope=_listed(withdrawal.scope),
                works=_listed(withdrawal.works),
            )


def _listed(names: str | tuple[str, ...]) -> str:
    return names if isinstance(names, str) else ", ".join(names)


def encode(index: Index) -> bytes:
    """Return the index as its file holds it: the same bytes for the same registry."""
    return dumps(
        index.model_dump(
            mode="json",
            by_alias=True,
            exclude_defaults=True,
            exclude_none=True,
        ),
    )


def decode(data: bytes, name: str) -> Index:
    """Read an index; `name` is its file, for the message.

    Raises `InputError` when it is none, without repeating what it holds.
    """
    try:
        return Index.model_validate_json(data)
    except ValidationError as error:
        if sentence := newer(_schema(data), SCHEMA):
            raise InputError(f"{name} {sentence}") from None
        first = error.errors(include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"{name} is no registry index ({place or 'JSON'}: {first['msg']}); "
            "`athena registry update` fetches a whole one",
        ) from None


def _schema(data: bytes) -> object:
    """Return what a file that is no index says it is."""
    try:
        return json.loads(data)["schema"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def hashes(data: bytes) -> dict[str, str]:
    """Return the hash of each entry's file by its path, without reading the entries.

    Of a file that is no index there are none.
    """
    try:
        rows = json.loads(data)["entries"]
        return {str(row["path"]): str(row["sha256"]) for row in rows}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
