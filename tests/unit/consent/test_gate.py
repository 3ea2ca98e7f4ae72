"""What a pull request may do to the registry, tried in real repositories."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from athena_core.consent import index
from athena_core.consent.codes import CODES
from athena_core.consent.doors.receiptcode import digest
from athena_core.consent.gate import judging as gate
from athena_core.consent.gate.changes import Change, Proposal
from athena_core.consent.gate.ownership import Asker
from athena_core.consent.proof import stewards as offices
from athena_core.consent.proof.git import Repository
from athena_core.errors import InputError
from tests.unit.consent import fictional
from tests.unit.consent.fictional import (
    ACCOUNT,
    CODE,
    LIVING,
    ON,
    OTHER,
    STEWARDS,
    STRANGER,
    Values,
    again,
    changed,
    dead,
    licensed,
)
from tests.unit.consent.mutations import mutated
from tests.unit.consent.repositories import WHO, World, stewards

FIRST, SECOND = STEWARDS
DAY = dt.timedelta(days=1)
HIS = f"entries/{LIVING}.toml"
Do = Callable[[World], None]


def put(world: World, values: Values) -> None:
    """Write an entry without signing anew."""
    fictional.place(world.folder, values)


def withdrawing(values: Values, **more: Any) -> Values:
    return again(values, {"withdrawals": [fictional.withdrawal(**more)]})


# --- who --------------------------------------------------------------------------


def test_the_artist_may_change_the_name_without_a_word(world: World) -> None:
    put(world, again(world.consented(), {"artist.credit_as": "New Name (fictional)"}))
    assert world.codes(ACCOUNT) == set()


def test_a_takeover_that_rewrites_the_owner_is_refused(world: World) -> None:
    """Refuse what a large registry's own check let through (its issue of 2026)."""
    taken = {"artist.github_id": STRANGER, "artist.credit_as": "Fictional Thief"}
    put(world, again(world.consented(), taken))
    assert world.codes(STRANGER) == {"R021", "R022"}


def test_a_takeover_with_a_key_and_a_signature_of_its_own_is_refused(
    world: World,
) -> None:
    taken = {
        "artist.github_id": STRANGER,
        "artist.signing_key": world.keys.other.line,
        "permits.train": "any",
    }
    world.offer(again(world.consented(), taken), world.keys.other)
    assert world.codes(STRANGER) == {"R021", "R022", "R027"}


def test_an_unknown_author_is_refused_whatever_the_change(world: World) -> None:
    put(world, again(world.consented(), {"artist.credit_as": "New Name"}))
    assert "R000" in world.codes(None)


def test_an_unknown_author_is_refused_even_where_nothing_changes(world: World) -> None:
    assert world.codes(None) == {"R000"}
    assert world.codes(STRANGER) == set()


def test_a_new_account_or_key_needs_a_steward(world: World) -> None:
    put(world, again(world.consented(), {"artist.github_id": STRANGER}))
    assert world.codes(ACCOUNT) == {"R022"}
    assert world.codes(FIRST) == set()


def test_a_stranger_may_not_touch_the_signature_of_another(world: World) -> None:
    world.write(f"evidence/{LIVING}.sig", b"nothing")
    assert world.codes(STRANGER) == {"R021"}


def test_stewards_of_the_change_do_not_count(world: World) -> None:
    world.write("stewards.toml", stewards(world.keys, STRANGER, SECOND))
    put(world, again(world.consented(), {"title": "Stolen (fictional)"}))
    assert world.codes(STRANGER) == {"R015", "R021"}


def test_words_of_the_change_do_not_count(world: World) -> None:
    own = b"# Everything is permitted (fictional)\n"
    world.write("consent/athena-consent-2.en.md", own)
    values = changed(
        world.consented(OTHER),
        {
            "rights.consent.text": "athena-consent/2.en",
            "rights.consent.text_sha256": fictional.sha256(own.decode()),
            "status": "pending",
        },
    )
    world.offer(values)
    assert world.codes(ACCOUNT) == {"R015", "R041"}


# --- files ------------------------------------------------------------------------


