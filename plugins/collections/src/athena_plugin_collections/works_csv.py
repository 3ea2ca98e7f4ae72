"""`works.csv` beside the works: who made each, and why it may be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from athena_core import InputError, Right, Skipped
from athena_plugin_collections import tables
from athena_plugin_collections.rights import stated

FILE = "works.csv"
KINDS = ("tone", "medium", "style", "subject")
"""Columns that become labels."""
TERM = 70
"""Years after a maker's death until copyright has run out, in most of the world."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One work as the table tells it."""

    file: str
    title: str = ""
    maker: str = ""
    year: int | None = None
    sha256: str = ""
    right: Right | None = None
    labels: tuple[str, ...] = ()


@dataclass(kw_only=True, slots=True)
class WorksCsv:
    """A `works.csv` as read. It says what belongs to the collection and what not."""

    rows: Mapping[str, Row]
    skipped: tuple[Skipped, ...] = ()
    used: set[str] = field(default_factory=set)

    def of(self, name: str) -> Row | None:
        """Return the row of a file, by its path from the folder."""
        self.used.add(name)
        return self.rows.get(name)

    def missing(self) -> Iterator[Skipped]:
        """Yield the rows whose file did not turn up."""
        for name in self.rows:
            if name not in self.used:
                reason = f"{FILE} lists it, but there is no such file to read"
                yield Skipped(name=name, reason=reason)


def works_beside(root: Path) -> WorksCsv | None:
    """Read the `works.csv` of a folder, or return None where there is none.

    Raises `InputError` when it is not UTF-8 CSV with a column called file.
    """
    path = root / FILE
    if not path.is_file():
        return None
    try:
        return _read(tables.rows(tables.read_text(path), ("file",)))
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _read(found: Iterator[tuple[int, tables.Cells]]) -> WorksCsv:
    rows: dict[str, Row] = {}
    skipped: list[Skipped] = []
    for number, cells in found:
        row = _row(cells)
        where = f"{FILE}#{number}"
        if not row.file:
            skipped.append(Skipped(name=where, reason="the row names no file"))
        elif row.file in rows:
            skipped.append(Skipped(name=where, reason=f"{row.file} is listed before"))
        else:
            rows[row.file] = row
    return WorksCsv(rows=rows, skipped=tuple(skipped))


def _row(cells: tables.Cells) -> Row:
    return Row(
        file=cells.first("file").replace("\\", "/").removeprefix("./"),
        title=cells.first("title"),
        maker=cells.first("artist", "maker", "poet", "author"),
        year=tables.year(cells.first("year")),
        sha256=cells.first("sha256").lower(),
        right=_right(cells),
        labels=tuple(
            f"{kind}:{value}" for kind in KINDS if (value := cells.first(kind))
        ),
    )


def _right(cells: tables.Cells) -> Right | None:
    """Return the right that a row gives, or None when it does not give enough.

    `licence_basis` is `PD: reasons`, `own`, or an SPDX licence; `clearance` is whose
    word it is. The public domain needs a clearance and a death long enough ago.
    """
    basis, clearance = cells.first("licence_basis"), cells.first("clearance")
    if re.match(r"(?i)pd\b|public.domain", basis):
        died = tables.year(cells.first("artist_died", "died"))
        if not clearance or died is None or not _run_out(died):
            return None
        reason = re.sub(r"(?i)^(pd|public.domain)\b[ :;,.]*", "", basis)
        because = f"{reason or f'artist died {died}'}; {clearance}"
        return Right(basis="public-domain", because=because)
    if basis:
        with suppress(InputError):
            return stated(basis, clearance or f"{FILE} says so")
    return None


def _run_out(died: int) -> bool:
    return died + TERM < datetime.now(UTC).year
