"""A model is trained again from its own ledger, and its recipe stays at home."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from athena_core import files, run
from athena_core.consent.registry import Asking
from athena_core.consent.registry import registry as known
from athena_core.errors import (
    InputError,
    NotAdmittedError,
    NotFoundError,
    RefusedError,
)
from athena_core.library import home, ledger, models
from athena_core.plugins import Plugins
from athena_core.protocols import Model
from athena_core.run import Offer, Recipe, recipes, retiring, retraining
from tests.unit.consent import fictional

ON = fictional.ON
TODAY = Asking(on=ON)
SETTLED = "salt and stone"


def entered(line: str, **changes: Any) -> fictional.Values:
    digest = hashlib.sha256(f"{line}\n".encode()).hexdigest()
    work = {
        "id": "one",
        "title": "One",
        "media_type": "text/plain",
        "sha256": digest,
        "locations": ["https://artist.example.org/one"],
    }
    alone = {"rights.consent.min_pool_artists": 1, "works": [work]}
    return fictional.changed(fictional.consented(), {**alone, **changes})


@pytest.fixture(autouse=True)
def _fresh_registry() -> Any:
    known.cache_clear()
    yield
    known.cache_clear()


def bring(*values: fictional.Values) -> None:
    fictional.bring(home.home(), *values, on=fictional.EXPIRES)
    known.cache_clear()


@pytest.fixture
def works(tmp_path: Path) -> Path:
    path = tmp_path / "works.txt"
    path.write_text(f"tide: {SETTLED}\nmoss: green on the wall\n")
    return path


def offer(path: Path) -> Offer:
    return Offer(name=f"verses:{path}", right="own", because="I wrote them")


def trained(tiny: Plugins, path: Path, name: str = "mine", **more: Any) -> Model:
    title, dataset = run.offered(tiny, offer(path))
    corpus = run.admitted(tiny, dataset, run.Selection(), asking=TODAY)
    lesson = run.prepare(
        tiny,
        "parrot",
        title,
        corpus,
        {"steps": 2},
        name=name,
        seed=7,
        asking=TODAY,
        recipe=Recipe.of(tiny, offer(path), TODAY),
        **more,
    )
    return finished(lesson)


def finished(lesson: run.Lesson) -> Model:
    kept = [event for event in run.train(lesson) if isinstance(event, run.Kept)]
    return kept[-1].model


def test_nothing_taken_back_gives_the_same_model_again(
    tiny: Plugins,
    works: Path,
) -> None:
    old = trained(tiny, works)
    new = finished(run.retrain(tiny, old, offer(works), TODAY))
    assert new.name == "mine-2"
    assert new.ledger["left_out"] == []
    assert list(ledger.works(new.ledger)) == list(ledger.works(old.ledger))
    words = [(one.folder / "words.json").read_bytes() for one in (old, new)]
    assert words[0] == words[1]
    assert (new.card["seed"], new.card["params"]) == (7, old.card["params"])


def test_works_that_came_since_are_not_learned_from(tiny: Plugins, works: Path) -> None:
    old = trained(tiny, works)
    works.write_text(works.read_text() + "gale: far out\n")
    new = finished(run.retrain(tiny, old, offer(works), TODAY))
    assert [work["title"] for work in new.ledger["works"]] == ["tide", "moss"]


def test_the_old_model_gets_its_notice_when_the_new_one_is_done(
    tiny: Plugins,
    works: Path,
) -> None:
    bring(entered(SETTLED))
    old = trained(tiny, works)
    bring(entered(SETTLED, withdrawals=[fictional.withdrawal()]))
    lesson = run.retrain(tiny, old, offer(works), TODAY)
    events = run.train(lesson)
    for event in events:
        if isinstance(event, run.Kept):
            break
    events.close()  # type: ignore[attr-defined]
    assert retiring.replacement("mine") == ""
    finished(lesson)
    assert retiring.replacement("mine") == "mine-2"
    told = retiring.notice(old, known(), ON)
    assert str(told).endswith(
        "1 of the works it learned from was withdrawn; replaced by mine-2"
    )


def test_a_stopped_retraining_goes_on_with_resume_and_keeps_its_proof(
    tiny: Plugins,
    works: Path,
) -> None:
    bring(entered(SETTLED))
    old = trained(tiny, works)
    bring(entered(SETTLED, withdrawals=[fictional.withdrawal()]))
    events = run.train(run.retrain(tiny, old, offer(works), TODAY))
    next(event for event in events if isinstance(event, run.Kept))
    events.close()  # type: ignore[attr-defined]
    model = trained(tiny, works, "mine-2", resume=True)
    assert model.card["finished"]
    assert [one["code"] for one in model.ledger["left_out"]] == ["D03"]
    assert retiring.replacement("mine") == "mine-2"


def test_a_stopped_training_does_not_go_on_from_a_parent_whose_work_is_taken_back(
    tiny: Plugins,
    works: Path,
    tmp_path: Path,
) -> None:
    bring(entered(SETTLED))
    parent = trained(tiny, works)
    other = tmp_path / "other.txt"
    other.write_text("gale: far out\n")
    trained(tiny, other, "child", parent=parent)
    bring(entered(SETTLED, withdrawals=[fictional.withdrawal()]))
    with pytest.raises(RefusedError, match=f"'child' learned from .* from {ON}"):
        trained(tiny, other, "child", resume=True)


def test_when_nothing_is_left_nothing_is_trained(tiny: Plugins, works: Path) -> None:
    works.write_text(f"tide: {SETTLED}\n")
    bring(entered(SETTLED))
    old = trained(tiny, works)
    bring(entered(SETTLED, withdrawals=[fictional.withdrawal()]))
    with pytest.raises(NotAdmittedError, match=f"withdrawn from {ON}"):
        run.retrain(tiny, old, offer(works), TODAY)


def test_a_model_of_unknown_origin_cannot_be_trained_again(tiny: Plugins) -> None:
    old = Model(name="x", folder=home.models() / "x/1", card={}, ledger={})
    with pytest.raises(RefusedError, match="nobody says whose works"):
        run.retrain(tiny, old, Offer(name="verses:x"), TODAY)


def test_a_parent_that_is_gone_is_told(tiny: Plugins, works: Path) -> None:
    parent = trained(tiny, works)
    child = trained(tiny, works, "child", parent=parent)
    models.remove("mine")
    with pytest.raises(NotFoundError, match="'child' started from the model 'mine'"):
        run.retrain(tiny, child, offer(works), TODAY)


def test_a_ledger_that_holds_what_it_leaves_out_is_no_proof(
    tiny: Plugins,
    works: Path,
) -> None:
    old = trained(tiny, works)
    lines = list(old.ledger["works"])
    left_out = [{"id": lines[0]["id"], "code": "D03", "reason": "withdrawn"}]
    with pytest.raises(RefusedError, match="learned from it too"):
        retraining._proven(old.ledger, old, left_out, lines)


@pytest.mark.parametrize(
    ("name", "new"),
    [("mine", "mine-2"), ("tiny/parrot", "parrot-2"), ("garden-7", "garden-7-2")],
)
def test_the_new_name_is_the_next_one_free(name: str, new: str) -> None:
    model = Model(name=name, folder=Path(), card={}, ledger={})
    assert retraining._next_name(model) == new


# --- recipes ---------------------------------------------------------------------


def test_a_recipe_can_be_read_from_any_folder(
    tiny: Plugins,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "works.txt").write_text("a: b\n")
    (tmp_path / "auto").write_text("")
    typed = Offer(
        name="verses:works.txt",
        right="own",
        because="mine",
        options={"makers": "works.txt", "numbers": "auto"},
    )
    asked = replace(TODAY, commercial=True, territory="EE")
    recipes.keep("mine", Recipe.of(tiny, typed, asked))
    kept = recipes.read("mine")
    assert kept is not None
    whole = str(tmp_path / "works.txt")
    assert kept.offer.name == f"verses:{whole}"
    assert kept.offer.options == {"makers": whole, "numbers": "auto"}
    assert (kept.offer.right, kept.offer.because) == ("own", "mine")
    assert (kept.commercial, kept.territory) == (True, "EE")


def test_a_name_stays_a_name_and_a_folder_alone_is_made_whole(
    tiny: Plugins,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pictures").mkdir()
    for typed, whole in (
        ("verses", "verses"),
        ("my-garden", "my-garden"),
        ("generated:parrot:20", "generated:parrot:20"),
        ("pictures", str(tmp_path / "pictures")),
    ):
        assert Recipe.of(tiny, Offer(name=typed), TODAY).offer.name == whole


@pytest.mark.parametrize("content", [{}, {"dataset": "x", "options": []}])
def test_a_broken_recipe_names_its_file_and_the_way_out(content: Any) -> None:
    path = home.models() / "mine" / recipes.FILE
    files.write_json(path, content)
    with pytest.raises(InputError, match=r"recipe\.json is no recipe.*--dataset"):
        recipes.read("mine")


def test_a_recipe_is_no_part_of_a_checkpoint(tiny: Plugins, works: Path) -> None:
    model = trained(tiny, works)
    assert (model.folder.parent / recipes.FILE).is_file()
    for path in filter(Path.is_file, model.folder.rglob("*")):
        assert str(works.parent).encode() not in path.read_bytes()
