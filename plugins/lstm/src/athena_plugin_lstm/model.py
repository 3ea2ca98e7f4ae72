"""The network: an LSTM that reads a poem piece by piece and guesses the next.

Letters for shapes: T steps of a window, B poems side by side, V ids of the vocabulary,
E width of an embedding, H width of a hidden layer.

What lets it learn from a few thousand poems is taken from AWD-LSTM (Merity, Keskar and
Socher 2018): dropped recurrent weights, one dropout mask for a whole window, whole ids
dropped from the embedding, and one matrix for reading and writing (Press and Wolf
2017).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

State = list[tuple[Tensor, Tensor]]
"""For each layer its output and its memory, both [B, H of the layer]."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network."""

    vocabulary: int
    embedding: int = 384
    hidden: int = 640
    layers: int = 2

    @property
    def widths(self) -> tuple[int, ...]:
        """Widths from the embedding to the last layer, which is as wide again."""
        return (self.embedding, *[self.hidden] * (self.layers - 1), self.embedding)


@dataclass(frozen=True, slots=True)
class Dropout:
    """Shares that are dropped while training."""

    ids: float = 0.0
    """Ids of the vocabulary, wholly, for one window."""
    input: float = 0.0
    """Of the embedding's units."""
    hidden: float = 0.0
    """Of the units between layers."""
    output: float = 0.0
    """Of the last layer's units."""
    weights: float = 0.0
    """Of the recurrent weights."""


class Layer(nn.Module):
    """One layer of long short-term memory (Hochreiter and Schmidhuber 1997)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.outputs = outputs
        self.read = nn.Parameter(torch.empty(4 * outputs, inputs))
        self.recur = nn.Parameter(torch.empty(4 * outputs, outputs))
        self.bias = nn.Parameter(torch.zeros(4 * outputs))
        bound = outputs**-0.5
        nn.init.uniform_(self.read, -bound, bound)
        nn.init.uniform_(self.recur, -bound, bound)
        with torch.no_grad():
            self.bias[outputs : 2 * outputs] = 1.0  # begin by remembering

    def forward(
        self,
        steps: Tensor,  # [T, B, inputs]
        state: tuple[Tensor, Tensor],  # 2 x [B, H]
        dropped: float,
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Read a window; return [T, B, H] and the state after it."""
        kind = steps.dtype
        recur = functional.dropout(self.recur, dropped, training=dropped > 0)
        bias = self.bias.to(kind)
        weights = [self.read.to(kind), recur.to(kind), bias, torch.zeros_like(bias)]
        before = [part.unsqueeze(0).to(kind) for part in state]
        out, h, c = torch.lstm(
            steps,
            before,
            weights,
            True,
            1,
            0.0,
            self.training,
            False,
            False,
        )
        return out, (h[0], c[0])

    def step(
        self,
        x: Tensor,  # [B, inputs]
        state: tuple[Tensor, Tensor],
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Read one step in plain operations, at any precision."""
        h, c = state
        gates = x @ self.read.T + h @ self.recur.T + self.bias  # [B, 4H]
        take, keep, new, show = gates.chunk(4, dim=1)
        c = torch.sigmoid(keep) * c + torch.sigmoid(take) * torch.tanh(new)
        h = torch.sigmoid(show) * torch.tanh(c)
        return h, (h, c)


class PoemModel(nn.Module):
    """Embedding, layers of LSTM, and the embedding once more to write with."""

    def __init__(self, shape: Shape, dropout: Dropout | None = None) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout or Dropout()
        bound = 0.1 * math.sqrt(288 / shape.embedding)  # length about 1 at any width
        self.embedding = nn.Parameter(
            torch.empty(shape.vocabulary, shape.embedding).uniform_(-bound, bound),
        )  # [V, E]
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))  # [V]
        widths = shape.widths
        self.layers = nn.ModuleList(Layer(*pair) for pair in pairwise(widths))

    def start(self, poems: int) -> State:
        """Return the state before the first word of each poem: nothing remembered."""
        return [
            (self.bias.new_zeros(poems, width), self.bias.new_zeros(poems, width))
            for width in self.shape.widths[1:]
        ]

    def forward(
        self,
        ids: Tensor,  # [T, B]
        state: State,
        precision: torch.dtype = torch.float32,
    ) -> tuple[Tensor, State]:
        """Read a window; return the last layer [T, B, E] and the state after it."""
        drop = self.dropout if self.training else Dropout()
        x = functional.embedding(ids, self._read_with(drop.ids)).to(precision)
        x = locked(x, drop.input)
        after = []
        for index, (layer, before) in enumerate(
            zip(self._layers(), state, strict=True)
        ):
            if index:
                x = locked(x, drop.hidden)
            x, now = layer(x, before, drop.weights)
            after.append(now)
        return locked(x, drop.output), after

    def logits(self, x: Tensor) -> Tensor:
        """Turn [..., E] into a score for each id, [..., V]."""
        return x @ self.embedding.T + self.bias

    def step(self, ids: Tensor, state: State) -> tuple[Tensor, State]:
        """Read one id of each poem [B]; return scores [B, V] and the state after."""
        x = self.embedding[ids]
        after = []
        for layer, before in zip(self._layers(), state, strict=True):
            x, now = layer.step(x, before)
            after.append(now)
        return self.logits(x), after

    def _layers(self) -> list[Layer]:
        return cast("list[Layer]", list(self.layers))

    def _read_with(self, dropped: float) -> Tensor:
        if not dropped:
            return self.embedding
        ones = self.embedding.new_ones(self.shape.vocabulary, 1)
        return self.embedding * functional.dropout(ones, dropped)


def locked(x: Tensor, dropped: float) -> Tensor:
    """Drop the same units at every step of a window [T, B, width]."""
    if not dropped:
        return x
    return x * functional.dropout(torch.ones_like(x[:1]), dropped)
