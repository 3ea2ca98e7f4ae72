"""The recipe of the original project's notebook, written anew from its description.

Words and marks as tokens, in small letters; two LSTM layers of 256 over embeddings of
400; dropout 0.5; windows of eight words that predict one; batches of 128; Adam at 1e-3.
To write, it reads the last eight words again from an empty memory for each new word and
takes one of the five likeliest.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Sequence

import torch
from athena_plugin_lstm.vocabulary import Verse
from torch import Tensor, nn

WINDOW, BATCH, TOP = 8, 128, 5
_TOKENS = re.compile(r"\n|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")  # noqa: RUF001


def tokens(verse: Verse) -> list[str]:
    """Return a poem as words, marks and line breaks, and its end."""
    text = f"{verse.title}\n{verse.text.strip()}".lower()
    return [*_TOKENS.findall(text), "<end>"]


class Notebook(nn.Module):
    """Its network, and its way to train and to write."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.ids = {word: i for i, word in enumerate(sorted({"<end>", *words}))}
        self.embedding = nn.Embedding(len(self.ids), 400)
        self.lstm = nn.LSTM(400, 256, 2, dropout=0.5, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.linear = nn.Linear(256, len(self.ids))

    def forward(self, windows: Tensor) -> Tensor:  # [B, 8]
        """Return the scores of the word after each window, [B, words]."""
        out, _ = self.lstm(self.embedding(windows))
        scores: Tensor = self.linear(self.dropout(out[:, -1]))
        return scores

    def learn(self, poems: Sequence[Sequence[str]], seconds: float) -> float:
        """Train for so many CPU seconds; return words a CPU second."""
        words = torch.tensor([self.ids[word] for poem in poems for word in poem])
        windows = words.unfold(0, WINDOW + 1, 1)
        optimizer = torch.optim.Adam(self.parameters(), lr=1e-3)
        began, done = time.process_time(), 0
        while time.process_time() - began < seconds:
            batch = windows[torch.randint(0, len(windows), (BATCH,))]
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(self(batch[:, :-1]), batch[:, -1])
            loss.backward()
            optimizer.step()
            done += len(batch)
        return done / (time.process_time() - began)

    @torch.no_grad()
    def total_bits(self, poems: Sequence[Sequence[str]]) -> float:
        """Return the bits for poems, each after a window of ends."""
        self.eval()
        nats = 0.0
        for poem in poems:
            ends = [self.ids["<end>"]] * WINDOW
            ids = torch.tensor([*ends, *(self.ids[word] for word in poem)])
            for part in torch.split(ids.unfold(0, WINDOW + 1, 1), 2048):
                scores = self(part[:, :-1])
                loss = nn.functional.cross_entropy(scores, part[:, -1], reduction="sum")
                nats += float(loss)
        return nats / math.log(2)

    @torch.no_grad()
    def write(self, first: str, words: int) -> list[str]:
        """Write on from one word, in the notebook's way."""
        self.eval()
        names = list(self.ids)
        written = [self.ids[first]]
        for _ in range(words):
            window = ([self.ids["<end>"]] * WINDOW + written)[-WINDOW:]
            best = torch.topk(self(torch.tensor([window]))[0], TOP)
            chosen = torch.multinomial(best.values.softmax(0), 1)
            written.append(int(best.indices[chosen]))
        return [names[i] for i in written]
