"""Measure a poet and complete its card, with poems of fixed seeds to read.

    ATHENA_TEST_DATA=../shared/data python benchmarks/poet_card.py FOLDER \
        --cpu-hours 1.5 --on "one thread of an x86-64 processor with AMX"

Writes `card.json` and `samples.txt` in the model's folder. How bits per character are
counted stands in `poet_against_peers.py`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import torch
from athena_plugin_lstm import checkpoint
from athena_plugin_lstm.params import PoetParams
from athena_plugin_lstm.vocabulary import Vocabulary
from athena_plugin_lstm.writing import Writer
from poet_against_peers import poet
from poet_corpus import Poems, poems
from poet_vocabulary import five_gram

from athena_core.library import ledger, models

SAMPLES = range(1, 25)
COUNTED = (
    "whole held-out poems, title first, each by itself; letters as they are written, "
    "punctuation, spaces, line and stanza breaks counted, one each for the break after "
    "the title and for the end"
)
WORDS = {
    "licence": "CC0-1.0",
    "may_i_sell_it": "Yes: weights and poems are given to everyone under CC0-1.0.",
    "trademarks": "A poem may name people, places or made-up characters of its "
    "sources; CC0 gives up copyright, not somebody else's trademark.",
    "limits": "It writes verse of its time, mostly English and American, of the 18th "
    "to the early 20th century: sound and image before sense. It may hold a line that "
    "one of its makers wrote.",
}


def measures(data: Poems, folder: Path) -> dict[str, Any]:
    """Return bits per character of the poet and of the best 5-gram."""
    ours, texts, vocabulary = poet(data, folder)
    smaller = Vocabulary.learn(data.learned, 2048)
    opponent = min(five_gram(data, each) for each in (vocabulary, smaller))
    return {
        "bits_per_character": round(ours, 4),
        "bits_per_character_of_texts_alone": round(texts, 4),
        "bits_per_character_of_a_5_gram": round(opponent, 4),
        "share_of_the_5_gram": round(ours / opponent, 4),
        "held_out_poems": len(data.held_out),
        "counted": COUNTED,
    }


def samples(folder: Path) -> str:
    """Return poems of fixed seeds, as they come."""
    writer = Writer(*checkpoint.load_model(folder))
    drafts = [draft for draft in writer.write(SAMPLES, PoetParams()) if draft]
    named = zip(SAMPLES, drafts, strict=True)
    return "\n\n".join(f"seed {seed}: {d.title}\n\n{d.text}" for seed, d in named)


def main() -> None:
    """Measure, write, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cpu-hours", type=float, required=True)
    parser.add_argument("--on", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = models.read(options.folder, "poet")
    card = {
        **model.card,
        **WORDS,
        "about": ledger.summary(model.ledger, largest=5),
        "trained": {"cpu_hours": options.cpu_hours, "on": options.on},
        "measures": measures(poems(), options.folder),
    }
    text = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True)
    (options.folder / "card.json").write_text(text + "\n", "utf-8")
    (options.folder / "samples.txt").write_text(samples(options.folder), "utf-8")
    print(json.dumps(card["measures"], indent=2))


if __name__ == "__main__":
    main()
