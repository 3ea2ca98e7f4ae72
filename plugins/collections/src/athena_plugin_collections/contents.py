"""The printed contents of a book: the surest guide to what is a title in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from athena_plugin_collections import marks
from athena_plugin_collections.apart import is_apart
from athena_plugin_collections.blocks import ENTRY, NUMERAL, Block, is_list

HEADINGS = frozenset({"contents", "tableofcontents", "thecontents", "contentspage"})
COLUMNS = frozenset({"page", "pages", "contents"})
FEWEST = 3
"""Entries below which a list is no contents worth going by."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """Titles by their key, and the block after the list."""

    titles: Mapping[str, str]
    end: int

    def find(self, block: Block) -> str | None:
        """Return the key of the entry that a block's words are, if they are one."""
        for words in (block.text, block.lines[0]):
            if (key := marks.key(words)) in self.titles:
                return key
        whole = marks.key(block.text)
        for key in self.titles:
            shorter, longer = sorted((key, whole), key=len)
            if len(shorter) >= 10 and longer.startswith(shorter):  # noqa: PLR2004 - a
                # heading may have a subtitle that the contents leave out
                return key
        return None


def find_contents(blocks: Sequence[Block]) -> Contents | None:
    """Find the printed contents; None when there are none, or too few entries."""
    for place, block in enumerate(blocks):
        if marks.key(block.lines[0]) not in HEADINGS:
            continue
        rest = [*([_rest(block)] if len(block.lines) > 1 else []), *blocks[place + 1 :]]
        listed = _listed(rest)
        titles = _titles([line for one in listed for line in one.lines])
        if len(titles) >= FEWEST:
            return Contents(titles=titles, end=_end(blocks, place, listed))
    return None


def _rest(block: Block) -> Block:
    return Block(gap=0, number=block.number + 1, lines=block.lines[1:])


def _listed(blocks: Sequence[Block]) -> list[Block]:
    """Take the blocks that belong to the list, as long as they look like one.

    Headings of the first poem look like entries too: they are met for the second time,
    and given back.
    """
    taken: list[Block] = []
    for place, block in enumerate(blocks):
        if is_apart(block) or not (is_list(block.lines) or _is_group(blocks, place)):
            break
        taken.append(block)
    while taken and _met_before(taken):
        taken.pop()
    return taken


def _is_group(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block is a line in a list, though by its looks it could be verse."""
    if len(blocks[place].lines) > 1 or place + 1 == len(blocks):
        return False
    return all(ENTRY.fullmatch(line.strip()) for line in blocks[place + 1].lines)


def _met_before(taken: Sequence[Block]) -> bool:
    *before, last = taken
    keys = {marks.key(_unpaged(line)) for block in before for line in block.lines}
    return len(last.lines) == 1 and marks.key(_unpaged(last.lines[0])) in keys


def _unpaged(line: str) -> str:
    line = line.partition("}")[0].strip()
    found = ENTRY.fullmatch(line)
    return found["title"].rstrip(" .") if found else line


def _titles(lines: Sequence[str]) -> Mapping[str, str]:
    """Return entries by key; where pages are given, lines without one are groups.

    Unless a brace gives several lines one page.
    """
    paged = [line for line in lines if "}" in line or ENTRY.fullmatch(line.strip())]
    wanted = paged if len(paged) * 2 >= len(lines) else lines
    titles = {
        marks.key(words): marks.title(words)
        for words in (re.sub(r"[.\s]+$", "", _unpaged(line)) for line in wanted)
    }
    return {
        key: title
        for key, title in titles.items()
        if key and key not in COLUMNS and not NUMERAL.fullmatch(title)
    }


def _end(blocks: Sequence[Block], place: int, listed: Sequence[Block]) -> int:
    last = listed[-1].number if listed else blocks[place].number
    return next(
        (n for n, block in enumerate(blocks) if block.number > last),
        len(blocks),
    )
