"""`athena registry` as a user types it: list, show, decide, check, build."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.unit.consent import fictional, repositories
from tests.unit.consent.fictional import (
    ACCOUNT,
    CODE,
    DEAD,
    LIVING,
    ON,
    STRANGER,
    again,
    changed,
)
from tests.unit.consent.repositories import World

HOSTILE = "Sea\x1b]52;c;aGk=\x07 \u202eetaw"


@pytest.fixture
def world(tmp_path: Path) -> World:
    keys = tmp_path / "keys"
    keys.mkdir()
    return repositories.world(tmp_path / "repository", repositories.keys(keys))


@pytest.fixture
def look(athena: Run, world: World, home: Path) -> Run:
    """Run a command whose registry at hand is that of the fictional world."""
    day = str(ON)
    done = athena("registry", "build", str(world.folder), "--on", day)
    assert done.returncode == 0, done.stderr
    index = world.folder / "index.json"
    index_ = json.loads(index.read_text())
    index_["on"] = "2999-01-01"  # newer than whatever ships
    (home / "registry").mkdir(parents=True)
    (home / "registry" / "index.json").write_text(json.dumps(index_))
    return athena


def test_the_list_says_who_by_what_right_and_how_many(look: Run) -> None:
    rows = look("registry", "list").stdout.splitlines()
    assert f"{LIVING}\tFictional Artist\tconsent\t2\tactive" in rows
    assert f"{DEAD}\tEdda Fictional\tpublic-domain\t1\tactive" in rows
    assert len(rows) == 3


def test_the_list_can_be_narrowed_and_read_by_machines(look: Run) -> None:
    found = json.loads(look("registry", "list", "--basis", "consent", "--json").stdout)
    assert [one["id"] for one in found] == [LIVING]
    assert found[0]["expires"] == "2031-11-01"
    named = look("registry", "list", "--search", "EDDÁ").stdout
    assert named.startswith(DEAD)
    nobody = look("registry", "list", "--status", "suspended")
    assert nobody.returncode == 0
    assert nobody.stdout == ""
    assert "no entry is like that" in nobody.stderr


def test_an_entry_is_shown_in_plain_sentences(look: Run) -> None:
    shown = look("registry", "show", LIVING).stdout
    assert "A model may learn from it: yes, but not for money." in shown
    assert "It ends on 1 November 2031" in shown
    assert "a signature by the artist's own key, which was verified" in shown
    assert "copyright has run out" in look("registry", "show", DEAD).stdout


def test_an_entry_says_which_models_learned_from_it(look: Run) -> None:
    shown = look("registry", "show", DEAD, "--learned-by").stdout
    assert "No model here learned from its works." in shown
    record = json.loads(look("registry", "show", DEAD, "--learned-by", "--json").stdout)
    assert record["learned_by"] == []
    assert record["entry"]["id"] == DEAD


def test_the_shipped_poet_is_found_by_its_ledger(athena: Run) -> None:
    entry = ("registry", "show", "christina-rossetti", "--learned-by", "--json")
    learned = json.loads(athena(*entry).stdout)["learned_by"]
    assert "lstm/poet" in [one["model"] for one in learned]


def test_an_unknown_entry_is_answered_with_the_nearest(look: Run) -> None:
    done = look("registry", "show", "eda-fictional")
    assert done.returncode == 1
    assert "did you mean edda-fictional?" in done.stderr


def test_a_yes_leaves_with_0_and_says_what_it_asks_for(look: Run) -> None:
    day = ("--on", str(ON))
    done = look("registry", "decide", LIVING, "train", "--pool", "2", *day)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("yes\n")
    assert "[D00]" in done.stdout
    assert "the answer may be another from 2031-11-02 on" in done.stdout
    assert "it asks for: credit, no-name-prompt, noncommercial" in done.stdout


def test_a_no_leaves_with_1_and_names_every_reason(look: Run) -> None:
    asked = ("--commercial", "--on", "2040-01-01", "--json")
    done = look("registry", "decide", LIVING, "train", *asked)
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["allowed"] is False
    assert answer["commercial"] is True
    for work in answer["works"]:
        codes = {one["code"] for one in work["reasons"]}
        assert codes == {"D06", "D09", "D13"}


def test_a_reason_for_some_of_the_works_names_them(look: Run) -> None:
    day = ("--on", str(ON))
    done = look("registry", "decide", LIVING, "show_work", *day)
    assert done.returncode == 1
    assert "show_work is not among the uses given [D12] (slack-tide)" in done.stdout
    one = look("registry", "decide", LIVING, "show_work", "--work", "low-water", *day)
    assert one.returncode == 0


def test_the_settings_for_place_and_money_reach_the_answer(look: Run) -> None:
    asked = ("registry", "decide", DEAD, "train", "--json")
    set_ = look(*asked, ATHENA_TERRITORY="XX", ATHENA_COMMERCIAL="yes")
    answer = json.loads(set_.stdout)
    assert (answer["territory"], answer["commercial"]) == ("XX", True)
    assert answer["allowed"] is False


def test_a_use_nobody_knows_is_wrong_usage(look: Run) -> None:
    assert look("registry", "decide", DEAD, "everything").returncode == 2


def test_text_of_an_entry_cannot_steer_a_terminal(athena: Run, world: World) -> None:
    world.write("entries/x.toml", f'id = "{HOSTILE}"\n'.encode())
    done = athena("registry", "check", str(world.folder))
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


# --- check ------------------------------------------------------------------------


def test_a_whole_registry_passes_with_a_hint_about_its_index(
    athena: Run, world: World
) -> None:
    done = athena("registry", "check", str(world.folder), "--on", str(ON))
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("hint: index.json: it is not that of these files")
    assert "0 refusals, 1 hint" in done.stderr


def test_a_takeover_leaves_with_1_and_its_codes(athena: Run, world: World) -> None:
    taken = again(world.consented(), {"artist.github_id": STRANGER})
    fictional.place(world.folder, taken)
    world.commit()
    gate = ("registry", "check", str(world.folder), "--base", "main", "--head", "HEAD")
    done = athena(*gate, "--author", str(STRANGER), "--on", str(ON), "--json")
    assert done.returncode == 1
    found = {one["code"]: one["kind"] for one in json.loads(done.stdout)}
    assert found == {"R021": "refusal", "R022": "refusal"}
    nobody = athena(*gate, "--on", str(ON))
    assert nobody.returncode == 1
    assert "[R000]" in nobody.stdout
    assert "Traceback" not in nobody.stderr


def swapped(world: World) -> None:
    other = {"works.0.sha256": fictional.sha256("swapped")}
    fictional.place(world.folder, again(world.consented(), other))


def replayed(world: World) -> None:
    other = {"title": "Replayed (fictional)"}
    fictional.place(world.folder, changed(world.consented(), other))


def impostor(world: World) -> None:
    values = {"status": "pending", "works": [fictional.work("gale", "x")]}
    world.offer(changed(world.consented(fictional.OTHER), values))


def twin(world: World) -> None:
    world.write(f"entries/{LIVING.upper()}.toml", b"x = 1")


def deleted(world: World) -> None:
    (world.folder / f"entries/{LIVING}.toml").unlink()


def linked(world: World) -> None:
    (world.folder / "entries/link.toml").symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("do", "author", "code"),
    [
        (swapped, ACCOUNT, "R026"),
        (replayed, ACCOUNT, "R023"),
        (impostor, STRANGER, "R027"),
        (twin, ACCOUNT, "R011"),
        (deleted, ACCOUNT, "R012"),
        (linked, ACCOUNT, "R013"),
    ],
)
def test_each_attack_leaves_with_1_its_code_and_no_trace(
    do: Callable[[World], None], author: int, code: str, athena: Run, world: World
) -> None:
    do(world)
    world.commit()
    gate = ("registry", "check", str(world.folder), "--base", "main", "--head", "HEAD")
    done = athena(*gate, "--author", str(author), "--on", str(ON))
    assert done.returncode == 1
    assert f"[{code}]" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_withdrawal_with_its_code_passes_with_no_author(
    athena: Run, world: World
) -> None:
    taken = {"withdrawals": [fictional.withdrawal(code=CODE)]}
    fictional.place(world.folder, again(world.consented(), taken))
    gate = ("registry", "check", str(world.folder), "--base", "main")
    done = athena(*gate, "--on", str(ON))
    assert done.returncode == 0, done.stdout


def test_an_author_without_a_base_is_wrong_usage(athena: Run, world: World) -> None:
    done = athena("registry", "check", str(world.folder), "--author", str(ACCOUNT))
    assert done.returncode == 2


def test_the_registry_that_ships_passes(athena: Run) -> None:
    done = athena("registry", "check")
    assert done.returncode == 0, done.stdout


# --- build ------------------------------------------------------------------------


def build(athena: Run, world: World, on: Any = ON) -> str:
    done = athena("registry", "build", str(world.folder), "--on", str(on))
    assert done.returncode == 0, done.stderr
    return done.stderr


MARKED = "# Fictional\n\n<!-- counts -->\nold\n<!-- /counts -->\n\nthe rest\n"


def test_the_counts_are_written_into_both_readmes(athena: Run, world: World) -> None:
    for page in (world.folder / "README.md", world.top / "README.md"):
        page.write_text(MARKED)
    said = build(athena, world)
    assert "1 maker whose copyright has run out" in said
    assert "1 living artist who agreed" in said
    for page in (world.folder / "README.md", world.top / "README.md"):
        text = page.read_text()
        assert "1 living artist who agreed. Counted from the registry on 25" in text
        assert text.endswith("<!-- /counts -->\n\nthe rest\n")
        assert "old" not in text


def test_the_same_registry_makes_the_same_files(athena: Run, world: World) -> None:
    build(athena, world)
    files = [world.folder / name for name in ("index.json", "schema.json")]
    before = [file.read_bytes() for file in files]
    assert "nothing to write" in build(athena, world)
    assert [file.read_bytes() for file in files] == before
    schema = json.loads(before[1])
    assert schema["properties"]["schema"]["const"] == "athena.registry/1"
    done = athena("registry", "check", str(world.folder), "--on", str(ON))
    assert done.stdout == ""


def test_members_of_one_name_are_counted_and_those_who_wait_are_not(
    athena: Run, world: World
) -> None:
    both = [{"name": "One (fictional)"}, {"name": "Two (fictional)"}]
    fictional.place(world.folder, changed(fictional.dead(), {"artist.members": both}))
    world.offer(changed(world.consented(), {"status": "pending"}))
    said = build(athena, world)
    assert "2 makers whose" in said
    assert "0 living artists" in said


def test_nobody_is_counted_who_is_not_verified_or_whose_consent_ran_out(
    athena: Run, world: World
) -> None:
    assert "0 living artists" in build(athena, world, "2031-11-02")
    world.write(f"evidence/{LIVING}.sig", b"nothing")
    assert "0 living artists" in build(athena, world)


def test_a_file_that_is_no_entry_stops_the_building(athena: Run, world: World) -> None:
    world.write("entries/broken.toml", b"broken")
    done = athena("registry", "build", str(world.folder))
    assert done.returncode == 1
    assert "[R002]" in done.stderr
    assert not (world.folder / "index.json").exists()
