"""The lines of one section made into a poem, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from athena_core import InputError
from athena_plugin_collections import marks
from athena_plugin_collections.apart import LICENCE, OTHER_HAND, is_apart
from athena_plugin_collections.blocks import (
    NUMERAL,
    Block,
    is_capitals,
    is_list,
    is_prose,
)
from athena_plugin_collections.cutting import WIDEST, Section

LONG = 36
"""A line shorter than this was not wrapped: the page is wider."""
FREE = 10
"""In free verse more than one line in so many begins in lower case, not indented."""
EPIGRAPH = 2
"""Lines in brackets under a title are no verse if they are so few."""
SPELT = re.compile(r"\[(greek|hebrew|arabic|symbol|\?)", re.IGNORECASE)
SOURCE = re.compile(r"\s*(?:--|\u2014|_--)")
APART = "its heading is that of a preface, of notes or the like"


def is_free_verse(sections: Sequence[Section]) -> bool:
    """Whether lines of a book begin in lower case where nothing was wrapped."""
    plain = lower = 0
    for section in sections:
        for block in section.blocks:
            if is_prose(block.lines):
                continue
            for before, line in zip(block.lines, block.lines[1:], strict=False):
                if _indent(line) <= _indent(before):
                    plain += 1
                    lower += line.strip()[:1].islower()
    return lower * FREE > plain


def poem_text(section: Section, *, free: bool) -> str:
    """Return the poem of a section, a blank line between stanzas.

    Raises `InputError` with a clause saying why it is none; an empty text means that
    there is nothing under the heading.
    """
    verse = _verse(section)
    stanzas = [_stanza(block.lines, free=free) for block in verse]
    lines = [line for stanza in stanzas for line in stanza]
    if lines:
        _check(section, lines)
    kept = ["\n".join(stanza) for stanza in stanzas if stanza]
    if kept:
        opening, *rest = kept[0].split("\n")
        kept[0] = "\n".join([marks.first_line(opening), *rest])
    return "\n\n".join(kept)


def _verse(section: Section) -> list[Block]:
    """Return the blocks that are verse: no epigraph, no headnote, nothing after it."""
    found = list(section.blocks)
    while len(found) > 1 and _is_epigraph(found[0]):
        found.pop(0)
    for place, block in enumerate(found):
        if place and block.gap > WIDEST:
            # so wide a gap, and no title: adverts, a printer's line, another's verse
            found = found[:place]
            break
    if not found or is_apart(section.heading):
        return [] if not _lines(found) else _refuse(APART)
    verse = [block for block in found if not is_prose(block.lines)]
    if _lines(verse) * 2 < _lines(found):
        _refuse("it reads as prose")
    return [block for block, before in _paired(verse) if not _is_part(block, before)]


def _paired(verse: Sequence[Block]) -> Iterable[tuple[Block, Block | None]]:
    return zip(verse, (None, *verse), strict=False)


def _is_part(block: Block, before: Block | None) -> bool:
    """Whether a block is the number of a part, or the name under such a number."""
    if NUMERAL.fullmatch(block.text):
        return True
    numbered = before is not None and NUMERAL.fullmatch(before.text)
    return bool(numbered) and len(block.lines) == 1 and is_capitals(block)


def _lines(found: Sequence[Block]) -> int:
    return sum(len(block.lines) for block in found)


def _refuse(reason: str) -> list[Block]:
    raise InputError(reason)


def _is_epigraph(block: Block) -> bool:
    """Whether a block under a title is a dedication, a date, a quotation."""
    text = marks.clean(block.text)
    if text.startswith("(") and text.endswith(")"):
        return len(block.lines) <= EPIGRAPH
    if len(block.lines) > 1 and SOURCE.match(block.lines[-1]):
        return True
    return len(block.lines) == 1 and not any(sign.islower() for sign in text)


def _check(section: Section, lines: Sequence[str]) -> None:
    text = "\n".join(lines)
    if not section.listed:
        raise InputError("the printed contents do not list it")
    if LICENCE.search(text):
        raise InputError("words of Gutenberg's header or licence stand in it")
    if SPELT.search(text):
        raise InputError("letters that the transcriber could not set stand in it")
    if any(OTHER_HAND.match(line) for line in (section.title, *lines)):
        raise InputError("it says that it is by another hand")
    if len(lines) < 2:  # noqa: PLR2004 - a line is no poem
        raise InputError("a single line stands under it")
    if is_list(lines):
        raise InputError("it is a list, not verse")


def _stanza(lines: Sequence[str], *, free: bool) -> list[str]:
    """Return the cleaned lines of a block, those that were wrapped put together."""
    found: list[str] = []
    before = ""
    for place, line in enumerate(lines):
        cleaned = marks.clean(line)
        if not cleaned or (not place and NUMERAL.fullmatch(line)):
            continue
        if found and not free and _is_wrapped(before, line):
            found[-1] = f"{found[-1]} {cleaned}"
        else:
            found.append(cleaned)
        before = line
    return found


def _is_wrapped(before: str, line: str) -> bool:
    """Whether a line is the end of the one before: lower case, and farther in."""
    farther = _indent(line) > _indent(before)
    long = len(before.strip()) >= LONG
    return farther and long and line.strip()[:1].islower()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