def test_only_the_registry_may_change(world: World) -> None:
    put(world, again(world.consented(), {"title": "Other (fictional)"}))
    (world.top / "program.py").write_text("print('changed')\n")
    assert world.codes(ACCOUNT) == {"R010"}
    assert world.codes(FIRST) == set()


def test_a_case_twin_is_refused(world: World) -> None:
    world.write(f"entries/{LIVING.upper()}.toml", fictional.toml(world.consented()))
    assert world.codes(ACCOUNT) == {"R004", "R011", "R014"}


def test_a_deletion_is_refused(world: World) -> None:
    (world.folder / HIS).unlink()
    assert world.codes(ACCOUNT) == {"R012"}
    assert world.codes(STRANGER) == {"R012", "R021"}
    assert world.codes(FIRST) == {"R012"}


def test_words_that_people_agreed_to_are_not_deleted(world: World) -> None:
    (world.folder / "consent/athena-consent-1.en.md").unlink()
    assert world.codes(FIRST) == {"R012"}


def link(world: World) -> None:
    file = world.folder / HIS
    file.unlink()
    file.symlink_to("/etc/hostname")


def program(world: World) -> None:
    put(world, again(world.consented()))
    (world.folder / HIS).chmod(0o755)


def linked_folder(world: World) -> None:
    (world.folder / "evidence/more").symlink_to("..", target_is_directory=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("head", ["HEAD", None])
@pytest.mark.parametrize("do", [link, program, linked_folder])
def test_links_and_programs_are_refused(do: Do, head: str | None, world: World) -> None:
    do(world)
    assert "R013" in world.codes(ACCOUNT, head=head)
    assert "R013" in world.codes(FIRST, head=head)


@pytest.mark.parametrize(
    "path", ["entries/More.toml", "entries/a/b.toml", "notes.txt", "evidence/a/b.sig"]
)
def test_other_files_are_refused(path: str, world: World) -> None:
    world.write(path, b"x = 1\n")
    assert world.codes(ACCOUNT) & {"R014", "R015"}


def test_a_signature_that_no_entry_names_is_refused(world: World) -> None:
    world.write("evidence/nobody.sig", b"x")
    assert world.codes(ACCOUNT) == {"R014"}


def test_an_id_is_never_used_again(world: World) -> None:
    world.write(f"entries/{fictional.DEAD}.toml", fictional.toml(dead()))
    assert world.codes(STRANGER) == {"R016", "R018", "R030"}


def test_a_change_made_on_an_older_base_is_refused(world: World) -> None:
    put(world, again(world.consented(), {"title": "Other (fictional)"}))
    world.commit()
    world.git("switch", "-q", "main")
    put(world, again(licensed(), {"title": "Main goes on (fictional)"}))
    world.commit()
    world.git("switch", "-q", "change")
    assert "R006" in world.codes(ACCOUNT)


def test_a_commit_nobody_has_is_said_in_a_sentence(world: World) -> None:
    with pytest.raises(InputError, match="fetch it first"):
        world.check(ACCOUNT, base="origin/nowhere")
    with pytest.raises(InputError, match="is no commit"):
        world.check(ACCOUNT, base="--output=/tmp/x")


def test_a_folder_outside_of_git_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="git rev-parse"):
        Repository(tmp_path)


# --- entries ----------------------------------------------------------------------


@pytest.mark.parametrize("revision", [1, 3, 7])
def test_a_replayed_or_skipped_revision_is_refused(revision: int, world: World) -> None:
    values = {"title": "Other (fictional)", "revision": revision}
    put(world, changed(world.consented(), values))
    assert world.codes(ACCOUNT) == {"R023"}


def test_a_new_file_under_an_old_work_is_refused(world: World) -> None:
    swapped = {"works.0.sha256": fictional.sha256("swapped")}
    world.offer(again(world.consented(), swapped))
    assert world.codes(ACCOUNT) == {"R026"}


def test_other_pixels_under_an_old_work_are_refused(world: World) -> None:
    pixels = {"works.0.content_sha256": fictional.sha256("pixels")}
    values = again(world.consented(), pixels)
    put(world, values)
    assert world.codes(ACCOUNT) == set()
    world.git("branch", "-f", "main", "HEAD")
    swapped = {"works.0.content_sha256": fictional.sha256("others' pixels")}
    put(world, again(values, swapped))
    assert world.codes(ACCOUNT) == {"R026"}


