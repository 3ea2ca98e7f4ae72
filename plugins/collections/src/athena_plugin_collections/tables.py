"""Text files and tables as people save them: encodings, separators, odd headers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from athena_core import InputError

# 131,072 letters a field is the library's own limit; long poems in CSV are longer.
# There is one limit for the whole process, and a higher one harms nobody.
csv.field_size_limit(max(csv.field_size_limit(), 16 * 1024 * 1024))

SEPARATORS = ",;\t"
MAX_BYTES = 512 * 1024 * 1024


def read_text(file: Path) -> str:
    """Read a text file: UTF-8, with or without its mark; line ends as they are.

    Raises `InputError` with a clause to be put after the file's name.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"it is larger than {MAX_BYTES >> 20} MB")
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}") from None
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("it is not UTF-8 text: save it as UTF-8") from None
    if "\0" in found:
        raise InputError("it is not text: there are zero bytes in it")
    return found


@dataclass(frozen=True, slots=True)
class Cells:
    """One row, by column."""

    values: Mapping[str, str]

    def first(self, *columns: str) -> str:
        """Return the first of these columns that has something in it, or nothing."""
        for column in columns:
            if value := self.values.get(column, "").strip():
                return value
        return ""

    def raw(self, *columns: str) -> str:
        """Do the same, blanks kept: for verse."""
        for column in columns:
            if (value := self.values.get(column, "")).strip():
                return value
        return ""


def rows(text: str, needed: Sequence[str]) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a table with their numbers, from 1, headers in lower case.

    The separator is a comma, semicolon or tab, whichever splits off one of the `needed`
    columns. Rows without anything in them are passed over; missing cells are empty.
    Raises `InputError` when no needed column is there or a quote is never closed.
    """
    separator = _separator(text, needed)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        header = [name.strip().casefold() for name in next(reader)]
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, Cells(dict(zip(header, cells, strict=False)))
    except csv.Error as error:
        raise InputError(f"it is no readable CSV: {error}") from None


def _separator(text: str, needed: Sequence[str]) -> str:
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            header = {name.strip().casefold() for name in next(reader, [])}
        except csv.Error:
            continue
        if header & set(needed):
            return separator
    raise InputError(f"it has no column called {' or '.join(needed)}")


def year(value: object) -> int | None:
    """Return a year as a number, where there is one; `c. 1905` counts."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    found = (
        re.search(r"(?<!\d)\d{3,4}(?!\d)", value) if isinstance(value, str) else None
    )
    return int(found[0]) if found else None
