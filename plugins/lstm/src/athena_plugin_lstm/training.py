"""Learning from a corpus, as a stream of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from athena_core import (
    Checkpoint,
    Context,
    Corpus,
    Event,
    InputError,
    Metric,
    Model,
    Preview,
    Progress,
)
from athena_plugin_lstm import checkpoint, measuring, reading
from athena_plugin_lstm.learning import Learning, dropout_of
from athena_plugin_lstm.model import PoemModel, Shape
from athena_plugin_lstm.params import PoetParams, PoetTrainParams
from athena_plugin_lstm.streams import Streams
from athena_plugin_lstm.vocabulary import Verse, Vocabulary
from athena_plugin_lstm.writing import Writer

FEW_WORKS = 100
FEW_CHARACTERS = 200_000
PREVIEW_SEEDS = (1, 2)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A corpus as the poet reads it."""

    verses: Sequence[Verse]
    held_out: Sequence[Verse]
    vocabulary: Vocabulary


def train(
    corpus: Corpus,
    params: PoetTrainParams,
    context: Context,
    resume: Model | None,
) -> Iterator[Event]:
    """Learn, and yield events; see `athena_core.Trains`."""
    lesson = prepare(corpus, params, resume or context.parent)
    learning = begin(lesson, params, context, resume)
    if note := _expectations(lesson, context.parent):
        yield Progress(done=learning.step, total=learning.total, note=note)
    if resume is None and context.parent is not None:
        note = f"going on from {context.parent.name}, in its vocabulary and size"
        yield Progress(done=0, total=learning.total, note=note)
    yield from _steps(learning, lesson, context)


def prepare(corpus: Corpus, params: PoetTrainParams, before: Model | None) -> Lesson:
    """Read the works, and learn a vocabulary or take over that of the model before.

    Raises `InputError` when there is nothing to learn from.
    """
    verses = reading.read(corpus.works)
    if not any(verse.text.strip() for verse in verses):
        raise InputError(
            "the dataset holds no poem with words in it; give the poet at least one"
        )
    if before is not None:
        vocabulary = Vocabulary.load(before.folder)
    else:
        themes = reading.theme_names(verses)
        vocabulary = Vocabulary.learn(verses, params.pieces, themes)
    return Lesson(verses, reading.read(corpus.held_out), vocabulary)


def begin(
    lesson: Lesson,
    params: PoetTrainParams,
    context: Context,
    resume: Model | None,
) -> Learning:
    """Set up a run at its first step, or at the step where `resume` stopped."""
    seed, step, tensors = context.seed, 0, None
    if resume is not None:
        tensors, run = checkpoint.load_run(resume.folder)
        seed, step = int(run["seed"]), int(run["step"])
    vocabulary = lesson.vocabulary
    streams = Streams(
        [vocabulary.encode(verse) for verse in lesson.verses],
        [_known(vocabulary, verse) for verse in lesson.verses],
        batch=params.batch,
        window=params.window,
        seed=seed,
    )
    learning = Learning(
        _model(params, vocabulary, resume or context.parent, seed),
        params,
        streams,
        vocabulary,
        seed=seed,
        accelerator=context.accelerator(),
        precision=context.precision,
    )
    if tensors is not None:
        learning.restore(tensors, step)
    return learning


def _model(
    params: PoetTrainParams,
    vocabulary: Vocabulary,
    before: Model | None,
    seed: int,
) -> PoemModel:
    """Return new weights from a seed, or the weights of the model before."""
    shape = Shape(len(vocabulary), params.embedding, params.hidden, params.layers)
    if before is not None:
        shape = checkpoint.load_shape(before.folder)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = PoemModel(shape, dropout_of(params))
    if before is not None:
        model.load_state_dict(checkpoint.load_weights(before.folder))
    return model


def _known(vocabulary: Vocabulary, verse: Verse) -> list[int]:
    themes = vocabulary.themes
    return [themes[theme] for theme in verse.themes if theme in themes]


def _expectations(lesson: Lesson, parent: Model | None) -> str:
    """Say what a small collection can and cannot give; nothing of a large one."""
    letters = sum(measuring.characters(verse) for verse in lesson.verses)
    count = len(lesson.verses)
    if count >= FEW_WORKS and letters >= FEW_CHARACTERS:
        return ""
    advice = "; going on from the shipped poet (--from poet) gives better verse"
    return (
        f"{count} poems of {letters:,} characters are few: expect it to learn their "
        f"words by heart before their language, and to quote{'' if parent else advice}"
    )


def _steps(learning: Learning, lesson: Lesson, context: Context) -> Iterator[Event]:
    params = learning.params
    recent: list[float] = []
    while learning.step < learning.total:
        recent.append(learning.advance())
        step = learning.step
        last = step == learning.total
        yield Progress(done=step, total=learning.total)
        if last or step % params.preview_every == 0:
            loss = sum(recent) / len(recent)
            recent.clear()
            yield Metric(name="loss", value=loss, step=step)
            yield from _look(learning, lesson)
        if last or step % params.checkpoint_every == 0:
            yield _checkpoint(learning, lesson, context)


def _look(learning: Learning, lesson: Lesson) -> Iterator[Event]:
    """Measure on held-out poems and write the same two sample poems."""
    model = learning.averaged()
    vocabulary = lesson.vocabulary
    if lesson.held_out:
        poems = [vocabulary.encode(verse) for verse in lesson.held_out]
        characters = sum(measuring.characters(verse) for verse in lesson.held_out)
        bits = measuring.total_bits(model, poems, learning.precision)
        yield Metric(
            name="bits per character",
            value=bits / characters,
            step=learning.step,
            note="on whole poems it never learned from; lower is better",
        )
    writer = Writer(model, vocabulary)
    for draft in writer.write(PREVIEW_SEEDS, PoetParams()):
        if draft is not None:
            text = f"{draft.title}\n\n{draft.text}"
            yield Preview(media_type="text/plain", data=text.encode())


def _checkpoint(learning: Learning, lesson: Lesson, context: Context) -> Checkpoint:
    folder = context.scratch / f"{learning.step:08d}"
    run = {"seed": learning.seed, "params": learning.params.model_dump(mode="json")}
    checkpoint.save(folder, learning, lesson.vocabulary, run)
    return Checkpoint(
        folder=folder,
        step=learning.step,
        final=learning.step == learning.total,
    )