def test_a_hash_swapped_without_a_new_signature_is_refused(world: World) -> None:
    swapped = {"works.0.sha256": fictional.sha256("swapped")}
    put(world, again(world.consented(), swapped))
    assert world.codes(ACCOUNT) == {"R026", "R040"}


def test_wider_permits_need_a_new_signature(world: World) -> None:
    wider = again(world.consented(), {"permits.train": "any"})
    put(world, wider)
    assert world.codes(ACCOUNT) == {"R040"}
    world.offer(wider)
    assert world.codes(ACCOUNT) == set()


def test_a_steward_alone_gives_no_consent_for_another(world: World) -> None:
    wider = again(world.consented(), {"permits.train": "any"})
    put(world, wider)
    assert world.codes(FIRST) == {"R027", "R040"}


def test_an_impostors_consent_is_refused(world: World) -> None:
    world.offer(changed(world.consented(OTHER), fresh(OTHER)))
    assert world.codes(STRANGER) == {"R027"}


def fresh(identifier: str) -> Values:
    """Return what makes an entry a new one, with works of its own."""
    return {"status": "pending", "works": [fictional.work("gale", identifier)]}


def test_a_new_entry_starts_as_pending(world: World) -> None:
    values = changed(world.consented(OTHER), fresh(OTHER))
    world.offer(changed(values, {"status": "active"}))
    assert world.codes(ACCOUNT) == {"R028"}
    world.offer(values)
    assert world.codes(ACCOUNT) == set()


def test_a_new_entry_is_the_first_revision(world: World) -> None:
    world.offer(changed(world.consented(OTHER), {**fresh(OTHER), "revision": 2}))
    assert world.codes(ACCOUNT) == {"R023"}


def test_two_stewards_may_witness_for_one_without_an_account(world: World) -> None:
    values = changed(world.consented(OTHER), fresh(OTHER))
    del values["artist"]["github_id"], values["artist"]["signing_key"]
    world.witness(values)
    assert world.codes(FIRST) == set()
    assert world.codes(STRANGER) == set()


def test_a_witness_who_did_not_sign_is_no_witness(world: World) -> None:
    values = world.witness(changed(world.consented(OTHER), fresh(OTHER)))
    forged = world.signature(values, world.keys.other)
    world.write(f"evidence/{OTHER}-{SECOND}.sig", forged)
    assert world.codes(FIRST) == {"R040"}


def test_a_signed_commit_shows_a_consent(world: World) -> None:
    evidence = {"kind": "signed-commit", "ref": "0" * 40}
    values = changed(
        world.consented(OTHER),
        {**fresh(OTHER), "rights.consent.evidence": evidence},
    )
    put(world, values)
    world.git("add", "-A")
    signing = ("-c", "gpg.format=ssh", "-c")
    key = f"user.signingkey={world.keys.artist.private}"
    world.git(*signing, key, "commit", "-q", "-S", "-m", "my yes")
    ref = world.git("rev-parse", "HEAD")
    put(world, changed(values, {"rights.consent.evidence.ref": ref}))
    assert world.codes(ACCOUNT) == set()
    main = world.git("rev-parse", "main")
    put(world, changed(values, {"rights.consent.evidence.ref": main}))
    assert world.codes(ACCOUNT) == {"R044"}


def pending(world: World) -> Values:
    """Let the base have one more entry, which waits for a steward."""
    values = changed(world.consented(OTHER), fresh(OTHER))
    world.offer(values)
    world.commit()
    world.git("branch", "-f", "main", "HEAD")
    return values


def test_only_a_steward_moves_an_entry_to_active(world: World) -> None:
    put(world, again(pending(world), {"status": "active"}))
    assert world.codes(ACCOUNT) == {"R029"}
    assert world.codes(SECOND) == set()


def test_nobody_moves_her_own_entry_to_active(world: World) -> None:
    world.write("stewards.toml", stewards(world.keys, ACCOUNT, SECOND))
    put(world, again(pending(world), {"status": "active"}))
    assert world.codes(ACCOUNT) == {"R029"}
    assert world.codes(SECOND) == set()


