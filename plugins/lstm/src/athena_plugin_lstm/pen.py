"""One poem while it is written: what may come next, and when it ends."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from athena_core import text as texts
from athena_plugin_lstm.choosing import Reals, choose, weaken_repeated
from athena_plugin_lstm.ending import closed, ends_sentence
from athena_plugin_lstm.folding import ASIS, TITLE
from athena_plugin_lstm.params import PoetParams
from athena_plugin_lstm.spelling import Spelling
from athena_plugin_lstm.vocabulary import Vocabulary

MOST_PIECES = 3_000
"""A poem never grows beyond this, whatever a model learned from."""
MOST_IN_TITLE = 24
LONG_LINE = 60
"""Characters after which the last line may end without a mark that closes it."""
PATIENCE = 8
"""Lines that a poem may go on beyond its last, to end with its sentence."""


class Rules:
    """What a vocabulary allows in a title and in a text, and how much repeats weigh."""

    def __init__(self, vocabulary: Vocabulary, spelling: Spelling) -> None:
        self.vocabulary, self.spelling = vocabulary, spelling
        count = len(vocabulary)
        never = [*spelling.never, vocabulary.start, *vocabulary.themes.values()]
        breaks = np.asarray(spelling.breaks) > 0
        self.in_text = np.zeros(count)
        titles = [
            i for i, piece in enumerate(spelling.pieces) if TITLE.encode() in piece
        ]
        self.in_text[[*never, *titles, vocabulary.text]] = -np.inf
        self.in_title = np.zeros(count)
        self.in_title[[*never, vocabulary.end]] = -np.inf
        numbers = [_is_numbering(piece) for piece in spelling.pieces]
        self.in_title[: vocabulary.pieces][breaks | np.asarray(numbers)] = -np.inf
        self.is_word = [_is_word(piece) for piece in spelling.pieces]
        self.weight = np.zeros(count)
        self.weight[: vocabulary.pieces] = [_weight(p) for p in spelling.pieces]
        self.only_breaks = np.zeros(count)
        blank = [i for i, piece in enumerate(spelling.pieces) if not piece.strip()]
        self.only_breaks[[*blank, vocabulary.end]] = -np.inf


class Pen:
    """Writes one poem from its own seed."""

    def __init__(
        self,
        rules: Rules,
        prompt: Sequence[int],
        title: str,
        params: PoetParams,
        seed: int,
    ) -> None:
        self.rules, self.params, self._title = rules, params, title
        self.chance = random.Random(seed)  # noqa: S311 - art
        self.ended = False
        self._waiting = list(prompt)
        self.next_id = self._waiting.pop(0)
        self._in_text = rules.vocabulary.text in prompt
        self._title_ids: list[int] = []
        start = prompt.index(rules.vocabulary.text) + 1 if self._in_text else 0
        self._text_ids = list(prompt[start:]) if self._in_text else []
        self._given = len(self._text_ids)

    def title(self) -> str:
        """Return the title, as it was given or found."""
        found = self.rules.vocabulary.decode(self._title_ids)
        found = found if found.count('"') % 2 == 0 else found.replace('"', "")
        return self._title or " ".join(found.split())

    def text(self) -> str:
        """Return the poem in the form that is hashed."""
        return texts.canonical(closed(self.rules.vocabulary.decode(self._text_ids)))

    def go_on(self, scores: Reals) -> None:
        """Take the next id: of the prompt while it lasts, then by choice."""
        if self._waiting:
            self.next_id = self._waiting.pop(0)
            return
        self.next_id = (
            self._choose_text(scores) if self._in_text else self._choose_title(scores)
        )
        self._write_down(self.next_id)

    def _write_down(self, chosen: int) -> None:
        vocabulary = self.rules.vocabulary
        if chosen == vocabulary.end:
            self.ended = True
        elif chosen == vocabulary.text:
            self._in_text = True
        elif not self._in_text:
            self._title_ids.append(chosen)
        else:
            self._text_ids.append(chosen)
            broken = self.rules.spelling.breaks[chosen] > 0
            self.ended = broken and self._is_whole()
            if len(self._text_ids) >= MOST_PIECES:
                self._cut(self._text_ids)
                self.ended = True

    def _choose_title(self, scores: Reals) -> int:
        if len(self._title_ids) >= MOST_IN_TITLE:
            self._cut(self._title_ids)
            return self.rules.vocabulary.text
        return self._draw(scores + self.rules.in_title, self._title_ids)

    def _choose_text(self, scores: Reals) -> int:
        scores = scores + self.rules.in_text
        written = self._text_ids
        if not written or self.rules.spelling.breaks[written[-1]]:
            scores = scores + self.rules.only_breaks
        if self.params.lines is not None and self._line() < self.params.lines:
            scores[self.rules.vocabulary.end] = -np.inf
        if written and self.rules.is_word[written[-1]]:
            scores[written[-1]] = -np.inf  # no word twice in a row
        weight = self.rules.weight
        scores = weaken_repeated(scores, written, weight, self.params.repetition)
        return self._draw(scores, written)

    def _draw(self, scores: Reals, written: list[int]) -> int:
        """Choose; where every way on is barred but made-up words, make one up."""
        chosen = self._drawn(scores, written, invent=self.params.invent)
        if chosen is None:
            chosen = self._drawn(scores, written, invent=True)
        if chosen is None:
            self._cut(written)
            vocabulary = self.rules.vocabulary
            return vocabulary.end if self._in_text else vocabulary.text
        return chosen

    def _drawn(
        self,
        scores: Reals,
        written: Sequence[int],
        *,
        invent: bool,
    ) -> int | None:
        params = self.params
        return choose(
            scores,
            self.chance,
            lambda chosen: (
                bool(np.isfinite(scores[chosen]))
                and self._allows(written, chosen, invent=invent)
            ),
            temperature=params.temperature,
            top_k=params.top_k,
            top_p=params.top_p,
        )

    def _allows(self, written: Sequence[int], chosen: int, *, invent: bool) -> bool:
        vocabulary, spelling = self.rules.vocabulary, self.rules.spelling
        given = self._given if self._in_text else 0
        if chosen >= vocabulary.pieces:
            return spelling.allows(written, None, given, invent=invent)
        if spelling.breaks[chosen] and self._must_close() and not self._closes(chosen):
            return False
        return spelling.allows(written, chosen, given, invent=invent)

    def _cut(self, written: list[int]) -> None:
        """Take back pieces until the text may end where it stands."""
        while written and not self.rules.spelling.allows(written, None, self._given):
            written.pop()

    def _line(self) -> int:
        """Return which line is being written, from 1, stanza breaks not counted."""
        breaks = self.rules.spelling.breaks
        return 1 + sum(1 for piece in self._text_ids if breaks[piece])

    def _must_close(self) -> bool:
        """Whether the line being written is the last of a wanted number."""
        return self.params.lines is not None and self._line() >= self.params.lines

    def _closes(self, chosen: int) -> bool:
        """Whether a piece with a line break ends a sentence, or the line is long."""
        line = self._last_line([*self._text_ids, chosen])
        return len(line) > LONG_LINE or ends_sentence(line)

    def _last_line(self, ids: Sequence[int]) -> str:
        lines = self.rules.vocabulary.decode(ids[-120:]).rstrip("\n").split("\n")
        return lines[-1].rstrip()

    def _is_whole(self) -> bool:
        """Whether a poem that has just finished a line has enough of them."""
        done, params = self._line() - 1, self.params
        if params.lines is not None:
            return done >= params.lines
        if done < params.most_lines:
            return False
        late = done >= params.most_lines + PATIENCE
        return late or ends_sentence(self._last_line(self._text_ids))


def _is_word(piece: bytes) -> bool:
    """Whether a piece begins a word that spaces set apart."""
    return piece[:1] == b" " and any(chr(byte).isalpha() for byte in piece)


def _is_numbering(piece: bytes) -> bool:
    """Whether a piece has digits or whole words in capitals.

    In titles they number parts and count lines, which says nothing of a new poem.
    """
    return any(chr(byte).isdigit() or chr(byte) == ASIS for byte in piece)


def _weight(piece: bytes) -> float:
    """How much using a piece again costs: nothing for marks and small words."""
    letters = sum(letter.isalpha() for letter in piece.decode("utf-8", "ignore"))
    return min(1.0, max(0.0, (letters - 2) / 3))
