"""Choose the poet's vocabulary by bits per character on whole held-out poems.

    ATHENA_TEST_DATA=../shared/data python benchmarks/poet_vocabulary.py --seconds 60

Each vocabulary gets the same network, the same dropout and the same CPU seconds of one
thread, all in turn in one process. Bits are counted as `measuring.py` says, so a row
with longer pieces has no advantage but that of reading further in the same time. The
last column is the 5-gram with modified Kneser-Ney smoothing on the same pieces.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from unittest.mock import patch

import torch
from athena_plugin_lstm import vocabulary as vocabularies
from athena_plugin_lstm.folding import clean, fold, fold_title
from athena_plugin_lstm.learning import Learning, dropout_of
from athena_plugin_lstm.measuring import total_bits
from athena_plugin_lstm.model import PoemModel, Shape
from athena_plugin_lstm.params import PoetTrainParams
from athena_plugin_lstm.streams import Streams
from athena_plugin_lstm.vocabulary import Verse, Vocabulary
from poet_corpus import Poems, poems
from poet_kneser_ney import KneserNey

from athena_core.accel import resolve


class Words(Vocabulary):
    """Whole words that came at least three times; others are spelled in pieces."""

    @classmethod
    def of(cls, verses: Sequence[Verse], size: int) -> Words:
        """Learn words, and at most `size` pieces to spell the others with."""
        found = cls.learn(verses, size)
        splitter = found.tokenizer.pre_tokenizer
        counts = Counter(
            word
            for verse in verses
            for part in (verse.title, verse.text)
            for word, _ in splitter.pre_tokenize_str(fold(part))
        )
        known = [word for word, count in counts.most_common() if count > 2]
        found.whole = {word: found.pieces + i for i, word in enumerate(known)}
        found.pieces += len(known)
        found.start, found.text, found.end = (found.pieces + i for i in range(3))
        return found

    whole: dict[str, int]

    def encode_title(self, title: str) -> list[int]:
        """Spell a title like a text."""
        return self._spell(fold_title(clean(title)))

    def encode_text(self, text: str) -> list[int]:
        """Spell text in words, and what is no known word in pieces."""
        return self._spell(fold(clean(text)))

    def _spell(self, folded: str) -> list[int]:
        ids: list[int] = []
        for word, (start, end) in self.tokenizer.pre_tokenizer.pre_tokenize_str(folded):
            if word in self.whole:
                ids.append(self.whole[word])
            else:
                ids += self.tokenizer.encode(folded[start:end]).ids
        return ids


def measure(
    data: Poems,
    vocabulary: Vocabulary,
    params: PoetTrainParams,
    seconds: float,
) -> tuple[float, float, int]:
    """Return bits per character, passes over the corpus, and pieces in a second."""
    learned = [vocabulary.encode(verse) for verse in data.learned]
    streams = Streams(
        learned,
        [[] for _ in learned],
        batch=params.batch,
        window=params.window,
        seed=1,
    )
    torch.manual_seed(1)
    shape = Shape(len(vocabulary), params.embedding, params.hidden, params.layers)
    model = PoemModel(shape, dropout_of(params))
    learning = Learning(
        model, params, streams, vocabulary, seed=1, accelerator=resolve("cpu")
    )
    began = time.process_time()
    while time.process_time() - began < seconds:
        learning.advance()
    unseen = [vocabulary.encode(verse) for verse in data.held_out]
    bits = total_bits(learning.averaged(), unseen, learning.precision)
    speed = learning.step * streams.batch * params.window / seconds
    return bits / data.characters, learning.step / streams.steps, round(speed)


def five_gram(data: Poems, vocabulary: Vocabulary) -> float:
    """Return the 5-gram's bits per character on the same pieces."""
    learned = [vocabulary.encode(verse) for verse in data.learned]
    model = KneserNey(learned, len(vocabulary))
    unseen = (vocabulary.encode(verse) for verse in data.held_out)
    return sum(float(model.bits(poem).sum()) for poem in unseen) / data.characters


def plainly() -> AbstractContextManager[object]:
    """Read text without folding its capitals."""
    return patch.multiple(vocabularies, fold=str, fold_title=str, unfold=str)


Learn = Callable[[Sequence[Verse], int], Vocabulary]
ROWS: list[tuple[str, int, Learn, bool]] = [
    ("pieces, capitals folded", 1024, Vocabulary.learn, True),
    ("pieces, capitals folded", 2048, Vocabulary.learn, True),
    ("pieces, capitals folded", 4096, Vocabulary.learn, True),
    ("pieces, capitals folded", 8192, Vocabulary.learn, True),
    ("pieces, capitals folded", 16384, Vocabulary.learn, True),
    ("pieces, text as it is", 4096, Vocabulary.learn, False),
    ("pieces, text as it is", 8192, Vocabulary.learn, False),
    ("words, others in pieces", 1024, Words.of, True),
]


def main() -> None:
    """Print the table, a row at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    seconds = parser.parse_args().seconds
    torch.set_num_threads(1)
    data, params = poems(), PoetTrainParams(epochs=1000)
    print(f"{len(data.learned)} poems learned from, {len(data.held_out)} held out")
    print(f"| vocabulary | ids | LSTM, {seconds:.0f} CPU s | passes |", end="")
    print(" pieces/CPU s | 5-gram |\n|---|---:|---:|---:|---:|---:|")
    for name, size, learn, folded in ROWS:
        with nullcontext() if folded else plainly():
            vocabulary = learn(data.learned, size)
            bits, passes, speed = measure(data, vocabulary, params, seconds)
            other = five_gram(data, vocabulary)
        row = f"{bits:.3f} | {passes:.2f} | {speed:,} | {other:.3f}"
        print(f"| {name} | {len(vocabulary):,} | {row} |", flush=True)


if __name__ == "__main__":
    main()