def test_nothing_becomes_active_while_one_steward_is_named(world: World) -> None:
    world.write("stewards.toml", stewards(world.keys, FIRST))
    put(world, again(pending(world), {"status": "active"}))
    assert world.codes(FIRST) == {"R029", "R042"}


def test_a_name_may_change_while_one_steward_is_named(world: World) -> None:
    world.write("stewards.toml", stewards(world.keys, FIRST))
    world.commit()
    world.git("branch", "-f", "main", "HEAD")
    put(world, again(world.consented(), {"artist.credit_as": "New Name"}))
    assert world.codes(ACCOUNT) == set()


def test_the_same_work_in_two_entries_is_refused(world: World) -> None:
    theirs = world.consented()["works"][0]
    values = changed(world.consented(OTHER), {**fresh(OTHER), "works": [theirs]})
    world.offer(values)
    assert world.codes(ACCOUNT) == {"R030"}


def test_the_same_pixels_in_two_entries_are_refused(world: World) -> None:
    pixels = fictional.sha256("pixels")
    world.offer(again(world.consented(), {"works.0.content_sha256": pixels}))
    world.commit()
    world.git("branch", "-f", "main", "HEAD")
    values = changed(world.consented(OTHER), fresh(OTHER))
    world.offer(changed(values, {"works.0.content_sha256": pixels}))
    assert world.codes(ACCOUNT) == {"R030"}


def test_the_basis_is_changed_by_a_steward_alone(world: World) -> None:
    values = changed(again(licensed()), {"id": LIVING, "revision": 2})
    put(world, changed(values, {"works": world.consented()["works"]}))
    assert {"R017"} <= world.codes(ACCOUNT)


def test_anybody_may_propose_a_maker_whose_copyright_has_run_out(
    world: World,
) -> None:
    put(world, dead("another-fictional"))
    put(world, again(dead(), {"title": "More poems (fictional)"}))
    assert world.codes(STRANGER) == set()


def test_an_entry_in_the_wrong_folder_is_refused(world: World) -> None:
    values = dead("another-fictional")
    world.write("entries/another-fictional.toml", fictional.toml(values))
    assert world.codes(STRANGER) == {"R018"}


def test_the_base_may_hold_a_broken_file_that_a_steward_mends(world: World) -> None:
    world.git("switch", "-q", "main")
    world.write(HIS, b"broken")
    world.commit()
    world.git("branch", "-f", "change", "HEAD")
    world.git("switch", "-q", "change")
    values = changed(world.consented(), {"status": "pending"})
    world.offer(values)
    assert world.codes(ACCOUNT) == {"R021"}
    world.witness(values)
    assert world.codes(FIRST) == set()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_program_on_the_base_is_nobodys_to_take_over(world: World) -> None:
    world.git("switch", "-q", "main")
    (world.folder / HIS).chmod(0o755)
    world.commit()
    world.git("branch", "-f", "change", "HEAD")
    world.git("switch", "-q", "change")
    (world.folder / HIS).chmod(0o644)
    taken = {"artist.github_id": STRANGER, "status": "pending"}
    world.offer(changed(world.consented(), taken))
    assert "R021" in world.codes(STRANGER)


def test_a_broken_file_is_refused_with_its_own_code(world: World) -> None:
    world.write(HIS, b"schema = 1\nschema = 2\n")
    assert world.codes(ACCOUNT) == {"R002"}
    assert world.codes(STRANGER) == {"R002", "R021"}


# --- withdrawing ------------------------------------------------------------------


def test_the_code_withdraws_whoever_sends_it(world: World) -> None:
    put(world, withdrawing(world.consented(), code=CODE))
    assert world.codes(None) == set()
    assert world.codes(STRANGER) == set()


@pytest.mark.parametrize("code", [None, "wrong", CODE[:-1] + "y"])
def test_no_code_or_a_wrong_one_withdraws_nothing(
    code: str | None, world: World
) -> None:
    more = {"code": code} if code else {}
    put(world, withdrawing(world.consented(), **more))
    assert world.codes(None) == {"R000", "R031"}
    assert world.codes(STRANGER) == {"R031"}
    assert world.codes(ACCOUNT) == set()
    assert world.codes(FIRST) == set()


