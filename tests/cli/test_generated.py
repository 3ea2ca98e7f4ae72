"""`generated:NAME`: a model learns from pieces of another, which a child makes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from athena_core import (
    AthenaError,
    InputError,
    Model,
    NotAdmittedError,
    PluginError,
    run,
)
from athena_core.library import ledger as ledgers
from athena_core.library import models
from athena_core.plugins import Plugins
from tests.conftest import Run
from tests.unit.consent import fictional

TODAY = dt.datetime.now(dt.UTC).date()


def offered(tiny: Plugins, name: str, **options: str) -> Any:
    return run.offered(tiny, run.Offer(name=name, options=options))


@pytest.fixture
def parent(tiny: Plugins, athena: Run, verses: Path) -> Model:
    del tiny
    stated = ("--right", "own", "--because", "I wrote them", "--name", "parent")
    done = athena("train", "parrot", "--dataset", f"verses:{verses}", *stated)
    assert done.returncode == 0, done.stderr
    return models.find("parent")


def train(athena: Run, *more: str) -> Any:
    return athena("train", "parrot", "--name", "child", *more)


def test_pieces_are_those_of_seeds_one_to_n_whatever_the_process(tiny: Plugins) -> None:
    title, dataset = offered(tiny, "generated:parrot:3", words="5")
    assert title == "3 by tiny/parrot"
    works = list(dataset.works())
    assert [one.id for one in works] == [f"tiny/parrot-{seed}" for seed in (1, 2, 3)]
    made = list(run.create(tiny, "parrot", (1, 2, 3), {"words": 5}))
    pieces = [one.piece.data for one in made if isinstance(one, run.Saved)]
    assert [one.open().read() for one in works] == pieces
    assert works[0].sha256 == hashlib.sha256(pieces[0]).hexdigest()
    assert works[0].right.because == "made by tiny/parrot, seed 1"


def test_making_pieces_to_learn_from_saves_none(tiny: Plugins, home: Path) -> None:
    _, dataset = offered(tiny, "generated:dauber:2")
    assert {one.media_type for one in dataset.works()} == {"image/png"}
    assert not list(home.rglob("*.png"))


def test_a_reader_who_leaves_early_leaves_no_child(tiny: Plugins) -> None:
    _, dataset = offered(tiny, "generated:parrot:500")
    works = dataset.works()
    assert next(works).id == "tiny/parrot-1"
    works.close()


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("generated:", {}, "name the generator"),
        ("generated:parrt", {}, "did you mean"),
        ("generated:parrot:none", {}, "'none' is no number of pieces"),
        ("generated:parrot:0", {}, "from 1 to 10,000"),
        ("generated:parrot:10001", {}, "from 1 to 10,000"),
        ("generated:parrot", {"wordz": "3"}, "wordz"),
        ("generated:parrot", {"model": "nobody"}, "there is no model 'nobody'"),
    ],
)
def test_what_cannot_be_generated_is_told_before_a_child_starts(
    name: str,
    options: dict[str, str],
    sentence: str,
    tiny: Plugins,
) -> None:
    with pytest.raises(AthenaError, match=sentence):
        offered(tiny, name, **options)


def test_a_right_cannot_be_claimed_for_pieces_of_a_model(tiny: Plugins) -> None:
    with pytest.raises(InputError, match="by the right by which it learned"):
        run.offered(tiny, run.Offer(name="generated:parrot", right="own"))


def test_a_fault_in_the_child_is_a_sentence(tiny: Plugins, parent: Model) -> None:
    _, dataset = offered(tiny, "generated:parrot:2", model="parent")
    (parent.folder / "words.json").write_text("{}")
    with pytest.raises(PluginError, match=r"generated:tiny/parrot: .*KeyError"):
        list(dataset.works())


def test_a_child_is_credited_to_the_makers_its_parent_learned_from(
    athena: Run,
    parent: Model,
) -> None:
    done = train(athena, "--dataset", "generated:parrot:30", "-o", "model=parent")
    assert done.returncode == 0, done.stderr
    child = models.find("child")
    assert [one["sha256"] for one in ledgers.works(child.ledger)] == [
        one["sha256"] for one in parent.ledger["works"]
    ]
    assert child.ledger["generated_from"][0]["model"] == "parent"
    again = athena("models", "retrain", "child", "--name", "again")
    assert again.returncode == 0, again.stderr
    [maker] = models.find("again").ledger["generated_from"]
    assert maker == child.ledger["generated_from"][0]
    made = athena("create", "parrot", "--model", "child", "--seed", "3")
    assert "learned from 6 works by 5 makers (Tide 2" in made.stderr
    assert "pieces made by parent" in made.stderr
    assert "rights declared by the user, not checked" in made.stderr


def test_pieces_of_a_model_without_a_ledger_teach_nobody(
    tiny: Plugins,
    parent: Model,
) -> None:
    _, dataset = offered(tiny, "generated:parrot:2", model="parent")
    bare = Model(name="bare", folder=parent.folder, card={}, ledger={})
    unknown = replace(dataset, parent=bare)
    with pytest.raises(NotAdmittedError, match=r"nobody says whose works.*\[A08\]"):
        run.admitted(tiny, unknown, run.Selection())
    (parent.folder / models.LEDGER).unlink()
    with pytest.raises(AthenaError, match="has no ledger"):
        offered(tiny, "generated:parrot:2", model="parent")


def test_a_withdrawal_reaches_the_grandchild(
    athena: Run,
    home: Path,
    parent: Model,
) -> None:
    first = parent.ledger["works"][0]
    maker = fictional.changed(
        fictional.licensed(),
        {"works.0.sha256": first["sha256"], "permits": {"train": "any"}},
    )
    maker["works"][1].pop("permits")
    on = TODAY + dt.timedelta(days=1)
    fictional.bring(home, maker, on=on)
    dataset = ("--dataset", "generated:parrot:30", "-o", "model=parent")
    assert train(athena, *dataset).returncode == 0
    taken = {"withdrawals": [fictional.withdrawal(TODAY)]}
    fictional.bring(home, fictional.again(maker, taken), on=on)
    again = athena("train", "parrot", "--name", "second", *dataset)
    assert again.returncode == 1
    assert "parent made it, which learned from 1 work that may not" in again.stderr
    assert f"withdrawn from {TODAY} by the artist" in again.stderr
    assert "[A08]" in again.stderr
    assert "athena models retrain parent" in again.stderr
    checked = athena("datasets", "check", *dataset[1:], "--json")
    codes = {one["code"] for one in json.loads(checked.stdout)["refused"]}
    assert codes == {"A08"}
    audited = athena("models", "audit", "--json")
    assert "child" in audited.stdout
