"""A work withdrawn: refused from its day, its models named, and trained without it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, install_tiny
from tests.unit.consent import fictional

TODAY = dt.datetime.now(dt.UTC).date()
TOMORROW = TODAY + dt.timedelta(days=1)
LINES = {
    "tide": "salt and stone",
    "ember": "a coal kept warm",
    "moss": "green on the wall",
    "gale": "far out",
}
HERS = "ember"
"""Title of the one poem by the fictional artist who is living."""

Bring = Callable[..., None]


def digest(title: str) -> str:
    return hashlib.sha256(f"{LINES[title]}\n".encode()).hexdigest()


BRIEF = f"/{digest(HERS)[:12]}"
KEPT = f"{fictional.LIVING}{BRIEF}"
"""How models remember that poem: by an id that carries no name, and its hash."""


def poem(title: str, **more: Any) -> fictional.Values:
    kind = {"id": title, "title": title, "media_type": "text/plain"}
    return {**kind, "sha256": digest(title), **more}


def living(changes: fictional.Values | None = None) -> fictional.Values:
    place = f"https://artist.example.org/{HERS}"
    return fictional.changed(
        fictional.consented(),
        {
            "added": TODAY - dt.timedelta(days=20),
            "rights.consent.given_on": TODAY - dt.timedelta(days=20),
            "rights.consent.expires": TODAY + dt.timedelta(days=300),
            "works": [poem(HERS, locations=[place])],
            **(changes or {}),
        },
    )


def dead() -> fictional.Values:
    others = [title for title in LINES if title != HERS]
    works = [poem(title, edition="first") for title in others]
    return fictional.changed(fictional.dead(), {"works": works})


def withdrawn(effective: dt.date, **more: Any) -> fictional.Values:
    given = fictional.withdrawal(effective, requested=TODAY, **more)
    return {"withdrawals": [given]}


@pytest.fixture
def bring(home: Path) -> Bring:
    """Give what brings an index in which the living artist's entry is changed."""

    def brought(changes: fictional.Values | None = None) -> None:
        fictional.bring(home, living(changes), dead(), on=TOMORROW)

    return brought


@pytest.fixture
def dataset(site: Path, tmp_path: Path, bring: Bring) -> str:
    install_tiny(site)
    bring()
    path = tmp_path / "works.txt"
    path.write_text("".join(f"{title}: {line}\n" for title, line in LINES.items()))
    return f"verses:{path.name}"


@pytest.fixture
def mine(athena: Run, dataset: str) -> str:
    done = athena("train", "parrot", "--dataset", dataset, "--name", "mine")
    assert done.returncode == 0, done.stderr
    assert "declared" not in done.stderr
    return "mine"


def ledger(athena: Run, name: str) -> dict[str, Any]:
    shown = json.loads(athena("models", "info", name, "--json").stdout)
    record: dict[str, Any] = shown["ledger"]
    return record


def test_withdrawn_today_is_refused_tomorrow_with_the_date(
    athena: Run,
    mine: str,
    dataset: str,
    bring: Bring,
    tmp_path: Path,
) -> None:
    assert athena("models", "audit", mine).returncode == 0
    bring(withdrawn(TOMORROW))
    alone = tmp_path / "alone.txt"
    alone.write_text(f"{HERS}: {LINES[HERS]}\n")
    train = ("train", "parrot", "--dataset", "verses:alone.txt", "--name", "hers")
    refused = athena(*train, "--on", str(TOMORROW))
    assert refused.returncode == 1
    assert f"withdrawn from {TOMORROW} by the artist" in refused.stderr
    today = athena("train", "parrot", "--dataset", dataset, "--name", "still")
    assert "learned from 4 works" in today.stderr
    tomorrow = ("--name", "other", "--on", str(TOMORROW))
    others = athena("train", "parrot", "--dataset", dataset, *tomorrow)
    assert f"line-1: withdrawn from {TOMORROW}" in others.stderr
    assert "learned from 3 works" in others.stderr