def test_the_code_lets_nothing_else_pass(world: World) -> None:
    values = withdrawing(world.consented(), code=CODE)
    put(world, changed(values, {"artist.credit_as": "Fictional Thief"}))
    assert "R000" in world.codes(None)
    assert world.codes(STRANGER) == {"R021"}


def test_the_code_covers_its_own_entry_alone(world: World) -> None:
    put(world, withdrawing(world.consented(), code=CODE))
    put(world, again(dead(), {"title": "More poems (fictional)"}))
    assert world.codes(None) == {"R000"}


def test_the_code_covers_no_other_file(world: World) -> None:
    put(world, withdrawing(world.consented(), code=CODE))
    (world.top / "program.py").write_text("print('changed')\n")
    assert world.codes(None) == {"R000", "R010"}


def test_a_withdrawal_of_everything_may_say_so_at_once(world: World) -> None:
    values = withdrawing(world.consented(), code=CODE)
    status = {"status": "withdrawn", "status_reason": "asked for by the artist"}
    put(world, changed(values, status))
    assert world.codes(None) == set()


def test_a_spent_code_does_not_pass_again(world: World) -> None:
    values = withdrawing(world.consented(), code=CODE, scope=["train"])
    put(world, values)
    world.commit()
    world.git("branch", "-f", "main", "HEAD")
    both = [*values["withdrawals"], fictional.withdrawal(code=CODE)]
    put(world, again(values, {"withdrawals": both}))
    assert world.codes(None) == {"R000", "R031"}
    assert world.codes(ACCOUNT) == set()


def test_a_code_passes_once_its_hash_was_replaced(world: World) -> None:
    new = "zzzz-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz"
    values = changed(
        withdrawing(world.consented(), code=CODE, scope=["train"]),
        {"rights.consent.withdrawal_code_sha256": digest(new)},
    )
    put(world, values)
    assert world.codes(ACCOUNT) == set()
    world.git("branch", "-f", "main", "HEAD")
    both = [*values["withdrawals"], fictional.withdrawal(code=new)]
    put(world, again(values, {"withdrawals": both}))
    assert world.codes(None) == set()


def test_a_recorded_withdrawal_is_not_altered(world: World) -> None:
    values = withdrawing(world.consented(), scope=["train"])
    put(world, values)
    world.commit()
    world.git("branch", "-f", "main", "HEAD")
    put(world, again(values, {"withdrawals": []}))
    assert world.codes(ACCOUNT) == {"R025"}
    put(world, again(values, {"withdrawals.0.scope": ["show_work"]}))
    assert world.codes(ACCOUNT) == {"R025"}


def test_a_withdrawal_is_not_dated_ahead(world: World) -> None:
    put(world, withdrawing(world.consented(), effective=ON + 9 * DAY, code=CODE))
    assert world.codes(ACCOUNT) == {"R033"}
    assert "R000" in world.codes(None)


def test_a_withdrawal_dated_before_the_consent_would_take_nothing_back(
    world: World,
) -> None:
    early = fictional.withdrawal(fictional.GIVEN - DAY, code=CODE)
    put(world, again(world.consented(), {"withdrawals": [early]}))
    assert world.codes(ACCOUNT) == {"R033"}
    assert world.codes(None) == {"R000", "R033"}


def withdrawn(world: World) -> Values:
    """Let the base have the artist's entry as withdrawn, a week ago."""
    status = {"status": "withdrawn", "status_reason": "asked for by the artist"}
    values = changed(withdrawing(world.consented(), effective=ON - 7 * DAY), status)
    put(world, values)
    world.commit()
    world.git("branch", "-f", "main", "HEAD")
    return values


def test_what_is_withdrawn_does_not_come_back_by_its_status(world: World) -> None:
    back = changed(
        again(withdrawn(world), {"status": "active"}), {"status_reason": None}
    )
    put(world, back)
    assert "R024" in world.codes(ACCOUNT)
    assert "R024" in world.codes(FIRST)


def test_what_is_withdrawn_comes_back_by_a_new_witnessed_consent(
    world: World,
) -> None:
    back = {"status": "pending", "status_reason": None, "rights.consent.given_on": ON}
    values = again(withdrawn(world), back)
    world.witness(values)
    assert world.codes(FIRST) == set()
    assert "R024" in world.codes(ACCOUNT)


