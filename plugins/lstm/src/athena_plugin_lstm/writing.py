"""Writing poems: many side by side, each drawn from its own seed alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from athena_core import ParamsError
from athena_core import text as texts
from athena_plugin_lstm.choosing import Reals
from athena_plugin_lstm.folding import capitalised
from athena_plugin_lstm.model import PoemModel, State
from athena_plugin_lstm.params import PoetParams
from athena_plugin_lstm.pen import Pen, Rules
from athena_plugin_lstm.spelling import Spelling, blocked_words
from athena_plugin_lstm.vocabulary import Vocabulary

TOGETHER = 32
"""Poems written side by side."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished poem."""

    title: str
    text: str


class Writer:
    """A model ready to write.

    It computes in float64 on the CPU, where the choice of a word does not hang on how
    a processor orders its sums: the same seed gives the same poem beside any others.
    """

    def __init__(self, model: PoemModel, vocabulary: Vocabulary) -> None:
        self.model = model.double().eval()
        self.vocabulary = vocabulary
        self.rules = Rules(vocabulary, Spelling(vocabulary, blocked_words()))

    @torch.no_grad()
    def write(self, seeds: Sequence[int], params: PoetParams) -> Iterator[Draft | None]:
        """Yield one draft for each seed, in order, and None after each step before."""
        prompt, title = self._prompt(params)
        for first in range(0, len(seeds), TOGETHER):
            group = seeds[first : first + TOGETHER]
            pens = [Pen(self.rules, prompt, title, params, seed) for seed in group]
            yield from self._together(pens)
            for pen in pens:
                yield Draft(pen.title(), pen.text())

    def _together(self, pens: Sequence[Pen]) -> Iterator[None]:
        """Write until each pen has ended; poems that end early leave the batch."""
        writing = list(pens)
        state = self.model.start(len(writing))
        while writing:
            ids = torch.tensor([pen.next_id for pen in writing])
            scores, state = self.model.step(ids, state)
            rows: Reals = scores.numpy()
            for pen, row in zip(writing, rows, strict=True):
                pen.go_on(row)
            kept = [i for i, pen in enumerate(writing) if not pen.ended]
            if len(kept) < len(writing):
                writing = [writing[i] for i in kept]
                state = _rows(state, kept)
            yield None

    def _prompt(self, params: PoetParams) -> tuple[list[int], str]:
        """Return the ids that every poem begins with, and the title if it is given.

        Raises `ParamsError` for a theme the model never learned.
        """
        names = {name.casefold(): name for name in self.vocabulary.themes}
        theme = params.theme.strip().casefold()
        if theme and theme not in names:
            raise ParamsError(_unknown_theme(params.theme, list(names.values())))
        ids = [self.vocabulary.start]
        if theme:
            ids.append(self.vocabulary.themes[names[theme]])
        opening = capitalised(texts.canonical(params.opening).rstrip("\n"))
        title = " ".join(params.title.split()) or _first_line(opening)
        if title:
            ids += [*self.vocabulary.encode_title(title), self.vocabulary.text]
        if opening:
            ids += self.vocabulary.encode_text(opening)
        return ids, title


def _rows(state: State, rows: list[int]) -> State:
    return [(h[rows], c[rows]) for h, c in state]


def _first_line(opening: str) -> str:
    """Let the first line of a poem serve as its title, as in many collections."""
    return opening.split("\n", maxsplit=1)[0].strip(" ,;:.!?—-\"'")


def _unknown_theme(theme: str, known: list[str]) -> str:
    if not known:
        return (
            f"theme {theme!r}: this model learned from works without tags and knows no "
            "themes; leave --theme out, or train one on a dataset with tags"
        )
    return f"theme {theme!r} is not one this model learned; it knows {', '.join(known)}"