def test_a_day_that_has_passed_cannot_be_acted_on(athena: Run, dataset: str) -> None:
    past = str(TODAY - dt.timedelta(days=1))
    done = athena("train", "parrot", "--dataset", dataset, "--on", past)
    assert done.returncode == 2
    assert "has passed" in done.stderr


def test_audit_names_the_model_from_the_day_on(
    athena: Run,
    mine: str,
    bring: Bring,
) -> None:
    bring(withdrawn(TOMORROW))
    before = athena("models", "audit", mine)
    assert before.returncode == 0
    assert "mine: 4 works: 1 about to be withdrawn, 3 fine" in before.stdout
    then = athena("models", "audit", mine, "--on", str(TOMORROW))
    assert then.returncode == 1
    assert "mine: 4 works: 1 withdrawn, 3 fine" in then.stdout
    assert f"withdrawn from {TOMORROW} by the artist, models retire" in then.stdout
    assert "Fictional Artist, 1:" in then.stdout
    assert "athena models retrain mine" in then.stdout
    [record] = json.loads(athena("models", "audit", mine, "--json").stdout)
    assert record["groups"][0]["works"] == [KEPT]


def test_a_former_name_is_never_printed(athena: Run, mine: str, bring: Bring) -> None:
    renamed = {"artist.credit_as": "Fictional Newname", **withdrawn(TODAY)}
    bring(renamed)
    for command in ("audit", "info"):
        said = athena("models", command, mine)
        assert "Fictional Newname" in said.stdout
        assert "Fictional Artist" not in said.stdout + said.stderr


def test_a_retired_model_is_listed_warns_and_is_not_exported(
    athena: Run,
    mine: str,
    bring: Bring,
) -> None:
    assert athena("models", "export", mine, "before").returncode == 0
    bring(withdrawn(TODAY))
    notice = f"retired on {TODAY}: 1 of the works it learned from was withdrawn"
    assert notice in athena("models", "list").stdout
    assert notice in athena("models", "info", mine).stdout
    made = athena("create", "parrot", "--model", mine, "--seed", "1")
    assert made.returncode == 0
    assert f"note: model 'mine' was {notice}" in made.stderr
    for how in ([], ["--private"]):
        refused = athena("models", "export", mine, "after", *how)
        assert refused.returncode == 1
        assert notice in refused.stderr
        assert "Traceback" not in refused.stderr


def test_retraining_leaves_the_work_out_and_the_new_ledger_proves_it(
    athena: Run,
    mine: str,
    bring: Bring,
    home: Path,
) -> None:
    bring(withdrawn(TODAY))
    done = athena("models", "retrain", mine)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "mine-2\n"
    assert f"{BRIEF} [D03]: withdrawn from {TODAY} by the artist" in done.stderr
    new = ledger(athena, "mine-2")
    assert digest(HERS) not in {work["sha256"] for work in new["works"]}
    assert digest(HERS) not in json.dumps(new["held_out"])
    [left_out] = new["left_out"]
    assert left_out["id"] == KEPT
    assert left_out["code"] == "D03"
    assert new["replaces"]["model"] == mine
    cards = json.loads(athena("models", "list", "--json").stdout)
    card = {one["name"]: one for one in cards}["mine-2"]
    old = {one["name"]: one for one in cards}[mine]
    assert card["replaces"] == mine
    assert card["params"] == old["params"]
    assert card["seed"] == old["seed"]
    assert old["notice"].endswith("replaced by mine-2")
    assert athena("models", "audit", "mine-2").returncode == 0
    exported = athena("models", "export", "mine-2", "out")
    assert exported.returncode == 0, exported.stderr
    retired = athena("models", "audit")
    assert "retired, and replaced by mine-2" in retired.stdout
    assert retired.returncode == 0
    words = (home / "models/mine-2/00000003/words.json").read_text()
    assert "coal" not in words


