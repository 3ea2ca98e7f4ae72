"""Who is introduced, and when: fictional artists, and whoever permits showing alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.consent import meeting
from athena_core.consent.meeting import Artist
from athena_core.consent.registry import UNNAMED, Asking, Registry
from athena_core.errors import AmbiguousError, NotFoundError
from tests.unit.consent import fictional
from tests.unit.consent.fictional import ON, Values

ASKING = Asking(on=ON)


def met(*values: Values, asking: Asking = ASKING) -> list[Artist]:
    """Everybody who may be introduced; consents count as verified."""
    index = fictional.index(*values, on=ON)
    return meeting.artists(Registry(index), asking)


def shown(identifier: str = fictional.LICENSED, **permits: str) -> Values:
    values = fictional.licensed(identifier)
    values["permits"] = permits or {"show_work": "any"}
    values["works"][1].pop("permits")
    return values


def test_an_entry_that_permits_showing_and_nothing_else_is_introduced() -> None:
    [artist] = met(shown())
    assert artist.name == "Fictional Licensor"
    given_ = [one.use for one in artist.permitted() if one.share != "none"]
    assert given_ == ["show_work"]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "pending"},
        {"status": "suspended", "status_reason": "a dispute"},
        {"withdrawals": [fictional.withdrawal()]},
        {"added": ON + dt.timedelta(days=1)},
        {"permits": {}},
    ],
)
def test_nobody_is_introduced_of_whom_nothing_is_permitted(
    changes: Values,
) -> None:
    assert met(fictional.changed(shown(), changes)) == []


def test_a_consent_introduces_while_it_is_verified_and_runs() -> None:
    values = fictional.consented()
    assert len(met(values)) == 1
    unverified = fictional.index(values, on=ON, verified=())
    assert meeting.artists(Registry(unverified), ASKING) == []
    last = Asking(on=fictional.EXPIRES)
    over = Asking(on=fictional.EXPIRES + dt.timedelta(days=1))
    assert len(met(values, asking=last)) == 1
    assert met(values, asking=over) == []


def test_a_territory_bounds_the_use_and_not_the_meeting() -> None:
    values = fictional.consented()
    values["rights"]["consent"]["territory"] = ["EE"]
    [artist] = met(values)
    assert {one.share for one in artist.permitted()} == {"none"}


def test_a_part_withdrawn_leaves_the_rest_to_be_met() -> None:
    taken = fictional.withdrawal(works=["low-water"])
    [artist] = met(fictional.changed(shown(), {"withdrawals": [taken]}))
    [show] = [one for one in artist.permitted() if one.use == "show_work"]
    assert (show.share, show.count, show.for_money) == ("some", 1, True)


def test_what_is_given_not_for_money_says_so() -> None:
    [artist] = met(shown(train="noncommercial", show_work="any"))
    money = {one.use: one.for_money for one in artist.permitted()}
    assert money["train"] is False
    assert money["show_work"] is True


def test_the_years_and_works_of_a_maker_who_has_died() -> None:
    [artist] = met(fictional.dead(died=1901))
    assert artist.years == "1841\u20131901"
    assert artist.kinds == "1 poem"
    [artist] = met(fictional.changed(fictional.dead(), {"artist.born": None}))
    assert artist.years == "d. 1901"


def test_an_artist_who_asked_not_to_be_named_is_neither_named_nor_linked() -> None:
    values = fictional.consented()
    values["rights"]["consent"]["credit"] = "withheld"
    values["artist"]["works_at"] = [
        {"label": "A page with the name in it", "url": "https://example.org/name"},
    ]
    index = fictional.index(values, on=ON)
    entry = index.entries[0].entry
    artist = Artist(entry, Registry(index), ASKING)
    assert artist.name == UNNAMED
    assert artist.links == ()
    assert "fictional artist" not in artist.told()


EVERYBODY = met(*(fictional.dead(f"maker-{number}") for number in range(40)))


@given(
    count=st.integers(1, 40),
    start=st.integers(1, 3_000_000),
)
def test_all_come_before_one_returns(count: int, start: int) -> None:
    everybody = EVERYBODY[:count]
    days = [dt.date.fromordinal(start + number) for number in range(count + 1)]
    introduced = [meeting.of_day(everybody, day) for day in days]
    ids = [one.entry.id for one in introduced if one]
    assert len(set(ids[:-1])) == count
    assert ids[-1] == ids[0]


def test_the_artist_of_a_day_does_not_depend_on_the_order_of_the_entries() -> None:
    first = meeting.of_day(EVERYBODY, ON)
    assert first == meeting.of_day(EVERYBODY[::-1], ON)
    assert meeting.of_day([], ON) is None


def three() -> list[Artist]:
    named = {"maker-one": "Zo\u00eb Fiction", "maker-two": "Ada O'Fiction"}
    return met(
        *(
            fictional.changed(fictional.dead(one), {"artist.credit_as": name})
            for one, name in named.items()
        ),
        fictional.dead("maker-three"),
    )


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("zoe fiction", "maker-one"),
        ("ZO\u00cb", "maker-one"),
        ("ofiction", "maker-two"),
        ("maker-three", "maker-three"),
        ("Fiction Ada", "maker-two"),
    ],
)
def test_a_name_is_found_as_it_is_typed(typed: str, identifier: str) -> None:
    assert meeting.find(three(), typed).entry.id == identifier


def test_a_name_of_several_and_of_nobody_is_told() -> None:
    with pytest.raises(AmbiguousError, match=r"Ada O'Fiction \(maker-two\); Zo"):
        meeting.find(three(), "fiction")
    with pytest.raises(NotFoundError, match="did you mean Zo\u00eb Fiction"):
        meeting.find(three(), "zoe ficton")
    with pytest.raises(NotFoundError, match="athena artists list"):
        meeting.find(three(), "quite another")
    with pytest.raises(NotFoundError):
        meeting.find(three(), "!")


def test_a_search_looks_at_names_and_titles() -> None:
    found = meeting.search(three(), "HERON zo\u00eb")
    assert [one.entry.id for one in found] == ["maker-one"]
    assert len(meeting.search(three(), "heron")) == 3
