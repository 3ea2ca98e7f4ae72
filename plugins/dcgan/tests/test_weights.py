from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from athena_plugin_dcgan import athena_generators
from athena_plugin_dcgan.painter import Painter
from athena_plugin_dcgan.params import PainterParams
from safetensors import safe_open

from athena_core import Context, Model, Piece, held_out, pictures
from athena_core.library import models

MEGABYTE = 1_000_000


@pytest.fixture
def shipped() -> Model:
    (spec,) = athena_generators()
    model = models.shipped(spec.weights, "dcgan/painter")
    assert model is not None
    return model


def test_weights_are_small_and_half_precision(shipped: Model) -> None:
    path = shipped.folder / "model.safetensors"
    assert path.stat().st_size <= 12 * MEGABYTE
    with safe_open(path, framework="pt") as tensors:
        kinds = {tensors.get_slice(name).get_dtype() for name in tensors.keys()}  # noqa: SIM118 - no mapping
    assert kinds == {"F16", "I64"}


def test_nothing_lies_there_that_only_training_needs(shipped: Model) -> None:
    names = {path.name for path in Path(shipped.folder).iterdir()}
    assert names == {
        "card.json",
        "fingerprints",
        "ledger.json",
        "model.safetensors",
        "painter.json",
        "sheet.png",
    }


def test_the_card_says_what_one_wants_to_know(shipped: Model) -> None:
    card = shipped.card
    assert card["licence"] == "CC0-1.0"
    assert "Trademarks" in card["trademarks"]
    assert {"distance", "distance_of_works_learned_from", "copying"} <= set(
        card["measures"],
    )
    assert {"step", "seed", "params", "torch"} <= set(card)


def test_the_ledger_names_every_work_and_none_that_is_held_out(shipped: Model) -> None:
    works = shipped.ledger["works"]
    assert len(works) == shipped.card["works"]
    assert not any(held_out(work["sha256"]) for work in works)
    assert {work["right"]["basis"] for work in works} == {"public-domain"}
    assert (
        max(
            sum(work["maker"] == maker for work in works)
            for maker in {work["maker"] for work in works}
        )
        <= 60
    )


def test_it_paints_different_pictures_from_different_seeds(
    shipped: Model,
    context: Callable[..., Context],
) -> None:
    events = Painter().generate(PainterParams(), context(1, 2, 3), shipped)
    painted = [event.data for event in events if isinstance(event, Piece)]
    assert len(set(painted)) == 3
    assert {pictures.decode(data).size for data in painted} == {(64, 64)}
