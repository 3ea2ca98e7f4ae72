"""By what right the works of a folder are used: the user's word, or a `rights.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from athena_core import InputError, Right, Skipped

FILE = "rights.toml"
KEYS = ("right", "because", "maker", "year")
HOW = "write own, public-domain, or an SPDX licence such as CC-BY-4.0"


def stated(right: str | None, because: str | None) -> Right | None:
    """Return the right that the user states, or None where nothing is said.

    Raises `InputError` when one half is missing or the right is of no known kind.
    """
    right, because = (right or "").strip(), (because or "").strip()
    if not right and not because:
        return None
    if not right:
        raise InputError(f"a reason is given, but not by what right: {HOW}")
    if not because:
        raise InputError(f"right {right!r} needs a reason: say why in `because`")
    if right == "own":
        return Right(basis="own", because=because)
    if right == "public-domain":
        return Right(basis="public-domain", because=because)
    return Right(basis="open-licence", because=because, licence=_licence(right))


def _licence(right: str) -> str:
    if right in {"consent", "generated"}:
        raise InputError(f"{right!r} cannot be claimed in words, it needs a record")
    try:
        return str(canonicalize_license_expression(right))
    except InvalidLicenseExpression:
        raise InputError(f"{right!r} is no right known here: {HOW}") from None


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What a `rights.toml` says of some files."""

    match: str = "*"
    right: Right | None = None
    maker: str = ""
    year: int | None = None


@dataclass(kw_only=True, slots=True)
class Rights:
    """A `rights.toml` as read.

        [default]                    # for every file not named below
        right = "own"                # own, public-domain, or an SPDX licence
        because = "I drew them between 2019 and 2024"
        maker = "Ada Example"        # optional, as is year

        [[files]]                    # the first that matches a file counts for it
        match = "scans/*.jpg"        # from this folder; * crosses folders too
        right = "public-domain"
        because = "maker died 1903; published 1889"

    What a `[[files]]` leaves out comes from `[default]`.
    """

    default: Statement = field(default_factory=Statement)
    files: tuple[Statement, ...] = ()
    used: set[str] = field(default_factory=set)

    def of(self, name: str) -> Statement:
        """Return what is said of a file, by its path from the folder."""
        for statement in self.files:
            if fnmatchcase(name, statement.match):
                self.used.add(statement.match)
                return statement
        return self.default

    def unused(self) -> Iterator[Skipped]:
        """Yield the patterns that matched no file: a slip of the pen, most likely."""
        for statement in self.files:
            if statement.match not in self.used:
                reason = f"no file matches {statement.match!r}"
                yield Skipped(name=FILE, reason=reason)


def rights_beside(root: Path) -> Rights:
    """Read the `rights.toml` of a folder; without one, nothing is said of any file.

    Raises `InputError` that names the file, the table and the key that is wrong.
    """
    file = root / FILE
    if not file.is_file():
        return Rights()
    try:
        content = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{file} is not readable TOML: {error}") from None
    try:
        return _rights(content)
    except InputError as error:
        raise InputError(f"{file}: {error}") from None


def _rights(content: Mapping[str, Any]) -> Rights:
    if unknown := sorted(set(content) - {"default", "files"}):
        raise InputError(
            f"{unknown[0]!r} is unknown; there are [default] and [[files]]"
        )
    default = _statement("[default]", content.get("default", {}), KEYS, Statement())
    tables = content.get("files", [])
    if not isinstance(tables, list):
        raise InputError("write [[files]] with two brackets: there may be several")
    files = []
    for number, table in enumerate(tables, 1):
        where = f"[[files]] number {number}"
        files.append(_statement(where, table, ("match", *KEYS), default))
        if not files[-1].match:
            raise InputError(f"{where} needs match, such as match = 'scans/*.jpg'")
    return Rights(default=default, files=tuple(files))


def _statement(
    where: str,
    table: Any,
    keys: tuple[str, ...],
    default: Statement,
) -> Statement:
    if not isinstance(table, Mapping):
        raise InputError(f"{where} must be a table")
    if unknown := sorted(set(table) - set(keys)):
        known = ", ".join(keys)
        raise InputError(f"{where}: {unknown[0]!r} is unknown; there are {known}")
    for key, value in table.items():
        kind = int if key == "year" else str
        if not isinstance(value, kind) or isinstance(value, bool):
            raise InputError(f"{where}: {key} must be {_called(kind)}")
    try:
        right = stated(table.get("right"), table.get("because"))
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    return Statement(
        match=table.get("match", ""),
        right=right or default.right,
        maker=table.get("maker", default.maker),
        year=table.get("year", default.year),
    )


def _called(kind: type) -> str:
    return "a whole number" if kind is int else "text in quotes"
