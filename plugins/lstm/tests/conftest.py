from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import torch
from athena_plugin_lstm.params import PoetTrainParams
from athena_plugin_lstm.poet import Poet

from athena_core import Checkpoint, Context, Corpus, Event, Model, Right, Work

torch.set_num_threads(1)

POEMS = (
    ("The Kettle", "The kettle sings upon the hob,\nA small and silver sound,\n"),
    ("Rain", "Rain on the roof and rain on the hill,\nAnd nothing else around.\n"),
    ("Window", "I wrote your name upon the glass\n\nAnd breathed it out again.\n"),
    ("Gate", "The gate is shut, the gate is wide;\nI hear the evening train.\n"),
)

TINY = {
    "epochs": 3,
    "pieces": 300,
    "embedding": 16,
    "hidden": 24,
    "batch": 2,
    "window": 8,
    "drop_ids": 0.0,
    "drop_input": 0.0,
    "drop_hidden": 0.0,
    "drop_output": 0.0,
    "drop_weights": 0.1,
    "checkpoint_every": 1000,
    "preview_every": 1000,
}


def work(title: str, text: str, labels: Sequence[str] = ()) -> Work:
    data = unicodedata.normalize("NFC", text).encode()
    return Work(
        id=f"made-up/{title}",
        title=title,
        maker="Nobody",
        year=2026,
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        right=Right(basis="own", because="made up for the tests"),
        labels=tuple(labels),
        open=lambda: io.BytesIO(data),
    )


def corpus_of(poems: Sequence[tuple[str, str]] = POEMS) -> Corpus:
    return Corpus(works=tuple(work(title, text) for title, text in poems))


def context_in(folder: Path, *seeds: int, parent: Model | None = None) -> Context:
    scratch, cache = folder / "scratch", folder / "cache"
    scratch.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    return Context(
        seeds=seeds or (1,),
        scratch=scratch,
        cache=cache,
        precision="fp32",
        parent=parent,
    )


def events_of(
    corpus: Corpus,
    folder: Path,
    resume: Model | None = None,
    parent: Model | None = None,
    **options: object,
) -> list[Event]:
    params = PoetTrainParams.model_validate({**TINY, **options})
    context = context_in(folder, parent=parent)
    return list(Poet().train(corpus, params, context, resume))


def model_at(folder: Path) -> Model:
    return Model(name="tiny", folder=folder, card={}, ledger={})


def last_model(events: Sequence[Event]) -> Model:
    folders = [event.folder for event in events if isinstance(event, Checkpoint)]
    return model_at(folders[-1])


Train = Callable[..., list[Event]]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A poet that read four made-up poems twenty times."""
    folder = tmp_path_factory.mktemp("tiny")
    events = events_of(corpus_of(), folder, epochs=20, learning_rate=0.02)
    return last_model(events)
