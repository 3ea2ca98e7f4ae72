"""The models library holds whole checkpoints only, each with its card and ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from athena_core import Model
from athena_core.errors import InputError, NotFoundError
from athena_core.library import home, models


def checkpoint(tmp_path: Path, text: str = "weights") -> Path:
    folder = tmp_path / f"made-{text}"
    folder.mkdir()
    (folder / "weights.json").write_text(json.dumps({"text": text}))
    (folder / "training.json").write_text("{}")
    (folder / "card.json").write_text(json.dumps({"measure": 1, "name": "stolen"}))
    return folder


def test_a_kept_checkpoint_is_whole_and_found_by_name(tmp_path: Path) -> None:
    folder = checkpoint(tmp_path)
    learned = {"works": [{"id": "moss", "sha256": "0" * 64}]}
    models.keep("garden", folder, 7, {"name": "garden"}, learned)
    model = models.find("garden")
    assert not folder.exists()
    assert (model.folder / "weights.json").exists()
    assert model.card == {
        "name": "garden",
        "measure": 1,
        "schema": "athena.card/1",
        "step": 7,
    }
    assert model.ledger == learned


def test_the_newest_is_found_and_old_ones_are_pruned(tmp_path: Path) -> None:
    for step in (1, 2, 10, 3):
        models.keep("garden", checkpoint(tmp_path, str(step)), step, {}, {})
    assert [path.name for path in models.checkpoints("garden")] == [
        "00000003",
        "00000010",
    ]
    assert models.find("garden").card["step"] == 10


def test_keeping_the_same_step_again_replaces_it(tmp_path: Path) -> None:
    for text in ("first", "second"):
        models.keep("garden", checkpoint(tmp_path, text), 5, {}, {})
    folder = models.find("garden").folder
    assert json.loads((folder / "weights.json").read_text()) == {"text": "second"}


def test_what_a_killed_run_left_half_moved_is_no_model(tmp_path: Path) -> None:
    half = home.models() / "garden" / ".incoming-1-9"
    half.mkdir(parents=True)
    assert models.names() == []
    models.keep("garden", checkpoint(tmp_path), 1, {}, {})
    assert not half.exists()


def test_a_name_nobody_has_gets_the_nearest(tmp_path: Path) -> None:
    models.keep("garden", checkpoint(tmp_path), 1, {}, {})
    with pytest.raises(NotFoundError, match="did you mean 'garden'"):
        models.find("gardne")


@pytest.mark.parametrize("name", ["", "../up", "Big", "a b", "-x", "a" * 81, "con/x"])
def test_a_name_that_could_leave_the_folder_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="cannot name a model"):
        models.check_name(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Mein Garten", "mein-garten"), ("../..", "model"), ("ÄÖ", "model")],
)
def test_any_text_becomes_a_name(text: str, name: str) -> None:
    assert models.check_name(models.slug(text)) == name


def test_a_fresh_name_never_takes_a_place(tmp_path: Path) -> None:
    assert models.fresh_name("garden") == "garden"
    models.keep("garden", checkpoint(tmp_path), 1, {}, {})
    assert models.fresh_name("garden") == "garden-2"


def test_a_broken_card_is_told_and_hides_no_other_model(tmp_path: Path) -> None:
    for name in ("good", "torn"):
        models.keep(name, checkpoint(tmp_path, name), 1, {"name": name}, {})
    (models.find("torn").folder / "card.json").write_text('{"name": ')
    good, torn = models.listing()
    assert isinstance(good, Model)
    assert isinstance(torn, InputError)
    assert "card.json" in str(torn)


def test_a_removed_model_is_gone(tmp_path: Path) -> None:
    models.keep("garden", checkpoint(tmp_path), 1, {}, {})
    assert models.remove("garden") > 0
    assert models.names() == []


def test_an_export_leaves_training_state_behind_and_halves_weights(
    tmp_path: Path,
) -> None:
    torch = pytest.importorskip("torch")
    from safetensors.torch import load_file, save_file

    folder = checkpoint(tmp_path)
    save_file({"w": torch.ones(4)}, folder / "model.safetensors")
    save_file({"m": torch.ones(4)}, folder / "training.safetensors")
    model = models.keep("garden", folder, 1, {}, {"works": []})
    out = models.export(model, tmp_path / "out", {"licence": "CC0-1.0"})
    assert {path.name for path in out.iterdir()} == {
        "card.json",
        "ledger.json",
        "model.safetensors",
        "weights.json",
    }
    assert load_file(out / "model.safetensors")["w"].dtype == torch.float16
    assert models.read(out, "x").card["licence"] == "CC0-1.0"
    with pytest.raises(InputError, match="is not empty"):
        models.export(model, out, {})


def test_weights_that_are_not_there_are_none() -> None:
    assert models.shipped("", "x") is None
    assert models.shipped("no_such_package:weights", "x") is None
    assert models.shipped("athena_core:nowhere", "x") is None
