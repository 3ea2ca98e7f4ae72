"""The poet's speed beside the original notebook's recipe, in training and in writing.

    ATHENA_TEST_DATA=../shared/data python benchmarks/poet_speed.py

One thread, CPU seconds, ours and theirs in turn in one process, medians of the rounds.
A word is what is split on spaces. Athena writes a batch of 32 poems in float64 with
carried memory; the notebook reads its window again, from nothing, for every word.
"""

from __future__ import annotations

import argparse
import statistics
import time

import torch
from athena_plugin_lstm import checkpoint
from athena_plugin_lstm.learning import Learning, dropout_of
from athena_plugin_lstm.model import PoemModel, Shape
from athena_plugin_lstm.params import PoetParams, PoetTrainParams
from athena_plugin_lstm.streams import Streams
from athena_plugin_lstm.vocabulary import Vocabulary
from athena_plugin_lstm.writing import Writer
from poet_against_peers import SHIPPED
from poet_corpus import Poems, poems
from poet_notebook import Notebook, tokens

from athena_core.accel import Accelerator


def begun(data: Poems, vocabulary: Vocabulary, precision: str) -> Learning:
    """Return a run of the shipped size at its first step."""
    params = PoetTrainParams(epochs=1000)
    ids = [vocabulary.encode(verse) for verse in data.learned]
    nothing: list[list[int]] = [[] for _ in ids]
    streams = Streams(ids, nothing, batch=params.batch, window=params.window, seed=1)
    shape = Shape(len(vocabulary), params.embedding, params.hidden, params.layers)
    return Learning(
        PoemModel(shape, dropout_of(params)),
        params,
        streams,
        vocabulary,
        seed=1,
        accelerator=Accelerator(torch.device("cpu"), bf16=precision == "bf16"),
        precision=precision,
    )


def training_speed(learning: Learning, words_in_piece: float, seconds: float) -> float:
    """Return words a CPU second."""
    began, first = time.process_time(), learning.step
    while time.process_time() - began < seconds:
        learning.advance()
    pieces = (learning.step - first) * learning.streams.batch * learning.streams.window
    return pieces * words_in_piece / (time.process_time() - began)


def writing_speed(writer: Writer, round_number: int) -> float:
    """Return words a CPU second, 32 poems side by side."""
    seeds = range(32 * round_number, 32 * round_number + 32)
    began = time.process_time()
    drafts = [d for d in writer.write(seeds, PoetParams(lines=14)) if d is not None]
    words = sum(len(draft.text.split()) for draft in drafts)
    return words / (time.process_time() - began)


def looped_speed(writer: Writer, pieces: int = 12) -> float:
    """Return words a CPU second of our network run in the notebook's way.

    One poem at a time, and for each piece the last window again, from nothing.
    """
    vocabulary = writer.vocabulary
    window = vocabulary.encode_text("the sea is wide and the night is long and still")
    began = time.process_time()
    for _ in range(pieces):
        state = writer.model.start(1)
        for piece in window:
            scores, state = writer.model.step(torch.tensor([piece]), state)
        window = [*window[1:], int(scores[0, : vocabulary.pieces].argmax())]
    words = len(vocabulary.decode(window).split()) / len(window) * pieces
    return words / (time.process_time() - began)


def notebook_writing_speed(model: Notebook, words: int = 60) -> float:
    """Return words a CPU second of the notebook's loop."""
    began = time.process_time()
    model.write("the", words)
    return words / (time.process_time() - began)


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = poems()
    vocabulary = Vocabulary.learn(data.learned, PoetTrainParams().pieces)
    words = sum(len(verse.text.split()) for verse in data.learned)
    pieces = sum(len(vocabulary.encode(verse)) for verse in data.learned)
    told = [tokens(verse) for verse in data.learned]
    notebook = Notebook(sorted({word for poem in told for word in poem}))
    runs = {name: begun(data, vocabulary, name) for name in ("auto", "fp32")}
    writer = Writer(*checkpoint.load_model(SHIPPED))
    rows: dict[str, list[float]] = {}
    for number in range(options.rounds):
        for name, run in runs.items():
            speed = training_speed(run, words / pieces, options.seconds)
            rows.setdefault(f"training, {name} ({run.precision})", []).append(speed)
        theirs = notebook.learn(told, options.seconds)
        rows.setdefault("training, the notebook's recipe", []).append(theirs)
        rows.setdefault("writing, 32 poems", []).append(writing_speed(writer, number))
        speed = looped_speed(writer)
        rows.setdefault("writing, our network in such a loop", []).append(speed)
        speed = notebook_writing_speed(notebook)
        rows.setdefault("writing, the notebook's loop", []).append(speed)
    print("| what | words/CPU s | against the notebook |\n|---|---:|---:|")
    for name, speeds in rows.items():
        kind = name.split(",", maxsplit=1)[0]
        other = next(k for k in rows if k.startswith(kind) and "notebook" in k)
        median = statistics.median(speeds)
        ratio = median / statistics.median(rows[other])
        print(f"| {name} | {median:,.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
