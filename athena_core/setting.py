"""A poem set in type: title, stanzas, long lines turned over, cut where it must be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from athena_core import letters
from athena_core.letters import Style
from athena_core.text import canonical, visible

LEADING, BETWEEN_STANZAS, INDENT = 1.32, 0.62, 1.4
TITLE, BELOW_TITLE, DESCENT = 1.28, 0.5, 0.28
"""All as parts of the size of the type."""
ELLIPSIS = "…"
AT_WORD = "(?:(?<=^)|(?<=[\\s(\\[\u2014\u2013\u201c-]))"
CLOSED = "(?=.*[.,;:!?\u2014]'(?:\\W|$))"
QUOTES = (
    (re.compile(AT_WORD + '"'), "\u201c"),
    (re.compile('"'), "\u201d"),
    (re.compile(AT_WORD + "'" + CLOSED), "\u2018"),
    (re.compile("'"), "\u2019"),
)
"""What a typesetter makes of a typewriter's quotes, in this order."""
Stanzas = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Poem:
    """A poem's title and its stanzas of lines, safe to show."""

    title: str
    stanzas: Stanzas

    @property
    def count(self) -> int:
        """How many lines it has."""
        return sum(len(stanza) for stanza in self.stanzas)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of type and where its baseline begins, from the block's corner."""

    text: str
    style: Style
    x: float
    y: float
    width: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A poem set in type: its lines and how much room they take, in pixels."""

    lines: tuple[Line, ...]
    height: float
    broken: bool
    """Whether a line of the poem was too long and is turned over."""

    @property
    def width(self) -> float:
        """Where its widest line ends."""
        return max((line.x + line.width for line in self.lines), default=0.0)


def read(text: str, title: str) -> Poem:
    """Divide a text into stanzas; what cannot be set at all is told in a sentence."""
    shown, head = (
        visible(canonical(text), lines=True).strip("\n"),
        curled(visible(title)),
    )
    if letters.mostly_unset(shown):
        kinds = letters.scripts(letters.unset(shown))
        shown = f"(a poem in {kinds} letters;\nno font on this computer can set them)"
    if letters.mostly_unset(head):
        head = ""
    stanzas = shown.split("\n\n") if shown else []
    return Poem(title=head, stanzas=tuple(map(_lines, stanzas)))


def _lines(stanza: str) -> tuple[str, ...]:
    return tuple(curled(line) for line in stanza.split("\n"))


def curled(line: str) -> str:
    """Set a line's straight quotes as curled ones; the poem's bytes keep theirs."""
    for pattern, quote in QUOTES:
        line = pattern.sub(quote, line)
    return line


def set_poem(poem: Poem, size: int, room: float) -> Block:
    """Set a poem in one size of type, `room` pixels wide."""
    head = Style(face="italic", size=round(size * TITLE))
    body = Style(face="regular", size=size)
    lines: list[Line] = []
    y = 0.0
    for text in letters.balanced(poem.title, head, room) if poem.title else []:
        y += head.size * (1.1 if lines else 0.8)
        lines.append(_line(text, head, 0, y, room))
    y += size * BELOW_TITLE if lines else 0
    broken = False
    for number, stanza in enumerate(poem.stanzas):
        y += size * BETWEEN_STANZAS if number else 0
        for line in stanza:
            parts = letters.wrapped(line, body, room, hanging=size * INDENT)
            broken = broken or len(parts) > 1
            for place, text in enumerate(parts):
                y += size * LEADING
                indent = size * INDENT if place else 0
                lines.append(_line(text, body, indent, y, room))
    return Block(lines=tuple(lines), height=y + size * DESCENT, broken=broken)


def _line(text: str, style: Style, indent: float, y: float, room: float) -> Line:
    width = letters.width(text, style)
    x = room - indent - width if letters.right_to_left(text) else indent
    return Line(text=text, style=style, x=x, y=y, width=width)


def cut(poem: Poem, size: int, room: float, height: float) -> tuple[Block, int]:
    """Set as many stanzas as stand in `height`, and an ellipsis; of one, its lines.

    Returns the block and how many lines of the poem are in it.
    """
    for stanzas in _shorter(poem.stanzas):
        kept = Poem(title=poem.title, stanzas=stanzas)
        marked = Poem(title=poem.title, stanzas=(*stanzas, (ELLIPSIS,)))
        block = set_poem(marked, size, room)
        if block.height <= height:
            break
    return block, kept.count


def _shorter(stanzas: Stanzas) -> list[Stanzas]:
    whole = [stanzas[:end] for end in range(len(stanzas) - 1, 0, -1)]
    first = stanzas[0]
    return whole + [(first[:end],) for end in range(len(first) - 1, 0, -1)] + [()]
