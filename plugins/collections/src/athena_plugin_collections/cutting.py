"""A book cut at its headings.

Blank lines alone do not tell a title: transcribers put one to five before it, not even
steadily within one book. So the printed contents decide where there are any, and blank
lines, capitals and numerals where there are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from athena_core import InputError
from athena_plugin_collections import marks
from athena_plugin_collections.apart import is_apart, is_end
from athena_plugin_collections.blocks import (
    NUMERAL,
    Block,
    blocks,
    is_capitals,
    is_title,
)
from athena_plugin_collections.book import Book
from athena_plugin_collections.contents import Contents, find_contents

Numbers = Literal["auto", "titles", "parts"]

WIDEST = 3
"""A gap of so many blank lines, or more, is no gap between stanzas."""
FEWEST = 2
"""Fewer titles than this tell nothing of a book's layout."""
NUMBERED = 5
"""So many numerals with a wide gap before them head poems, in a book of few titles."""


@dataclass(kw_only=True, slots=True)
class Section:
    """What stands under one heading."""

    number: int
    """Line of the heading in the file."""
    title: str
    heading: Block
    listed: bool
    """Whether the printed contents name it, or there are none."""
    blocks: list[Block] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class Cut:
    """A book in sections, and the titles in its contents that were not met."""

    sections: list[Section]
    missing: tuple[str, ...] = ()


def cut(book: Book, numbers: Numbers = "auto") -> Cut:
    """Cut a book at its headings.

    Raises `InputError` when nothing tells titles from verse.
    """
    found = blocks(book, numerals=False)
    contents = find_contents(found)
    listed = contents is not None and _is_useful(contents, found)
    numerals = numbers == "titles" or (
        numbers == "auto" and not listed and _are_titles(found)
    )
    if numerals:
        found = blocks(book, numerals=True)
        contents = find_contents(found)
    start = contents.end if contents else 0
    headings = _Headings(
        found[start:],
        contents if listed else None,
        numerals=numerals,
    )
    sections = list(_sections(found[start:], headings))
    return Cut(sections=sections, missing=headings.missing())


def _is_useful(contents: Contents, found: Sequence[Block]) -> bool:
    """Whether a third of the contents, at least, are met as headings."""
    met = {contents.find(block) for block in found[contents.end :] if is_title(block)}
    return len(met - {None}) * 3 >= len(contents.titles)


def _are_titles(found: Sequence[Block]) -> bool:
    wide = [block for block in found if block.gap >= WIDEST and is_title(block)]
    numerals = sum(NUMERAL.fullmatch(block.text) is not None for block in wide)
    return numerals >= NUMBERED and numerals * 2 > len(wide)


class _Headings:
    """Tells which blocks are headings, in order."""

    def __init__(
        self,
        found: Sequence[Block],
        contents: Contents | None,
        *,
        numerals: bool,
    ) -> None:
        self.contents = contents
        self.numerals = numerals
        self.met: set[str] = set()
        self.gap = _title_gap(found)
        if self.gap is None and contents is None and not numerals:
            raise InputError(
                "its titles cannot be told from its verse: there are neither printed "
                "contents nor wider gaps nor capitals; cut it by hand",
            )

    def is_heading(self, block: Block, previous: Block | None) -> bool:
        """Whether a block is a heading; `previous` is the block before if that is."""
        if is_apart(block) and is_title(block):
            return True
        if NUMERAL.fullmatch(block.text):
            return self.numerals
        if self.contents is not None:
            return self._is_listed(block) or self._stands_out(block, previous, WIDEST)
        return self.gap is not None and self._stands_out(block, previous, self.gap)

    def _is_listed(self, block: Block) -> bool:
        key = self.contents.find(block) if self.contents and is_title(block) else None
        if key is None:
            return False
        if key in self.met and block.gap < FEWEST and not is_capitals(block):
            # a line of the poem that is its title too
            return False
        self.met.add(key)
        return True

    def _stands_out(self, block: Block, previous: Block | None, gap: int) -> bool:
        """Whether a block looks like a heading; under another, more is asked of it."""
        capitals = is_capitals(block)
        if not is_title(block) or (len(block.lines) > 1 and not capitals):
            return False
        if previous is not None and not capitals:
            return block.gap >= max(gap, previous.gap)
        # some titles hide behind two blank lines in books that use four
        return block.gap >= (min(gap, FEWEST) if capitals else gap)

    def names(self, block: Block) -> bool:
        """Whether the contents name a heading; without contents, all count as named."""
        return self.contents is None or self.contents.find(block) is not None

    def missing(self) -> tuple[str, ...]:
        """Return the titles in the contents that were not met."""
        titles = self.contents.titles if self.contents else {}
        return tuple(title for key, title in titles.items() if key not in self.met)


def _title_gap(found: Sequence[Block]) -> int | None:
    """Return how many blank lines stand before a title at least, or None if none tell.

    The commonest gap between longer blocks is that of stanzas; titles have more, and
    verse follows them. With one blank line before everything, only capitals tell.
    """
    stanzas = Counter(block.gap for block in found if not is_title(block))
    stanza = stanzas.most_common(1)[0][0] if stanzas else 1
    titles = [
        block
        for block, after in pairwise(found)
        if len(block.lines) == 1 and is_title(block) and not is_title(after)
    ]
    wide, less = (
        sum(block.gap >= gap > stanza for block in titles) for gap in (WIDEST, 2)
    )
    if wide >= FEWEST and wide * 2 >= less:
        return WIDEST
    if less >= FEWEST:
        return 2
    capitals = sum(
        is_capitals(block) and not NUMERAL.fullmatch(block.text) for block in titles
    )
    return 1 if capitals >= FEWEST else None


def _sections(found: Sequence[Block], headings: _Headings) -> Iterator[Section]:
    """Group blocks under their headings; what is before the first one is left out."""
    section: Section | None = None
    for block in found:
        fresh = section is not None and not section.blocks
        previous = section.heading if section is not None and fresh else None
        if section is not None and fresh and _is_subtitle(section, block):
            section.title = marks.title(block.text)
        elif headings.is_heading(block, previous):
            if section is not None:
                yield section
            section = Section(
                number=block.number,
                title=marks.title(block.text),
                heading=block,
                listed=headings.names(block),
            )
        elif is_end(block):
            if section is not None:
                yield section
            section = None
        elif section is not None:
            section.blocks.append(block)
    if section is not None:
        yield section


def _is_subtitle(section: Section, block: Block) -> bool:
    """Whether a block is the words of a title of which the heading is the number."""
    numbered = NUMERAL.fullmatch(section.heading.text) is not None
    return numbered and block.gap < WIDEST and is_capitals(block) and is_title(block)
