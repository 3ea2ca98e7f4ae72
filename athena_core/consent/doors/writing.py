"""Entries as TOML: written whole with a word on each part, or changed in place.

A change keeps the file's comments and order, since people read and write these files.
Whatever is written is read again through the one door before anybody gets it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT
from tomlkit.toml_document import TOMLDocument

from athena_core.consent import reading
from athena_core.consent.entry import Entry, Withdrawal
from athena_core.consent.uses import IN_WORDS

HEAD = (
    "# An entry of Athena's registry of artists, which is public.\n"
    "# What its lines mean stands in docs/registry.md; what is left out is a no.\n\n"
)
WORDS: dict[str, str] = {
    "[artist]": "as they wish to be credited; this may change at any time",
    "[rights]": "by what right the works may be used",
    "[permits]": "what is given, use by use: no, noncommercial or any",
    "[[works]]": "the works, each known by its hashes",
    "[[withdrawals]]": "what is taken back, and from which day on",
}


def toml(entry: Entry) -> bytes:
    """Return an entry as a file of its own."""
    lines = [HEAD]
    left = dict(WORDS)
    # Every line that begins with a bracket is a heading: texts are written on one line.
    for line in tomlkit.dumps(_values(entry)).rstrip("\n").split("\n"):
        if word := left.pop(line, None):
            lines.append(f"# {word}\n")
        lines.append(line + "\n")
    return _checked("".join(lines).encode(), entry)


def with_withdrawal(data: bytes, withdrawal: Withdrawal, expected: Entry) -> bytes:
    """Return the file of an entry with one withdrawal more, comments kept.

    `expected` is what it must say then, its revision included.
    """
    values = _dumped(withdrawal)

    def change(document: TOMLDocument) -> None:
        document["revision"] = expected.revision
        if "withdrawals" not in document:
            document.add(tomlkit.nl())
            document["withdrawals"] = tomlkit.aot()
        place = document["withdrawals"]
        place.append(_table(values) if isinstance(place, AoT) else values)

    return _changed(data, change, expected)


def with_name(data: bytes, name: str, expected: Entry) -> bytes:
    """Return the file of an entry with another name to be credited by."""

    def change(document: TOMLDocument) -> None:
        document["revision"] = expected.revision
        document["artist"]["credit_as"] = name

    return _changed(data, change, expected)


def with_code(data: bytes, sha256: str, expected: Entry) -> bytes:
    """Return the file of an entry with the hash of another withdrawal code."""

    def change(document: TOMLDocument) -> None:
        document["revision"] = expected.revision
        document["rights"]["consent"]["withdrawal_code_sha256"] = sha256

    return _changed(data, change, expected)


def _changed(
    data: bytes,
    change: Callable[[TOMLDocument], None],
    expected: Entry,
) -> bytes:
    """Change a file in place; one that tomlkit cannot bend is written anew."""
    with contextlib.suppress(TOMLKitError, reading.EntryError, KeyError, TypeError):
        document = tomlkit.parse(data.decode())
        change(document)
        return _checked(tomlkit.dumps(document).encode(), expected)
    return toml(expected)


def _checked(data: bytes, expected: Entry) -> bytes:
    """Return the bytes if they say what is meant. Raises `EntryError` if not."""
    if reading.read(data, expected.id) == expected:
        return data
    sentence = "what would be written is not what was meant; please report this"
    raise reading.EntryError(expected.id, [("R002", sentence)])


def _table(values: Mapping[str, Any]) -> tomlkit.items.Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, value)
    return table


def _values(entry: Entry) -> dict[str, Any]:
    """Return what is written: uses and the terms of a consent also where usual."""
    values = _dumped(entry)
    if entry.rights.consent:
        terms = entry.rights.consent.model_dump(exclude={"evidence"})
        evidence = values["rights"]["consent"]["evidence"]
        values["rights"]["consent"] = {**terms, "evidence": evidence}
    values["permits"] = {use: entry.permits.of(use) for use in IN_WORDS}
    head = {key: one for key, one in values.items() if not isinstance(one, dict | list)}
    parts = ("artist", "rights", "permits", "editions", "works", "withdrawals")
    return head | {part: values[part] for part in parts if part in values}


def _dumped(part: Entry | Withdrawal) -> dict[str, Any]:
    values: dict[str, Any] = _listed(
        part.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True),
    )
    return values


def _listed(value: Any) -> Any:
    """Return tuples as lists, which is what TOML has."""
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(one) for one in value]
    return value
