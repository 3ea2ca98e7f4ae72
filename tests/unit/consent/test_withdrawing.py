"""What a withdrawal makes of an entry, and what counts as nothing but a withdrawal."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from athena_core.consent.doors import writing
from athena_core.consent.doors.withdrawing import (
    blanked,
    only_withdraws,
    tombstone,
    withdrawn,
)
from athena_core.consent.entry import Entry, Withdrawal
from athena_core.consent.reading import read
from athena_core.consent.uses import USES
from tests.unit.consent import fictional

ON = fictional.ON
TOMORROW = ON + dt.timedelta(days=1)
ENTRY = fictional.read(fictional.consented())


def taken(effective: dt.date = ON, **more: object) -> Withdrawal:
    values = {"requested_on": ON, "effective_on": effective, **more}
    return Withdrawal.model_validate(values)


def test_a_withdrawal_is_the_next_revision_and_changes_nothing_else() -> None:
    after = withdrawn(ENTRY, taken())
    same = after.model_copy(update={"revision": 1, "withdrawals": ()})
    assert (after.revision, same) == (2, ENTRY)


def test_a_tombstone_keeps_the_id_and_dates_and_nothing_of_a_person() -> None:
    stone = blanked(withdrawn(ENTRY, taken()), ON)
    text = writing.toml(stone).decode()
    assert tombstone(stone)
    assert (stone.id, stone.added) == (ENTRY.id, ENTRY.added)
    for word in ("Fictional", "Tidewater", "Low water", "https", "ssh-ed25519", "9990"):
        assert word not in text
    assert read(text.encode(), stone.id) == stone


def test_hashes_stay_where_that_was_permitted_until_it_is_withdrawn_by_name() -> None:
    stone = blanked(withdrawn(ENTRY, taken()), ON)
    # the second work has permits of its own, which leave keep_fingerprint out
    assert [work.sha256 for work in stone.works] == [ENTRY.works[0].sha256]
    empty = blanked(withdrawn(stone, taken(scope=("keep_fingerprint",))), ON)
    assert empty.works == ()
    assert tombstone(empty)


def test_before_its_day_nothing_is_blanked() -> None:
    later = withdrawn(ENTRY, taken(TOMORROW))
    assert blanked(later, ON) == later
    assert tombstone(blanked(later, TOMORROW))


def test_one_work_is_blanked_but_for_what_the_signature_over_the_rest_needs() -> None:
    part = blanked(withdrawn(ENTRY, taken(works=("low-water",))), ON)
    gone, stays = part.works
    assert (gone.title, gone.locations, gone.sha256) == (
        "withdrawn",
        (),
        ENTRY.works[0].sha256,
    )
    assert stays == ENTRY.works[1]
    assert part.artist == ENTRY.artist


def test_the_statement_is_the_same_after_one_of_two_works_is_blanked() -> None:
    from athena_core.consent.proof.statement import statement

    part = blanked(withdrawn(ENTRY, taken(works=("low-water",))), ON)
    assert statement(part) == statement(ENTRY)


def test_works_withdrawn_one_after_the_other_end_in_a_tombstone() -> None:
    first = blanked(withdrawn(ENTRY, taken(works=("low-water",))), ON)
    second = blanked(withdrawn(first, taken(works=("slack-tide",))), ON)
    assert tombstone(second)


def test_a_use_alone_blanks_nothing() -> None:
    part = withdrawn(ENTRY, taken(scope=("train",)))
    assert blanked(part, TOMORROW) == part


@pytest.mark.parametrize("values", [fictional.licensed(), fictional.dead()])
def test_other_rights_can_be_withdrawn_too(values: fictional.Values) -> None:
    stone = blanked(withdrawn(fictional.read(values), taken(by="steward")), ON)
    assert read(writing.toml(stone), stone.id) == stone
    assert "artist.example" not in writing.toml(stone).decode()


def test_a_withdrawal_with_or_without_its_blanking_only_withdraws() -> None:
    recorded = withdrawn(ENTRY, taken())
    assert only_withdraws(ENTRY, recorded, ON)
    assert only_withdraws(ENTRY, blanked(recorded, ON), ON)
    assert not only_withdraws(ENTRY, ENTRY, ON)


def test_a_later_blanking_only_withdraws_and_not_before_its_day() -> None:
    recorded = withdrawn(ENTRY, taken(TOMORROW))
    later = blanked(withdrawn(recorded), TOMORROW)
    assert only_withdraws(recorded, later, TOMORROW)
    assert not only_withdraws(recorded, later, ON)


def test_a_revision_alone_is_no_withdrawal() -> None:
    assert not only_withdraws(ENTRY, withdrawn(ENTRY), ON)


@pytest.mark.parametrize(
    "changes",
    [
        {"artist.credit_as": "Another Fictional Artist"},
        {"permits.train": "any"},
        {"artist.github_id": fictional.STRANGER},
        {"rights.consent.expires": dt.date(2032, 1, 1)},
        {"works.0.sha256": fictional.sha256("swapped")},
        {"revision": 3},
        {"status": "suspended", "status_reason": "a stranger's word"},
        {
            "withdrawals.0.requested_on": TOMORROW,
            "withdrawals.0.effective_on": TOMORROW,
        },
    ],
)
def test_anything_more_than_a_withdrawal_is_more(changes: dict[str, object]) -> None:
    values = fictional.again(
        fictional.consented(), {"withdrawals": [fictional.withdrawal(ON)]}
    )
    assert only_withdraws(ENTRY, fictional.read(values), ON)
    more = fictional.read(fictional.changed(values, changes))
    assert not only_withdraws(ENTRY, more, ON)


def test_a_recorded_withdrawal_may_not_change() -> None:
    before = withdrawn(ENTRY, taken(scope=("train",)))
    after = before.model_copy(
        update={"revision": 3, "withdrawals": (taken(scope=("imitate",)),)},
    )
    assert not only_withdraws(before, after, ON)


withdrawals = some.builds(
    taken,
    some.sampled_from([ON, TOMORROW]),
    scope=some.just("everything")
    | some.lists(some.sampled_from(USES), min_size=1).map(tuple),
    works=some.just("all")
    | some.lists(
        some.sampled_from(["low-water", "slack-tide"]), min_size=1, unique=True
    ).map(tuple),
    models=some.sampled_from(["retire", "keep"]),
)


@given(some.lists(withdrawals, min_size=1, max_size=4))
def test_whatever_is_withdrawn_is_written_and_read_as_meant(
    several: list[Withdrawal],
) -> None:
    entry: Entry = ENTRY
    for one in several:
        after = withdrawn(entry, one)
        data = writing.with_withdrawal(writing.toml(entry), one, after)
        assert read(data, entry.id) == after
        stone = blanked(after, ON)
        assert read(writing.toml(stone), entry.id) == stone == blanked(stone, ON)
        assert only_withdraws(entry, after, ON)
        assert only_withdraws(entry, stone, ON)
        entry = stone
