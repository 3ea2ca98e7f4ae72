"""Capitals told apart from words, so that `The`, ` the` and `the` share one token.

English verse begins each line with a capital. A vocabulary of plain bytes then spends
its room, and a small corpus its evidence, on two of every common word. `fold` writes
text the way the vocabulary reads it, and `unfold` gives the very same text back:

- each line that is not empty gets one space before it, so its first word looks like
  any other word;
- the first word of a line is taken to have a capital; where it has none, or is
  written in some other way (`WHEN`), the mark `ASIS` stands before it;
- any other word with one capital at its front gets the mark `CAPITAL` before it and
  is written small; all other words stand as they are.

Letters without case, as in Devanagari or Chinese, pass untouched.
"""

from __future__ import annotations

import re

CAPITAL = "\x11"
ASIS = "\x12"
MARKS = CAPITAL + ASIS

APOSTROPHES = "'\u2019"

_LETTERS = rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*"
_WORD = re.compile(_LETTERS)
_MARKED = re.compile(f"([{MARKS}]?)({_LETTERS})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def clean(text: str) -> str:
    """Return text without control characters, which are no part of a poem."""
    return _CONTROL.sub("", text.replace("\t", " "))


def fold(text: str) -> str:
    """Write clean text with its capitals as marks."""
    return "\n".join(_fold_line(line) for line in text.split("\n"))


def unfold(text: str) -> str:
    """Read folded text back; marks in places where `fold` puts none are dropped."""
    return "\n".join(_unfold_line(line) for line in text.split("\n"))


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


def _fold_line(line: str) -> str:
    if not line:
        return ""
    first = _WORD.search(line)
    start = first.start() if first else -1
    return " " + _WORD.sub(lambda match: _mark(match, match.start() == start), line)


def _mark(match: re.Match[str], first: bool) -> str:
    word = match[0]
    if _is_title(word):
        small = word[0].lower() + word[1:]
        return small if first else CAPITAL + small
    cased = is_capital(word[0]) or is_small(word[0])
    return ASIS + word if first and cased else word


def _is_title(word: str) -> bool:
    return is_capital(word[0]) and not any(is_capital(letter) for letter in word[1:])


def _unfold_line(line: str) -> str:
    body = line.removeprefix(" ")
    first = _MARKED.search(body)
    start = first.start() if first else -1
    text = _MARKED.sub(lambda match: _unmark(match, match.start() == start), body)
    return text.replace(CAPITAL, "").replace(ASIS, "")


def _unmark(match: re.Match[str], first: bool) -> str:
    mark, word = match[1], match[2]
    if mark == ASIS or not (first or mark) or not is_small(word[0]):
        return word
    return word[0].upper() + word[1:]
