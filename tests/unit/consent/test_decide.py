"""What the registry answers about one use of one work, on a day, at a place."""

from __future__ import annotations

import datetime as dt
import inspect
from typing import Any, get_args

import pytest

from athena_core.consent import decide as room
from athena_core.consent.decide import Decision, decide
from athena_core.protocols import Use
from tests.unit.consent import fictional
from tests.unit.consent.fictional import (
    EXPIRES,
    GIVEN,
    ON,
    Values,
    changed,
    consented,
    dead,
    licensed,
    withdrawal,
)

DAY = dt.timedelta(days=1)
VERIFIED = frozenset({"consent"})


def ask(values: Values | None = None, use: Use = "train", **more: Any) -> Decision:
    """Ask about a fictional work, as somebody who may be told yes."""
    usual = {"commercial": False, "on": ON, "work": "low-water", "pool_artists": 2}
    entry = fictional.read(consented() if values is None else values)
    return decide(entry, use, **{**usual, "verified": VERIFIED, **more})


def codes(decision: Decision) -> set[str]:
    """Return the codes of the reasons that the answer stands on."""
    return {reason.code for reason in decision.why}


def poem(values: Values | None = None, **more: Any) -> Decision:
    given = {"commercial": True, "verified": frozenset(), "work": "to-a-heron"}
    return ask(dead() if values is None else values, **{**given, **more})


def test_what_is_given_is_allowed_until_it_ends_with_its_conditions() -> None:
    decision = ask()
    assert decision.allowed
    assert codes(decision) == {"D00"}
    assert decision.until == EXPIRES + DAY
    assert decision.conditions == ("credit", "no-name-prompt", "noncommercial")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"work": "nothing"}, "D01"),
        ({"on": GIVEN - DAY}, "D04"),
        ({"on": GIVEN - DAY}, "D05"),
        ({"on": EXPIRES + DAY}, "D06"),
        ({"verified": frozenset()}, "D08"),
        ({"pool_artists": 1}, "D09"),
        ({"pool_artists": None}, "D09"),
        ({"use": "redistribute_work"}, "D12"),
        ({"use": "imitate"}, "D12"),
        ({"commercial": True}, "D13"),
    ],
)
def test_each_reason_for_a_no_has_its_code(asked: dict[str, Any], code: str) -> None:
    decision = ask(**asked)
    assert not decision.allowed
    assert code in codes(decision)
    assert decision.conditions == ()


@pytest.mark.parametrize(
    ("status", "word"),
    [("pending", "reviewed"), ("suspended", "a dispute"), ("withdrawn", "a dispute")],
)
def test_an_entry_that_is_not_active_gives_nothing(status: str, word: str) -> None:
    reason = None if status == "pending" else "a dispute"
    changes = {"status": status, **({"status_reason": reason} if reason else {})}
    decision = ask(changed(consented(), changes))
    assert codes(decision) == {"D02"}
    assert word in decision.why[0].text


def test_all_reasons_are_listed_and_any_no_wins() -> None:
    decision = ask(commercial=True, on=EXPIRES + DAY, pool_artists=1, verified=())
    assert {"D06", "D08", "D09", "D13"} <= codes(decision)


def test_the_last_day_counts() -> None:
    assert ask(on=EXPIRES).allowed
    assert ask(on=GIVEN).allowed


def test_a_work_only_narrows_its_entry() -> None:
    assert ask(use="show_work").allowed
    assert codes(ask(use="show_work", work="slack-tide")) == {"D12"}


def test_a_place_that_the_consent_does_not_reach_is_a_no() -> None:
    values = changed(consented(), {"rights.consent.territory": ["EE", "DE"]})
    assert ask(values, territory="EE").allowed
    assert codes(ask(values, territory="FR")) == {"D07"}
    assert codes(ask(values)) == {"D07"}


def test_showing_a_work_needs_no_company() -> None:
    assert ask(use="show_work", pool_artists=None).allowed
    assert codes(ask(use="publish_outputs", pool_artists=None)) == {"D09"}


def test_a_withdrawal_counts_from_its_day_on() -> None:
    day = ON + 3 * DAY
    taken = withdrawal(day, requested=ON, scope=["train"])
    values = changed(consented(), {"withdrawals": [taken]})
    before = ask(values, on=day - DAY)
    assert before.allowed
    assert before.until == day
    after = ask(values, on=day)
    assert codes(after) == {"D03"}
    assert str(day) in after.why[0].text
    assert ask(values, on=day, use="show_work").allowed


def test_a_withdrawal_of_one_work_leaves_the_others() -> None:
    taken = withdrawal(works=["low-water"])
    values = changed(consented(), {"withdrawals": [taken]})
    assert codes(ask(values)) == {"D03"}
    assert ask(values, work="slack-tide").allowed


