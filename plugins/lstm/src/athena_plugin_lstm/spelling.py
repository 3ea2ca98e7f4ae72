"""What a piece would spell: whether it stays whole text, and free of blocked words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources

from athena_plugin_lstm.folding import ASIS, CAPITAL, LETTERS, MARKS, TITLE, is_small
from athena_plugin_lstm.vocabulary import ASCII, Vocabulary

_RUN = re.compile(LETTERS)
_MISPLACED = re.compile(
    rf"[{CAPITAL}{ASIS}](?![^\W\d_]|\Z)|[^\W_][{CAPITAL}{ASIS}]|(?s:.){TITLE}"
)
"""Marks that no letter follows, or that stand within a word or within a text."""
_NO_MARKS = dict.fromkeys(map(ord, MARKS))
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
        self.letters = vocabulary.letters
        self.blocked = pattern(words)
        known = vocabulary.words
        self.words = [word for word in known if not self.blocked.search(plain(word))]
        self.breaks = [piece.count(b"\n") for piece in self.pieces]
        self.never = [i for i, p in enumerate(self.pieces) if _NEVER.search(p)]
        """Pieces with control characters: bytes nobody writes verse with."""

    def allows(
        self,
        written: Sequence[int],
        piece: int | None,
        given: int = 0,
        *,
        invent: bool = False,
    ) -> bool:
        """Whether `piece` may follow `written`; None asks for the end of the text.

        The first `given` pieces are somebody's own words and are not judged. With
        `invent` words may be made up that no poem of the corpus holds; in scripts
        without capitals, some of which set no spaces, they always may.
        """
        recent = written[-_TAIL:]
        given = max(0, given - (len(written) - len(recent)))
        tail = _from_a_letter(b"".join(self.pieces[i] for i in recent))
        last = b"\n" if piece is None else self.pieces[piece]
        head = _from_a_letter(b"".join(self.pieces[i] for i in recent[:given]))
        told, before = (_shown(part.decode("utf-8", "ignore")) for part in (head, tail))
        judged = max(len(told) + 1, len(before))
        return any(
            not self._is_strange(ending[-len(last) :])
            and not self._holds_blocked(ending, told)
            and (invent or not self._is_invented(ending, judged))
            for folded in self._readings(tail + last)
            if not _MISPLACED.search(folded)
            for ending in [_shown(folded)]
        )

    def _readings(self, data: bytes) -> Iterator[str]:
        """Decode UTF-8; where it ends within a letter, yield all that may become."""
        try:
            yield data.decode("utf-8")
        except UnicodeDecodeError as error:
            begun, text = data[error.start :], data[: error.start].decode("utf-8")
            for letter in self.letters:
                if letter.encode().startswith(begun):
                    yield text + letter

    def _is_strange(self, text: str) -> bool:
        """Whether a letter is none of the corpus, but made up out of bytes."""
        return any(ord(c) > ASCII and c not in self.letters for c in text)

    def _is_invented(self, ending: str, judged: int) -> bool:
        """Whether a word is ended that is none, or begun that can become none."""
        return any(
            match.end() >= judged and not self._may_stand(match, len(ending))
            for match in _RUN.finditer(ending)
        )

    def _may_stand(self, match: re.Match[str], length: int) -> bool:
        word = match[0].lower()
        if not is_small(word[0]):
            return True
        place = bisect_left(self.words, word)
        found = self.words[place] if place < len(self.words) else ""
        return found.startswith(word) if match.end() == length else found == word

    def _holds_blocked(self, ending: str, head: str) -> bool:
        """Whether a blocked word ends beyond the head, with something after it."""
        text, after = plain(ending), plain(head)
        return self._blocked_in(text, len(after)) or self._blocked_in(
            text.replace("-", ""), len(after.replace("-", ""))
        )

    def _blocked_in(self, text: str, after: int) -> bool:
        ends = (match.end() for match in self.blocked.finditer(text))
        return any(after < end < len(text) for end in ends)


def _shown(text: str) -> str:
    """Return folded text as a reader sees it: marks that stand within join words."""
    return text.translate(_NO_MARKS)


def _from_a_letter(tail: bytes) -> bytes:
    """Return bytes from the first on that begins a letter, where text was cut."""
    starts = (i for i, byte in enumerate(tail) if byte & _TOP_BITS != _GOES_ON)
    return tail[next(starts, len(tail)) :]
