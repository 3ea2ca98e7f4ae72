"""Who made a file's work and by what right it is used, from all that says so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from athena_core import InputError, Right, Skipped
from athena_plugin_collections.rights import Statement, rights_beside
from athena_plugin_collections.works_csv import Row, works_beside


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """What is known of a file beside its bytes."""

    right: Right | None = None
    title: str = ""
    maker: str = ""
    year: int | None = None
    labels: tuple[str, ...] = ()
    sha256: str = ""
    """What its bytes should hash to, where somebody wrote that down."""


UNLISTED = "works.csv does not list it"
OTHER = "it is not the file that works.csv lists: its sha256 differs"


def check(file: Path, credit: Credit) -> None:
    """Hold a file against the hash on record. Raises `InputError` when it differs."""
    if not credit.sha256:
        return
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}") from None
    if found != credit.sha256:
        raise InputError(OTHER)


class Credits:
    """`works.csv`, then `rights.toml`, then the user's own word: the first that speaks.

    So a word said of a whole folder never overrides what is known of one work.
    """

    def __init__(self, root: Path, right: Right | None, maker: str = "") -> None:
        """Read what lies in `root`. Raises `InputError` when it is not well-formed."""
        self.root = root
        self.right = right
        self.maker = maker
        self.rights = rights_beside(root)
        self.listed = works_beside(root)

    def of(self, name: str) -> Credit | None:
        """Return a file's credit, or None when a `works.csv` leaves the file out."""
        statement = self.rights.of(name)
        if self.listed is None:
            return self._credit(statement, Row(file=name))
        row = self.listed.of(name)
        return None if row is None else self._credit(statement, row)

    def _credit(self, statement: Statement, row: Row) -> Credit:
        return Credit(
            right=row.right or statement.right or self.right,
            title=row.title,
            maker=row.maker or statement.maker or self.maker,
            year=statement.year if row.year is None else row.year,
            labels=row.labels,
            sha256=row.sha256,
        )

    def left_over(self) -> Iterator[Skipped]:
        """Yield rows without a file, and patterns that matched none."""
        yield from self.rights.unused()
        if self.listed is not None:
            yield from self.listed.skipped
            yield from self.listed.missing()