def test_hashes_may_outlive_a_withdrawal_that_does_not_name_them() -> None:
    values = changed(consented(), {"withdrawals": [withdrawal()]})
    assert ask(values, use="keep_fingerprint").allowed
    named = withdrawal(scope=["keep_fingerprint"])
    both = changed(consented(), {"withdrawals": [withdrawal(), named]})
    assert codes(ask(both, use="keep_fingerprint")) == {"D03"}


def test_a_consent_given_after_a_withdrawal_is_a_new_yes() -> None:
    values = changed(
        consented(),
        {
            "withdrawals": [withdrawal(GIVEN - DAY)],
            "added": GIVEN - 30 * DAY,
        },
    )
    assert ask(values).allowed
    same_day = changed(values, {"withdrawals": [withdrawal(GIVEN)]})
    assert codes(ask(same_day)) == {"D03"}


def test_a_licence_gives_what_its_table_says_and_no_more() -> None:
    given = ask(licensed(), commercial=True, verified=frozenset())
    assert given.allowed
    assert given.conditions == ("credit",)
    alike = ask(licensed(licence="CC-BY-SA-4.0"))
    assert alike.conditions == ("credit", "share-alike")
    limited = licensed(licence="CC-BY-NC-4.0")
    assert codes(ask(limited, commercial=True)) == {"D13"}
    assert ask(limited).conditions == ("credit", "noncommercial")


@pytest.mark.parametrize("licence", ["CC-BY-ND-4.0", "LicenseRef-Mine"])
def test_a_licence_that_is_on_no_table_gives_nothing(licence: str) -> None:
    assert codes(ask(licensed(licence=licence))) == {"D11", "D12"}


def test_copyright_that_has_run_out_is_never_called_consent() -> None:
    decision = poem()
    assert decision.allowed
    assert decision.until is None
    assert "copyright has run out (USA; life + 70 years" in decision.why[0].text
    assert "consent" not in decision.why[0].text


@pytest.mark.parametrize("place", ["MX", "XX", "fr"])
def test_where_copyright_lasts_or_nobody_knows_it_is_a_no(place: str) -> None:
    values = dead(died=1950)
    decision = poem(values, territory=place)
    assert codes(decision) == {"D10"}


def test_copyright_ends_on_the_first_of_january() -> None:
    values = dead(died=1960)
    decision = poem(values, territory="DE")
    assert codes(decision) == {"D10"}
    assert decision.until == dt.date(2031, 1, 1)
    assert poem(values, territory="DE", on=dt.date(2031, 1, 1)).allowed


def test_the_usa_goes_by_publication() -> None:
    late = changed(dead(), {"editions.0.published": 1940})
    assert codes(poem(late, territory="US")) == {"D14"}
    assert codes(poem(late)) == {"D14"}
    assert poem(late).until == dt.date(2036, 1, 1)
    assert poem(late, territory="GB").allowed


def test_a_maker_dead_for_150_years_needs_no_date_of_publication() -> None:
    ground = {
        "editions.0.ground": "dead-150-years",
        "editions.0.published": None,
        "editions.0.published_source": None,
    }
    assert poem(changed(dead(died=1875), ground)).allowed
    younger = poem(changed(dead(died=1880), ground))
    assert codes(younger) == {"D14"}
    assert younger.until == dt.date(2031, 1, 1)


def test_a_clearance_or_a_museums_statement_is_a_ground() -> None:
    ground = {
        "editions.0.ground": "open-access",
        "editions.0.statement": "Public domain (fictional)",
        "editions.0.statement_by": "Fictional Museum",
    }
    assert poem(changed(dead(), ground)).allowed


@pytest.mark.parametrize(
    ("credit", "condition"),
    [("required", "credit"), ("welcome", "credit-welcome"), ("withheld", "no-name")],
)
def test_the_wish_for_credit_is_carried_onward(credit: str, condition: str) -> None:
    values = changed(consented(), {"rights.consent.credit": credit})
    assert condition in ask(values).conditions


def test_a_name_may_steer_only_where_its_bearer_says_so() -> None:
    values = changed(consented(), {"rights.consent.name_as_prompt": "yes"})
    assert "no-name-prompt" in ask().conditions
    assert "no-name-prompt" not in ask(values).conditions


def test_nothing_about_a_person_is_read() -> None:
    source = inspect.getsource(room)
    for word in ("pronouns", "about", "credit_as", "members", "listed_in", "homepage"):
        assert f".{word}" not in source
    assert "gender" not in source


def test_every_use_is_asked_by_itself() -> None:
    for use in get_args(Use):
        only = changed(consented(), {"permits": {use: "any"}, "works.1": None})
        allowed = [one for one in get_args(Use) if ask(only, one).allowed]
        assert allowed == [use]