def test_the_recipe_stays_on_the_machine(
    athena: Run,
    mine: str,
    home: Path,
    tmp_path: Path,
) -> None:
    assert athena("models", "export", mine, "out").returncode == 0
    assert (home / "models" / mine / "recipe.json").is_file()
    for path in filter(Path.is_file, (tmp_path / "out").rglob("*")):
        assert path.name != "recipe.json"
        assert str(tmp_path).encode() not in path.read_bytes()


def test_a_withdrawal_that_lets_models_be_only_tells(
    athena: Run,
    mine: str,
    bring: Bring,
) -> None:
    bring(withdrawn(TODAY, models="keep"))
    told = athena("models", "audit", mine)
    assert told.returncode == 0
    assert "models keep" in told.stdout
    assert "retired" not in athena("models", "list").stdout


def test_a_child_of_a_retired_model_is_not_begun(
    athena: Run,
    mine: str,
    bring: Bring,
    tmp_path: Path,
) -> None:
    bring(withdrawn(TODAY))
    other = tmp_path / "other.txt"
    other.write_text(f"tide: {LINES['tide']}\n")
    done = athena("train", "parrot", "--dataset", "verses:other.txt", "--from", mine)
    assert done.returncode == 1
    assert "athena models retrain mine" in done.stderr


def test_a_child_is_trained_again_from_what_replaced_its_parent(
    athena: Run,
    mine: str,
    bring: Bring,
    tmp_path: Path,
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(f"tide: {LINES['tide']}\n")
    child = ("--dataset", "verses:other.txt", "--from", mine, "--name", "child")
    assert athena("train", "parrot", *child).returncode == 0
    bring(withdrawn(TODAY))
    assert athena("models", "audit", "child").returncode == 1
    early = athena("models", "retrain", "child")
    assert early.returncode == 1
    assert "athena models retrain mine" in early.stderr
    assert athena("models", "retrain", mine).returncode == 0
    done = athena("models", "retrain", "child")
    assert done.returncode == 0, done.stderr
    new = ledger(athena, "child-2")
    assert new["parent"]["model"] == "mine-2"
    assert digest(HERS) not in json.dumps(new)


def test_works_that_are_missing_are_named(
    athena: Run,
    mine: str,
    bring: Bring,
    tmp_path: Path,
) -> None:
    bring(withdrawn(TODAY))
    path = tmp_path / "works.txt"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[2:]) + "\n")
    done = athena("models", "retrain", mine)
    assert done.returncode == 1
    assert "1 of the works 'mine' learned from are not in the dataset" in done.stderr
    assert "line-0" in done.stderr
    assert BRIEF not in done.stderr
    without = athena("models", "retrain", mine, "--without-missing")
    assert without.returncode == 0, without.stderr
    codes = {one["id"]: one["code"] for one in ledger(athena, "mine-2")["left_out"]}
    assert codes == {"line-0": "A31", KEPT: "D03"}


# --- models inside a plugin ------------------------------------------------------


@pytest.fixture
def shipped(athena: Run, mine: str, site: Path) -> str:
    """Put what was trained into the tiny plugin's package, as its own weights."""
    package = site / "athena_plugin_tiny"
    assert athena("models", "export", mine, str(package / "weights")).returncode == 0
    assert athena("models", "delete", mine, "--yes").returncode == 0
    init = package / "__init__.py"
    plain = '            params="athena_plugin_tiny.params:ParrotParams",\n'
    weights = '            weights="athena_plugin_tiny:weights",\n'
    assert plain in init.read_text()
    init.write_text(init.read_text().replace(plain, plain + weights))
    return "tiny/parrot"


