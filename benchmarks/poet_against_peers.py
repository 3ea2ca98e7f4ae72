"""Bits per character on whole poems nobody learned from: the poet beside its peers.

    ATHENA_TEST_DATA=../shared/data python benchmarks/poet_against_peers.py [FOLDER]

FOLDER holds the poet's model; without it the shipped one is measured. All learned from
the same poems and are measured on the same held-out ones, each poem by itself, title
first. Bits are divided by one number: the characters of titles and texts as they are
written, capitals, punctuation, spaces, line breaks and stanza breaks counted, and one
each for the break after the title and for the end.

- The 5-gram (modified Kneser-Ney) reads the very pieces of the poet; beside it stand
  5-grams over other vocabularies, the best of which is the opponent.
- The notebook's recipe reads small letters only and counts neither capitals nor stanza
  breaks, and its words include those of the held-out poems: all three flatter it.
"""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

import athena_plugin_lstm
import torch
from athena_plugin_lstm import checkpoint
from athena_plugin_lstm.measuring import characters, total_bits
from athena_plugin_lstm.vocabulary import Vocabulary
from poet_corpus import Poems, poems
from poet_notebook import Notebook, tokens
from poet_vocabulary import five_gram, plainly

SHIPPED = Path(athena_plugin_lstm.__file__).parent / "weights"
OTHERS = ((2048, True), (4096, True), (4096, False))


def poet(data: Poems, folder: Path) -> tuple[float, float, Vocabulary]:
    """Return bits per character of all, and of texts alone after their titles."""
    model, vocabulary = checkpoint.load_model(folder)
    unseen = [vocabulary.encode(verse) for verse in data.held_out]
    bits = total_bits(model, unseen)
    titles = [poem[: poem.index(vocabulary.text) + 1] for poem in unseen]
    letters = sum(characters(verse) - len(verse.title) - 1 for verse in data.held_out)
    texts = (bits - total_bits(model, titles)) / letters
    return bits / data.characters, texts, vocabulary


def notebook(data: Poems, seconds: float) -> tuple[float, float]:
    """Return the notebook's bits per character, and words a CPU second."""
    learned, unseen = (
        [tokens(verse) for verse in part] for part in (data.learned, data.held_out)
    )
    torch.manual_seed(1)
    words = {word for part in (learned, unseen) for poem in part for word in poem}
    model = Notebook(sorted(words))
    speed = model.learn(learned, seconds)
    return model.total_bits(unseen) / data.characters, speed


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--seconds", type=float, default=300)
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = poems()
    print(f"{len(data.held_out)} held-out poems, {data.characters:,} characters")
    print("| model | bits per character | against the best 5-gram |\n|---|---:|---:|")
    ours, texts, vocabulary = poet(data, options.folder)
    grams = {f"5-gram, the poet's {len(vocabulary):,} ids": five_gram(data, vocabulary)}
    for size, folded in OTHERS:
        with nullcontext() if folded else plainly():
            other = five_gram(data, Vocabulary.learn(data.learned, size))
        grams[f"5-gram, {size:,} pieces{', folded' if folded else ''}"] = other
    best = min(grams.values())
    theirs, speed = notebook(data, options.seconds)
    name = f"notebook's recipe, {options.seconds:.0f} CPU s ({speed:,.0f} words/CPU s)"
    for row, bits in {"Athena's poet": ours, **grams, name: theirs}.items():
        print(f"| {row} | {bits:.4f} | {bits / best:.3f} |")
    print(f"the poet on texts alone, their titles told: {texts:.4f}")


if __name__ == "__main__":
    main()
