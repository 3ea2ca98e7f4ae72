"""Bits per character on whole poems: the poet's one figure of merit.

Each poem is read by itself, from an empty memory, title first. Every character counts:
letters as they are written, punctuation, spaces, line breaks and the break between
stanzas; the break after the title and the end of the poem count as one character each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from athena_plugin_lstm.model import PoemModel
from athena_plugin_lstm.vocabulary import Verse

_TOGETHER = 32
_WINDOW = 64


def characters(verse: Verse) -> int:
    """Count what a poem's bits are divided by."""
    title = " ".join(verse.title.split())
    return len(title) + 1 + len(verse.text.strip("\n")) + 1


@torch.no_grad()
def total_bits(
    model: PoemModel,
    poems: Sequence[Sequence[int]],
    precision: torch.dtype = torch.float32,
) -> float:
    """Return the bits that a model needs to write poems down, given as ids."""
    model.eval()
    by_length = sorted(poems, key=len)
    groups = range(0, len(by_length), _TOGETHER)
    nats = [_nats(model, by_length[i : i + _TOGETHER], precision) for i in groups]
    return sum(nats) / math.log(2)


def _nats(
    model: PoemModel,
    poems: Sequence[Sequence[int]],
    precision: torch.dtype,
) -> float:
    ids = torch.zeros(max(map(len, poems)), len(poems), dtype=torch.long)
    for row, poem in enumerate(poems):
        ids[: len(poem), row] = torch.tensor(poem)
    lengths = torch.tensor([len(poem) for poem in poems])
    state, total = model.start(len(poems)), 0.0
    for first in range(0, len(ids) - 1, _WINDOW):
        window = ids[first : first + _WINDOW + 1]
        x, state = model(window[:-1], state, precision)
        places = torch.arange(first + 1, first + len(window)).unsqueeze(1)
        total += _window_nats(model, x, window[1:], places < lengths)
    return total


def _window_nats(model: PoemModel, x: Tensor, targets: Tensor, real: Tensor) -> float:
    scores = model.logits(x[real].float())  # [places, V]
    chosen = scores.gather(1, targets[real].unsqueeze(1)).squeeze(1)
    return float((scores.logsumexp(1) - chosen).double().sum())