def test_a_shipped_model_is_named_warns_and_is_trained_again(
    athena: Run,
    shipped: str,
    dataset: str,
    bring: Bring,
) -> None:
    assert athena("models", "audit", shipped).returncode == 0
    bring(withdrawn(TODAY))
    everything = athena("models", "audit")
    assert everything.returncode == 1
    assert f"{shipped}: 4 works: 1 withdrawn, 3 fine" in everything.stdout
    made = athena("create", "parrot", "--seed", "1")
    assert f"note: model '{shipped}' was retired on {TODAY}" in made.stderr
    nowhere = athena("models", "retrain", shipped)
    assert nowhere.returncode == 1
    assert "--dataset" in nowhere.stderr
    done = athena("models", "retrain", shipped, "--dataset", dataset)
    assert (done.returncode, done.stdout) == (0, "parrot-2\n"), done.stderr
    assert ledger(athena, "parrot-2")["replaces"]["model"] == shipped
    after = athena("models", "audit", shipped)
    assert after.returncode == 0
    assert "retired, and replaced by parrot-2" in after.stdout
    quiet = athena("create", "parrot", "--model", "parrot-2", "--seed", "1")
    assert "note:" not in quiet.stderr


# --- what is declared ------------------------------------------------------------


@pytest.mark.usefixtures("dataset")
def test_what_is_declared_is_exported_in_private_only(
    athena: Run,
    tmp_path: Path,
) -> None:
    own = tmp_path / "own.txt"
    own.write_text("mine: words of my own\n")
    stated = ("--right", "own", "--because", "I wrote them", "--name", "own")
    trained = athena("train", "parrot", "--dataset", "verses:own.txt", *stated)
    assert trained.returncode == 0, trained.stderr
    refused = athena("models", "export", "own", "out")
    assert refused.returncode == 1
    assert "1 of the 1 works it learned from may not be shared" in refused.stderr
    assert "[A30]: line-0" in refused.stderr
    assert not (tmp_path / "out").exists()
    private = athena("models", "export", "own", "out", "--private")
    assert private.returncode == 0
    card = json.loads((tmp_path / "out" / "card.json").read_text())
    assert card["sharing"].startswith("not for sharing")
    listed = athena("models", "list").stdout
    assert "rights declared by the user, not checked" in listed


def test_a_copy_for_money_asks_for_that(athena: Run, mine: str) -> None:
    refused = athena("models", "export", mine, "out", "--commercial")
    assert refused.returncode == 1
    assert "non-commercial purposes only [D13]: " in refused.stderr
    set_ = athena("models", "export", mine, "out", ATHENA_COMMERCIAL="true")
    assert set_.returncode == 1
    free = ("--non-commercial",)
    done = athena("models", "export", mine, "out", *free, ATHENA_COMMERCIAL="true")
    assert done.returncode == 0, done.stderr


# --- caches ----------------------------------------------------------------------


@pytest.mark.usefixtures("dataset")
def test_sync_deletes_what_was_taken_back_and_proves_it(
    athena: Run,
    bring: Bring,
    home: Path,
) -> None:
    copies = home / "cache" / "copies"
    copies.mkdir(parents=True)
    for title, line in LINES.items():
        (copies / f"{digest(title)}.txt").write_text(f"{line}\n")
    untouched = athena("datasets", "sync")
    assert "caches deleted: 0" in untouched.stdout
    bring(withdrawn(TODAY))
    done = json.loads(athena("datasets", "sync", "--json").stdout)
    [deleted] = done["deleted"]
    assert deleted["files"] == [f"cache/copies/{digest(HERS)}.txt"]
    assert f"withdrawn from {TODAY} by the artist" in deleted["why"]
    assert len(list(copies.iterdir())) == 3
    told = athena("datasets", "sync")
    assert "works taken back, by their hashes: 1" in told.stdout
    assert "none is or names such a work" in told.stdout
    assert "your own folders" in told.stderr


def test_sync_takes_fingerprints_out_of_models_where_hashes_are_taken_back(
    athena: Run,
    mine: str,
    bring: Bring,
) -> None:
    assert mine
    bring(withdrawn(TODAY))
    kept = json.loads(athena("datasets", "sync", "--json").stdout)
    assert kept["fingerprints"] == 0
    bring(withdrawn(TODAY, scope=["train", "keep_fingerprint"]))
    done = json.loads(athena("datasets", "sync", "--json").stdout)
    assert done["fingerprints"] > 0
    again = json.loads(athena("datasets", "sync", "--json").stdout)
    assert again["fingerprints"] == 0
