"""What a piece would spell: whether it stays whole text, and free of blocked words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from importlib import resources

from athena_plugin_lstm.folding import MARKS
from athena_plugin_lstm.vocabulary import ASCII, Vocabulary

_TAIL = 40
"""Pieces that are looked back on; more than the longest blocked word has letters."""
_NEVER = re.compile(rb"[\x00-\x09\x0b-\x10\x14-\x1f\x7f]")
_TOP_BITS, _GOES_ON = 0xC0, 0x80
"""A byte that goes on with a letter in UTF-8 begins with the bits 10."""
_HYPHENS = re.compile(r"[-\u00ad\u2010-\u2015]")


def blocked_words() -> tuple[str, ...]:
    """Return the words of `blocked.txt`, which no poem may hold."""
    text = resources.files(__package__).joinpath("blocked.txt").read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of these words in text made `plain`, as whole words."""
    forms = "|".join(
        re.escape(word).replace(r"\-", r"[-\s]*") for word in sorted(words)
    )
    if not forms:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![^\W_])(?:{forms})(?:e?s)?(?![^\W_])")


def plain(text: str) -> str:
    """Return text without capitals, accents and marks, with one kind of hyphen."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in apart if not unicodedata.combining(c) and c not in MARKS)
    return _HYPHENS.sub("-", bare)


class Spelling:
    """Watches over the pieces of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, words: Iterable[str]) -> None:
        self.pieces = vocabulary.piece_bytes()
        self.letters = frozenset(vocabulary.letters)
        coded = [letter.encode() for letter in vocabulary.letters]
        self.begun = {code[:cut] for code in coded for cut in range(1, len(code))}
        """What may stand where a letter is begun and not ended."""
        self.blocked = pattern(words)
        self.breaks = [piece.count(b"\n") for piece in self.pieces]
        self.never = [i for i, p in enumerate(self.pieces) if _NEVER.search(p)]
        """Pieces with control characters: bytes nobody writes verse with."""

    def allows(
        self,
        written: Sequence[int],
        piece: int | None,
        given: int = 0,
    ) -> bool:
        """Whether `piece` may follow `written`; None asks for the end of the text.

        The first `given` pieces are somebody's own words and are not judged.
        """
        recent = written[-_TAIL:]
        given = max(0, given - (len(written) - len(recent)))
        tail = _from_a_letter(b"".join(self.pieces[i] for i in recent))
        last = b"\n" if piece is None else self.pieces[piece]
        ending = self._decoded(tail + last)
        if ending is None or self._is_strange(ending[-len(last) :]):
            return False
        head = _from_a_letter(b"".join(self.pieces[i] for i in recent[:given]))
        said = plain(self._decoded(head) or "")
        text = plain(ending)
        return not (
            self._holds_blocked(text, len(said))
            or self._holds_blocked(text.replace("-", ""), len(said.replace("-", "")))
        )

    def _decoded(self, data: bytes) -> str | None:
        """Decode UTF-8 that may end within a letter; None when it makes none."""
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if data[error.start :] not in self.begun:
                return None
            return data[: error.start].decode("utf-8")

    def _is_strange(self, text: str) -> bool:
        """Whether a letter is none of the corpus, but made up out of bytes."""
        return any(ord(c) > ASCII and c not in self.letters for c in text)

    def _holds_blocked(self, text: str, after: int) -> bool:
        """Whether a blocked word ends after a place, with something after it."""
        ends = (match.end() for match in self.blocked.finditer(text))
        return any(after < end < len(text) for end in ends)


def _from_a_letter(tail: bytes) -> bytes:
    """Return bytes from the first on that begins a letter, where text was cut."""
    starts = (i for i, byte in enumerate(tail) if byte & _TOP_BITS != _GOES_ON)
    return tail[next(starts, len(tail)) :]