# --- hints ------------------------------------------------------------------------


def test_an_address_in_a_commit_is_a_hint_that_does_not_repeat_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WHO, "GIT_AUTHOR_EMAIL", "somebody@mail.example.org")
    put(world, again(world.consented(), {"title": "Other (fictional)"}))
    assert world.hints(ACCOUNT) == {"R051"}
    assert not any("example.org" in str(one) for one in world.check(ACCOUNT))


def test_an_end_within_sixty_days_is_a_hint(world: World) -> None:
    soon = {"rights.consent.expires": ON + 60 * DAY}
    world.offer(again(world.consented(), soon))
    assert world.hints(ACCOUNT) == {"R052"}


def test_works_that_join_an_active_entry_are_a_hint(world: World) -> None:
    values = world.consented()
    more = [*values["works"], fictional.work("gale", LIVING)]
    world.offer(again(values, {"works": more}))
    assert world.hints(ACCOUNT) == {"R055"}
    assert world.codes(ACCOUNT) == set()


def test_a_work_that_looks_like_anothers_is_a_hint(world: World) -> None:
    phash = {"works.0.phash": "c3a1f0e49b1d2e87"}
    world.offer(again(world.consented(), phash))
    world.commit()
    world.git("branch", "-f", "main", "HEAD")
    values = changed(world.consented(OTHER), fresh(OTHER))
    world.offer(changed(values, {"works.0.phash": "c3a1f0e49b1d2e86"}))
    assert world.hints(ACCOUNT) == {"R050"}
    assert world.codes(ACCOUNT) == set()
    world.offer(changed(values, {"works.0.phash": "0123456789abcdef"}))
    assert world.hints(ACCOUNT) == set()


def test_the_working_tree_is_checked_before_it_is_committed(world: World) -> None:
    put(world, again(world.consented(), {"artist.github_id": STRANGER}))
    world.write("entries/More.toml", b"x = 1\n")
    found = {one.code for one in world.check(ACCOUNT, head=None)}
    assert {"R022", "R014"} <= found


def test_a_ready_index_of_the_base_changes_no_answer(world: World) -> None:
    world.git("switch", "-q", "main")
    made = index.build(world.folder, ON)
    world.write("index.json", index.encode(made))
    world.commit()
    world.git("branch", "-f", "change", "HEAD")
    world.git("switch", "-q", "change")
    theirs = world.consented()["works"][0]
    world.offer(changed(world.consented(OTHER), {**fresh(OTHER), "works": [theirs]}))
    put(world, again(world.consented(), {"artist.github_id": STRANGER}))
    assert world.codes(STRANGER) == {"R021", "R022", "R027", "R030"}


def test_an_index_that_lies_about_an_owner_is_not_believed(world: World) -> None:
    world.git("switch", "-q", "main")
    made = index.build(world.folder, ON)
    lying = index.encode(made).replace(str(ACCOUNT).encode(), str(STRANGER).encode())
    world.write("index.json", lying)
    world.commit()
    world.git("branch", "-f", "change", "HEAD")
    world.git("switch", "-q", "change")
    put(world, again(world.consented(), {"title": "Stolen (fictional)"}))
    assert world.codes(STRANGER) == {"R021"}


@pytest.mark.parametrize("count", [300, pytest.param(3_000, marks=pytest.mark.long)])
def test_thousands_of_mutations_of_a_strangers_are_all_refused(
    count: int, world: World
) -> None:
    draw = random.Random(11)  # noqa: S311 - the same mutations each time
    source = (world.folder / HIS).read_bytes()
    listed = stewards(world.keys, FIRST, SECOND)
    base = {HIS: source, "stewards.toml": listed}
    named = offices.parse(listed, "stewards.toml")
    for number in range(count):
        after = mutated(source, draw)
        change = Change(HIS, source, after)
        proposal = Proposal((change,), paths=frozenset(base), base=base)
        for account in (None, STRANGER, ACCOUNT):
            asker = Asker(account, named, ON)
            found = list(gate.judge(gate.looked(proposal, asker), world.folder))
            known = {one.code for one in found} <= set(CODES)
            assert known, number
            assert found or account == ACCOUNT or after == source, number
