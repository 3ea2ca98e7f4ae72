"""Blocks of lines between blank ones, and what each looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from athena_plugin_collections import marks
from athena_plugin_collections.book import Book

WIDE = 50
"""Prose is set this wide at least, verse seldom."""
TITLE_WIDTH = 64
TITLE_LINES = 3
DECORATION = re.compile(r"[\W_]*")
FRONT = 9
"""Blank lines that the first block counts as having before it."""
PAGE_NUMBER = re.compile(r"(?:page|pg)?[\s.\[{]*(?:\d{1,3})[\s.\]}]*", re.IGNORECASE)
RUNNING_HEAD = re.compile(r"\s*(?:\d{1,3}\s{2,}[^a-z]{3,}|[^a-z]{3,}\s{2,}\d{1,3})\s*")
NUMERAL = re.compile(r"\s*(?:[IVX]|[LC](?=[IVXLC]))[IVXLC]*\.?\s*")
ENTRY = re.compile(r"(?P<title>.*?\S)(?:[ .]{2,}|\s)(?P<page>\d{1,3}(?:[-,]\d+)*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Lines that follow each other, as they stand in the file."""

    gap: int
    """How many blank lines are before it."""
    number: int
    """Of its first line, in the file."""
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(line.strip() for line in self.lines)


def blocks(book: Book, *, numerals: bool) -> list[Block]:
    """Split a book; by-lines, notes in brackets, page numbers, ornaments go.

    Where `numerals` head poems, each stands in a block of its own, though the printer
    may have left no space around it.
    """
    found: list[Block] = []
    gap = 0
    author = marks.key(book.author)
    by_lines = {author, "by", f"by{author}"}
    for block in _split(book, numerals=numerals):
        gap = max(gap, block.gap)
        if not _is_furniture(block) and marks.key(block.text) not in by_lines:
            found.append(replace(block, gap=gap))
            gap = 0
    return found


def _split(book: Book, *, numerals: bool) -> Iterator[Block]:
    gap, start = FRONT, 0
    lines: list[str] = []
    for number, line in enumerate((*_unbracketed(book.lines), ""), book.first):
        alone = numerals and NUMERAL.fullmatch(line) is not None
        if lines and (alone or not line.strip()):
            yield Block(gap=gap, number=start, lines=tuple(lines))
            lines, gap = [], 0
        if alone:
            yield Block(gap=max(gap, 1), number=number, lines=(line,))
            gap = 1
        elif not line.strip():
            gap += 1
        elif not RUNNING_HEAD.fullmatch(line):
            if not lines:
                start = number
            lines.append(line)


def _unbracketed(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines, blank where a bracket that began a line has not closed again.

    Such are pictures and their captions, footnotes and editors' notes. A bracket that
    does not close within a page is let stand.
    """
    skip = 0
    for number, line in enumerate(lines):
        if skip:
            skip -= 1
            yield ""
            continue
        if line.lstrip().startswith("["):
            skip = _bracket_length(lines[number : number + 40])
        if skip:
            skip -= 1
            yield ""
        else:
            yield line


def _bracket_length(lines: Sequence[str]) -> int:
    depth = 0
    for count, line in enumerate(lines, 1):
        depth += line.count("[") - line.count("]")
        if depth <= 0:
            return count if line.rstrip().endswith("]") else 0
    return 0


def _is_furniture(block: Block) -> bool:
    if DECORATION.fullmatch(block.text):
        return True
    return len(block.lines) == 1 and PAGE_NUMBER.fullmatch(block.text) is not None


def is_prose(lines: Sequence[str]) -> bool:
    """Whether lines are prose: wide ones, most of which go on in lower case.

    Verse may be as wide, and free verse goes on in lower case, but seldom both.
    """
    later = [line.strip() for line in lines[1:]]
    if not later:
        return len(lines) == 1 and len(lines[0].strip()) > TITLE_WIDTH + 10
    lower = sum(line[:1].islower() for line in later)
    full = median(len(line.strip()) for line in lines[:-1])
    return lower * 2 > len(later) and full >= WIDE


def is_list(lines: Sequence[str]) -> bool:
    """Whether lines are a list of names or titles: a contents, subscribers, books."""
    entries = sum(_is_entry(line.strip()) for line in lines)
    return entries * 5 >= len(lines) * 3


def _is_entry(line: str) -> bool:
    if ENTRY.fullmatch(line):
        return True
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]  # noqa: PLR2004 - small words are not told by case
    if not words:
        return line.isupper()
    plain = marks.STRAY.sub("", line).strip()
    return plain[-1:] not in ",;" and all(word[0].isupper() for word in words)


def is_title(block: Block) -> bool:
    """Whether a block could be a heading: short, not going on, not lower case."""
    if len(block.lines) > TITLE_LINES:
        return False
    if max(len(line.strip()) for line in block.lines) > TITLE_WIDTH:
        return False
    plain = marks.clean(block.text)
    opening = plain.lstrip("'\"([ ")[:1]
    return plain[-1:] not in ",;:\u2014" and not opening.islower()


def is_capitals(block: Block) -> bool:
    """Whether a block is in capitals, or all of it in italics: a heading's dress."""
    text = block.text
    italic = text[:1] in "_~" and text.rstrip(".")[-1:] in "_~"
    return italic or not any(sign.islower() for sign in text)
