"""Capitals told apart from words, so that `The`, ` the` and `the` share one token.

English verse begins each line with a capital, and each word of a title has one. A
vocabulary of plain bytes then spends its room, and a small corpus its evidence, on two
or three of every word. `fold` writes text the way the vocabulary reads it, and `unfold`
gives the very same text back:

- each line that is not empty gets one space before it, so its first word looks like
  any other word;
- the first word of a line is taken to have a capital; where it has none, or is
  written in some other way (`WHEN`), the mark `ASIS` stands before it;
- any other word with one capital at its front gets the mark `CAPITAL` before it and
  is written small; all other words stand as they are.

`fold_title` may instead take every word to have a capital but the small ones (`of`,
`the`), and then puts the mark `TITLE` first. It does so where fewer words need marks.

Letters without case, as in Devanagari or Chinese, pass untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable

CAPITAL = "\x11"
ASIS = "\x12"
TITLE = "\x13"
MARKS = CAPITAL + ASIS + TITLE
APOSTROPHES = "'\u2019"
SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "o"),
        *("of", "on", "or", "the", "to", "upon", "with"),
        *("de", "der", "des", "die", "du", "en", "et", "la", "le", "les"),
        *("und", "von"),
    )
)
"""Words that titles in title case leave without a capital."""

LETTERS = rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*"
_WORD = re.compile(LETTERS)
_MARKED = re.compile(f"([{CAPITAL}{ASIS}]?)({LETTERS})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")

Expects = Callable[[str, bool], bool]
"""Whether a word, the first of its line or not, is taken to have a capital."""


def clean(text: str) -> str:
    """Return text without control characters, which are no part of a poem."""
    return _CONTROL.sub("", text.replace("\t", " "))


def fold(text: str) -> str:
    """Write clean text with its capitals as marks."""
    return "\n".join(_fold_line(line, _in_verse) for line in text.split("\n"))


def fold_title(title: str) -> str:
    """Write a clean title of one line with its capitals as marks."""
    as_verse, as_title = _fold_line(title, _in_verse), _fold_line(title, _in_title)
    marks = [sum(map(folded.count, MARKS)) for folded in (as_verse, as_title)]
    cased = any(map(is_capital, title))
    return TITLE + as_title if marks[1] < marks[0] + cased else as_verse


def unfold(text: str) -> str:
    """Read folded text back; marks in places where `fold` puts none are dropped."""
    expects = _in_title if text.startswith(TITLE) else _in_verse
    lines = text.removeprefix(TITLE).split("\n")
    return "\n".join(_unfold_line(line, expects) for line in lines)


def words_of(text: str) -> list[str]:
    """Return the words of folded or plain text in small letters, in order."""
    return [word.lower() for word in _WORD.findall(text)]


def _in_verse(_word: str, first: bool) -> bool:
    return first


def _in_title(word: str, first: bool) -> bool:
    return first or word.lower() not in SMALL_WORDS


def is_capital(letter: str) -> bool:
    """Whether a letter is a capital that has one small letter, and the reverse."""
    small = letter.lower()
    return small != letter and len(small) == 1 and small.upper() == letter


def is_small(letter: str) -> bool:
    """Whether a letter is a small one that has one capital, and the reverse."""
    capital = letter.upper()
    return capital != letter and len(capital) == 1 and capital.lower() == letter


def capitalised(text: str) -> str:
    """Return text with a capital at its first letter, if that has one."""
    first = _WORD.search(text)
    if not first or not is_small(first[0][0]):
        return text
    start = first.start()
    return text[:start] + text[start].upper() + text[start + 1 :]


def _fold_line(line: str, expects: Expects) -> str:
    if not line:
        return ""
    first = _WORD.search(line)
    start = first.start() if first else -1

    def mark(match: re.Match[str]) -> str:
        return _mark(match[0], expects(match[0], match.start() == start))

    return " " + _WORD.sub(mark, line)


def _mark(word: str, expected: bool) -> str:
    if _is_title(word):
        small = word[0].lower() + word[1:]
        return small if expected else CAPITAL + small
    cased = is_capital(word[0]) or is_small(word[0])
    return ASIS + word if expected and cased else word


def _is_title(word: str) -> bool:
    return is_capital(word[0]) and not any(is_capital(letter) for letter in word[1:])


def _unfold_line(line: str, expects: Expects) -> str:
    body = line.removeprefix(" ")
    first = _MARKED.search(body)
    start = first.start() if first else -1

    def unmark(match: re.Match[str]) -> str:
        mark, word = match[1], match[2]
        capital = bool(mark) or expects(word, match.start() == start)
        return _unmark(word, capital and mark != ASIS)

    return re.sub(f"[{MARKS}]", "", _MARKED.sub(unmark, body))


def _unmark(word: str, capital: bool) -> str:
    return word[0].upper() + word[1:] if capital and is_small(word[0]) else word
