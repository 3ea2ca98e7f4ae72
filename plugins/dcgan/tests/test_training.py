from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from athena_plugin_dcgan.painter import Painter
from athena_plugin_dcgan.params import PainterTrainParams

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
    Work,
    pictures,
)

Lesson = Callable[..., tuple[list[Event], Model]]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_step_is_reported_and_the_last_checkpoint_is_final(train: Lesson) -> None:
    events, model = train()
    steps = [e.done for e in events if isinstance(e, Progress) and e.total == 4]
    kept = [(e.step, e.final) for e in events if isinstance(e, Checkpoint)]
    assert steps[-4:] == [1, 2, 3, 4]
    assert kept == [(2, False), (4, True)]
    assert {path.suffix for path in model.folder.iterdir()} == {".safetensors", ".json"}


def test_sample_sheets_show_the_same_seeds_on_the_way(train: Lesson) -> None:
    events, _ = train()
    sheets = [event for event in events if isinstance(event, Preview)]
    sizes = {pictures.decode(sheet.data).size for sheet in sheets}
    assert sizes == {(172, 172)}
    assert [sheet.note for sheet in sheets] == [
        "seeds 1 to 25 after 2 steps",
        "seeds 1 to 25 after 4 steps",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"spectral_norm": False, "r1": 1.0, "loss": "non-saturating"},
        {"upsampling": "nearest", "augmentation": False, "average": 0.0},
        {"variety": False, "flips": False, "momentum": 0.5, "fit": "pad"},
    ],
)
def test_four_steps_are_two_steps_and_two_more(
    train: Lesson,
    tiny: PainterTrainParams,
    change: dict[str, object],
) -> None:
    params = PainterTrainParams.model_validate(tiny.model_dump() | change)
    _, unbroken = train(params)
    _, begun = train(params.model_copy(update={"steps": 2}))
    _, resumed = train(params, resume=begun)
    assert contents(resumed.folder) == contents(unbroken.folder)


def test_a_seed_decides_a_training(train: Lesson) -> None:
    _, first = train()
    _, again = train()
    assert contents(first.folder) == contents(again.folder)


def test_an_export_cannot_be_resumed_but_says_what_can(train: Lesson) -> None:
    _, model = train()
    (model.folder / "training.safetensors").unlink()
    with pytest.raises(InputError, match="--from instead of --resume"):
        train(resume=model)


def test_transfer_begins_in_the_parents_shape(
    train: Lesson,
    tiny: PainterTrainParams,
) -> None:
    _, parent = train()
    wide = tiny.model_copy(update={"width": 64, "size": "64", "steps": 1})
    events, child = train(wide, parent=parent)
    notes = [event.note for event in events if isinstance(event, Progress)]
    assert "starting from tiny (32x32 pixels)" in notes
    shape = json.loads((child.folder / "painter.json").read_text())
    assert (shape["size"], shape["width"]) == (32, 8)


def test_transfer_from_an_export_brings_a_new_critic(train: Lesson) -> None:
    _, parent = train()
    (parent.folder / "training.safetensors").unlink()
    events, _ = train(parent=parent)
    notes = [event.note for event in events if isinstance(event, Progress)]
    assert "starting from tiny (32x32 pixels), with a new critic" in notes


def test_few_works_are_warned_about_before_the_first_step(train: Lesson) -> None:
    events, _ = train()
    assert isinstance(events[0], Progress)
    assert events[0].note.startswith("6 works are few: expect")


def test_a_broken_work_is_named_and_skipped(
    train: Lesson,
    corpus: Corpus,
    torn: Work,
) -> None:
    broken = replace(corpus, works=(*corpus.works, torn))
    events, _ = train(works=broken)
    notes = [event.note for event in events if isinstance(event, Progress)]
    assert any(note.startswith("skipped torn.png: ") for note in notes)


def test_losses_that_are_no_numbers_stop_the_training(
    train: Lesson,
    tiny: PainterTrainParams,
) -> None:
    wild = tiny.model_copy(update={"generator_rate": float("inf"), "steps": 25})
    with pytest.raises(InputError, match="came apart at step 25"):
        train(wild)


def test_measures_are_reported(train: Lesson) -> None:
    events, _ = train()
    names = {event.name for event in events if isinstance(event, Metric)}
    assert names == {
        "critic-loss",
        "generator-loss",
        "works-known",
        "paintings-caught",
        "variety",
    }


def test_closing_stops_between_two_steps(
    corpus: Corpus,
    tiny: PainterTrainParams,
    context: Callable[..., Context],
) -> None:
    lent = context(7)
    events = Painter().train(corpus, tiny, lent, None)
    for event in events:
        if isinstance(event, Progress) and event.done == 1 and event.total == 4:
            break
    events.close()  # type: ignore[attr-defined]
    assert not lent.scratch.exists()


def test_a_batch_may_be_larger_than_the_collection(
    train: Lesson,
    tiny: PainterTrainParams,
) -> None:
    _, model = train(tiny.model_copy(update={"batch": 16, "steps": 1}))
    assert isinstance(model, Model)
