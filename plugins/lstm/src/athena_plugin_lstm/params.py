"""Options of the poet. Nothing heavy is imported here."""

from __future__ import annotations

from pydantic import Field

from athena_core import Params


class PoetParams(Params):
    """How a poem is written."""

    opening: str = ""
    """Words the poem begins with, in any language it learned."""
    title: str = ""
    """The poem's title; by itself it finds one."""
    theme: str = ""
    """What the poem is about, one of the tags the model learned, such as `Love`."""
    lines: int | None = Field(default=None, ge=1, le=400)
    """Number of lines; by itself the poem ends where it wants to."""
    most_lines: int = Field(default=20, ge=1, le=400)
    """After so many lines a poem that would go on ends with its sentence."""
    temperature: float = Field(default=0.7, gt=0, le=5)
    """Boldness: below 1 likelier words, above 1 stranger ones."""
    top_k: int = Field(default=0, ge=0)
    """Choose among so many likeliest pieces of words; 0 for all."""
    top_p: float = Field(default=0.9, gt=0, le=1)
    """Choose among the likeliest pieces that together have this chance."""
    repetition: float = Field(default=0.2, ge=0, le=10)
    """How much a word loses each time it was used a little before; 0 for nothing."""
    invent: bool = False
    """Whether it may make up words that no poem it learned from holds."""


class PoetTrainParams(Params):
    """How the poet learns."""

    epochs: int | None = Field(default=None, ge=1, le=10_000)
    """How often it reads the whole collection; by itself 30 times, and a small one as
    often as makes 400 steps."""
    pieces: int = Field(default=8192, ge=257, le=65_536)
    """Size of the vocabulary learned from the collection: 256 bytes and what they
    make when joined."""
    embedding: int = Field(default=288, ge=4, le=4096)
    """Width of a piece's embedding and of the last layer."""
    hidden: int = Field(default=608, ge=4, le=8192)
    """Width of the layers between."""
    layers: int = Field(default=2, ge=1, le=8)
    """Number of LSTM layers."""
    batch: int = Field(default=48, ge=1, le=1024, examples=[4])
    """Streams of poems read side by side."""
    window: int = Field(default=64, ge=2, le=1024, examples=[64])
    """Pieces read between two corrections; what was read before is remembered, but
    not corrected."""
    learning_rate: float = Field(default=5e-3, gt=0, le=1)
    """Size of a correction while it is at its highest."""
    cooldown: float = Field(default=0.5, ge=0, le=1)
    """Share of the run, at its end, in which the corrections shrink to nothing."""
    weight_decay: float = Field(default=0.03, ge=0, le=1)
    """Pull of the weights towards zero (AdamW, Loshchilov and Hutter 2019)."""
    clip: float = Field(default=0.5, gt=0)
    """Longest correction that is let through (norm of the gradient)."""
    average: float = Field(default=0.998, ge=0, lt=1)
    """Memory of the moving average of the weights, which is what makes poems."""
    drop_ids: float = Field(default=0.05, ge=0, lt=1)
    """Share of the vocabulary not seen in a window."""
    drop_input: float = Field(default=0.2, ge=0, lt=1)
    """Share of the embedding's units dropped."""
    drop_hidden: float = Field(default=0.2, ge=0, lt=1)
    """Share of the units dropped between layers."""
    drop_output: float = Field(default=0.3, ge=0, lt=1)
    """Share of the last layer's units dropped."""
    drop_weights: float = Field(default=0.35, ge=0, lt=1)
    """Share of the recurrent weights dropped (AWD-LSTM, Merity et al. 2018)."""
    checkpoint_every: int = Field(default=500, ge=1)
    """Steps between two checkpoints."""
    preview_every: int = Field(default=500, ge=1, examples=[500])
    """Steps between two rounds of sample poems and of measuring on held-out poems."""
