from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from athena_plugin_lstm.params import PoetParams, PoetTrainParams
from athena_plugin_lstm.poet import Poet

from athena_core import (
    Checkpoint,
    Corpus,
    Event,
    InputError,
    Metric,
    Model,
    Piece,
    Preview,
    Progress,
)

from .conftest import TINY, context_in, corpus_of, events_of, last_model, model_at, work

EVERY: dict[str, Any] = {"checkpoint_every": 4, "preview_every": 6}


Kind = TypeVar("Kind")


def of_kind(events: Sequence[Event], kind: type[Kind]) -> list[Kind]:
    return [event for event in events if isinstance(event, kind)]


def contents(model: Model) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in model.folder.iterdir()}


def test_each_step_is_told(tmp_path: Path) -> None:
    events = events_of(corpus_of(), tmp_path, **EVERY)
    steps = [event.done for event in of_kind(events, Progress)]
    total = of_kind(events, Progress)[-1].total
    assert steps == [0, *range(1, total + 1)]


def test_it_says_before_starting_what_few_works_can_give(tmp_path: Path) -> None:
    first = events_of(corpus_of(), tmp_path)[0]
    assert isinstance(first, Progress)
    assert first.done == 0
    assert "4 poems" in first.note


def test_previews_come_from_fixed_seeds(tmp_path: Path) -> None:
    once = events_of(corpus_of(), tmp_path / "once", **EVERY)
    again = events_of(corpus_of(), tmp_path / "again", **EVERY)
    assert len(of_kind(once, Preview)) >= 4
    assert of_kind(once, Preview) == of_kind(again, Preview)


def test_held_out_poems_are_measured_and_not_learned(tmp_path: Path) -> None:
    unseen = (work("Unseen", "Zyx wvu zyx wvu zyx wvu.\n"),)
    corpus = dataclasses.replace(corpus_of(), held_out=unseen)
    events = events_of(corpus, tmp_path / "a")
    names = [event.name for event in of_kind(events, Metric)]
    assert names == ["loss", "bits per character"]
    plain = events_of(corpus_of(), tmp_path / "b")
    assert contents(last_model(events)) == contents(last_model(plain))


@pytest.mark.parametrize("stop", [4, 8])
def test_a_resumed_run_ends_in_the_same_bytes(tmp_path: Path, stop: int) -> None:
    whole = events_of(corpus_of(), tmp_path / "whole", **EVERY)
    folders = {event.step: event.folder for event in of_kind(whole, Checkpoint)}
    rest = events_of(
        corpus_of(),
        tmp_path / "rest",
        resume=model_at(folders[stop]),
        **EVERY,
    )
    assert of_kind(rest, Progress)[1].done == stop + 1
    assert contents(last_model(rest)) == contents(last_model(whole))


def test_works_in_another_order_make_the_same_model(tmp_path: Path) -> None:
    corpus = corpus_of()
    other = Corpus(works=tuple(reversed(corpus.works)))
    one, two = (
        contents(last_model(events_of(each, tmp_path / name)))
        for name, each in (("one", corpus), ("two", other))
    )
    assert one == two


@pytest.mark.parametrize("events_taken", [1, 2, 3, 7])
def test_it_can_be_closed_at_any_event(tmp_path: Path, events_taken: int) -> None:
    params = PoetTrainParams.model_validate({**TINY, **EVERY, "preview_every": 2})
    events = Poet().train(corpus_of(), params, context_in(tmp_path), None)
    for _ in range(events_taken):
        next(events)
    events.close()  # type: ignore[attr-defined]


def test_a_parent_gives_its_vocabulary_and_weights(tiny: Model, tmp_path: Path) -> None:
    poems = [("Harbour", "The boats are in, the boats are out.\n")]
    events = events_of(corpus_of(poems), tmp_path, parent=tiny, hidden=99, epochs=1)
    notes = " ".join(event.note for event in of_kind(events, Progress))
    child = contents(last_model(events))
    assert "going on from tiny" in notes
    for name in ("tokenizer.json", "vocabulary.json", "model.json"):
        assert child[name] == contents(tiny)[name]
    assert child["model.safetensors"] != contents(tiny)["model.safetensors"]


def test_a_parent_learns_faster_than_a_beginner(tiny: Model, tmp_path: Path) -> None:
    taught, fresh = (
        of_kind(events_of(corpus_of(), tmp_path / name, parent=parent), Metric)[0]
        for name, parent in (("taught", tiny), ("fresh", None))
    )
    assert taught.value < fresh.value - 0.5


def test_seeds_make_different_models(tmp_path: Path) -> None:
    params = PoetTrainParams.model_validate(TINY)
    models = [
        last_model(
            list(
                Poet().train(
                    corpus_of(), params, context_in(tmp_path / f"{s}", s), None
                )
            )
        )
        for s in (1, 2)
    ]
    assert contents(models[0]) != contents(models[1])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("सागर", "सागर गाता है,\nरात सुनती है।\n\nनदी सोती है।\n"),
        ("البحر", "البحر يغني\nوالليل يسمع.\n"),
        ("海", "海在唱歌。\n夜在听。\n"),
        ("Õhtu", "Õhtul istub öö mu õues,\nkuu on küünal, tuul on noor.\n"),
    ],
)
def test_verse_of_any_script_is_learned_and_written(
    tmp_path: Path,
    title: str,
    text: str,
) -> None:
    corpus = corpus_of([(title, text), (f"{title} 2", text)])
    options: dict[str, Any] = {"epochs": 30, "learning_rate": 0.03}
    model = last_model(events_of(corpus, tmp_path, **options))
    params = PoetParams(lines=3, temperature=0.5)
    made = Poet().generate(params, context_in(tmp_path, 1, 2, 3), model)
    letters = {
        c for piece in made if isinstance(piece, Piece) for c in piece.data.decode()
    }
    assert "\ufffd" not in letters
    assert len(letters & set(text)) > 5


def test_one_poem_of_one_word_trains(tmp_path: Path) -> None:
    assert last_model(events_of(corpus_of([("", "O\n")]), tmp_path, epochs=1))


def test_the_default_passes_grow_for_a_small_collection(tmp_path: Path) -> None:
    params = PoetTrainParams.model_validate({**TINY, "epochs": None})
    events = Poet().train(corpus_of(), params, context_in(tmp_path), None)
    first = next(iter(events))
    assert isinstance(first, Progress)
    assert 400 <= first.total < 440


def test_an_empty_corpus_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no poem with words"):
        events_of(corpus_of(()), tmp_path)


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    import io

    broken = dataclasses.replace(work("Bad", "x\n"), open=lambda: io.BytesIO(b"\xff"))
    with pytest.raises(InputError, match="made-up/Bad is not UTF-8"):
        events_of(Corpus(works=(broken,)), tmp_path)


def test_a_finished_model_cannot_be_resumed(tiny: Model, tmp_path: Path) -> None:
    for name, data in contents(tiny).items():
        if not name.startswith("training"):
            (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match="--from"):
        events_of(corpus_of(), tmp_path, resume=model_at(tmp_path))
