"""A file of Project Gutenberg taken apart: its header, and what is between the markers.

The licence ends here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from athena_core import InputError

START = re.compile(
    r"\*{3} ?start of th(e|is) project gutenberg|\*end\* ?the small print",
    re.IGNORECASE,
)
END = re.compile(
    r"\*{3} ?end of th(e|is) project gutenberg"
    r"|end of (the |this )?project gutenberg('s)?\b",
    re.IGNORECASE,
)
MARKER_LINES = 5
"""A marker that is wrapped closes within so many lines."""
FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z ]+): +(?P<value>\S.*)")
NUMBER = re.compile(r"\[e(?:book|text) #(\d+)\]|gutenberg ebook (\d+)", re.IGNORECASE)
LIFE = re.compile(r",? *[(\[]?(?:b\. |\d{3,4}\??)[-\u2013]?[\d?]*[)\]]?$")
LATER = re.compile(r"\s{6,}\S")


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """What is between the markers, by line, and what the header says of it."""

    lines: tuple[str, ...]
    first: int
    """Number of the first of these lines in the file, from 1."""
    header: Mapping[str, str] = field(default_factory=dict)
    number: str = ""

    @property
    def author(self) -> str:
        """The name of the author, without dates; empty when the header has none."""
        return LIFE.sub("", self.header.get("author", "")).strip()

    @property
    def title(self) -> str:
        """The title of the book."""
        return self.header.get("title", "")


def decoded(data: bytes) -> str:
    """Decode a book: UTF-8 with or without its mark, else what Windows wrote.

    The header's own word on it is missing or wrong too often to go by. Raises
    `InputError` when the bytes are neither.
    """
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError("it is neither UTF-8 nor cp1252 text")


def open_book(text: str) -> Book:
    """Cut a book out of its file.

    Raises `InputError` when a marker is missing: without both, the header or the
    licence would be taken for verse.
    """
    lines = [line.expandtabs().rstrip() for line in re.split("\r\n|\n|\r", text)]
    start = next((n for n, line in enumerate(lines) if START.search(line)), None)
    if start is None:
        raise InputError("it has no start marker of Project Gutenberg: not a raw book")
    body = _after_marker(lines, start)
    end = next((n for n in range(body, len(lines)) if END.search(lines[n])), None)
    if end is None:
        raise InputError("it has no end marker of Project Gutenberg: it is cut off")
    number = NUMBER.search("\n".join(lines[: body + 1]))
    return Book(
        lines=tuple(lines[body:end]),
        first=body + 1,
        header=_header(lines[:start]),
        number=(number[1] or number[2]) if number else "",
    )


def _after_marker(lines: list[str], start: int) -> int:
    """Return the line after the start marker, which may be wrapped over several."""
    if lines[start].count("***") > 1 or lines[start].rstrip().endswith("*"):
        return start + 1
    for number in range(start + 1, min(start + MARKER_LINES, len(lines))):
        if lines[number].endswith("***"):
            return number + 1
    return start + 1


def _header(lines: list[str]) -> Mapping[str, str]:
    """Read `Name: value` lines; a deeply indented line goes on with the one before."""
    found: dict[str, str] = {}
    last = ""
    for line in lines:
        if entry := FIELD.fullmatch(line):
            last = entry["name"].strip().lower()
            found.setdefault(last, " ".join(entry["value"].split()))
        elif last and LATER.match(line):
            glue = " and " if last == "author" else " "
            found[last] += glue + " ".join(line.split())
        else:
            last = ""
    return found
