"""A text as a row of words, and the hashes of its runs.

The form in which words are compared (`athena.words/1`): NFKC, without capitals; letters
and marks make words, with the apostrophes and hyphens inside them, however these are
typed; all else parts them, line ends and verse ends too. A character of Han or kana is
a word by itself. Other scripts that set no spaces (Thai, Khmer) have whole lines as
words here, so that little of them is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import blake2b

METHOD = "athena.words/1"
RUN = 7
"""So many consecutive words shared with one work make a copy."""
TITLE = 3
"""So many words make a title that no other piece may have."""
BYTES = 5
"""Of a hash: 40 bits."""
_APOSTROPHES = "'\u2018\u2019\u02bc\u055a\uff07"
_HYPHENS = "-\u2010\u2011\u058a\uff0d"
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TWO_JOINERS = re.compile("['-]{2,}")


class _Letters(dict[int, str]):
    """What becomes of each character; kept, since a poem has few different ones."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _letter(chr(code))
        return found


def _letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    if letter in _HYPHENS:
        return "-"
    if _UNPARTED.match(letter):
        return f" {letter} "
    category = unicodedata.category(letter)
    if category[0] in "LMN":
        return letter
    return "" if category == "Cf" else " "  # nobody sees a soft hyphen


_LETTERS = _Letters()


def words(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    parts = (part.strip("'-") for part in _TWO_JOINERS.sub(" ", plain).split())
    return [part for part in parts if part]


def runs(row: Sequence[str]) -> Iterator[int]:
    """Yield the hash of each run of seven consecutive words, in order."""
    for start in range(len(row) - RUN + 1):
        yield _hash(" ".join(row[start : start + RUN]))


def title(row: Sequence[str]) -> int | None:
    """Return the hash of a title's words; None for one too short to be anybody's."""
    return _hash("title: " + " ".join(row)) if len(row) >= TITLE else None


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=BYTES).digest(), "big")
