"""Laws of the decision, over thousands of entries and questions (`make test-long`)."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as some

from athena_core.consent.decide import Decision, decide
from athena_core.consent.entry import Entry, Withdrawal
from athena_core.consent.uses import ORDER, USES, Permits
from athena_core.protocols import Use
from tests.unit.consent import fictional
from tests.unit.consent.fictional import EXPIRES, GIVEN, changed

DAY = dt.timedelta(days=1)
DAYS = some.dates(GIVEN - 40 * DAY, EXPIRES + 400 * DAY)
PERMISSIONS = some.sampled_from(ORDER)
PERMITS = some.builds(Permits, **dict.fromkeys(USES, PERMISSIONS))
WORKS = ("low-water", "slack-tide")
POEM = "to-a-heron"
PLACES = ("usual", "US", "EE", "FR", "MX", "XX")


@some.composite
def withdrawals(draw: Any) -> Withdrawal:
    effective = draw(DAYS)
    asked = effective - draw(some.integers(0, 7)) * DAY
    uses = some.lists(some.sampled_from(USES), min_size=1, unique=True).map(tuple)
    named = some.sampled_from([(WORKS[0],), WORKS, (POEM,)])
    return Withdrawal(
        requested_on=asked,
        effective_on=effective,
        scope=draw(some.just("everything") | uses),
        works=draw(some.just("all") | named),
    )


BASES = [
    fictional.read(values)
    for values in (
        fictional.consented(),
        changed(fictional.consented(), {"rights.consent.territory": ["EE", "MX"]}),
        fictional.licensed(),
        fictional.licensed(licence="CC-BY-NC-4.0"),
        fictional.licensed(licence="CC-BY-ND-4.0"),
        fictional.dead(),
        fictional.dead(died=1958),
        changed(fictional.dead(), {"editions.0.published": 1935}),
    )
]


@some.composite
def entries(draw: Any) -> Entry:
    """Draw an entry of any kind, in any state, with permits of any width."""
    base: Entry = draw(some.sampled_from(BASES))
    permits = draw(PERMITS)
    works = tuple(
        work.model_copy(update={"permits": draw(some.none() | some.just(permits))})
        for work in base.works
    )
    status = draw(some.sampled_from(("active", "active", "active", "pending")))
    taken = tuple(draw(some.lists(withdrawals(), max_size=2)))
    changes = {"permits": permits, "works": works, "status": status}
    return base.model_copy(update={**changes, "withdrawals": taken})


QUESTIONS = some.fixed_dictionaries(
    {
        "use": some.sampled_from(get_args(Use)),
        "commercial": some.booleans(),
        "on": DAYS,
        "work": some.sampled_from((*WORKS, POEM, "nothing")),
        "territory": some.sampled_from(PLACES),
        "verified": some.sampled_from((frozenset(), frozenset({"consent"}))),
        "pool_artists": some.sampled_from((None, 1, 2, 20)),
    },
)


def answer(entry: Entry, question: dict[str, Any], **other: Any) -> Decision:
    return decide(entry, **{**question, **other})


@given(entries(), QUESTIONS, withdrawals())
def test_a_withdrawal_never_turns_no_into_yes(
    entry: Entry, question: dict[str, Any], more: Withdrawal
) -> None:
    after = entry.model_copy(update={"withdrawals": (*entry.withdrawals, more)})
    assert answer(entry, question).allowed or not answer(after, question).allowed


@given(entries(), QUESTIONS, some.sampled_from(("suspended", "withdrawn", "pending")))
def test_a_suspension_never_turns_no_into_yes(
    entry: Entry, question: dict[str, Any], status: str
) -> None:
    after = entry.model_copy(update={"status": status, "status_reason": "held"})
    assert not answer(after, question).allowed


@given(entries(), QUESTIONS, PERMITS)
def test_a_narrower_permit_never_turns_no_into_yes(
    entry: Entry, question: dict[str, Any], other: Permits
) -> None:
    narrow = Permits(
        **{
            use: min(entry.permits.of(use), other.of(use), key=ORDER.index)
            for use in USES
        },
    )
    after = entry.model_copy(update={"permits": narrow})
    assert answer(entry, question).allowed or not answer(after, question).allowed
    works = tuple(
        one.model_copy(update={"permits": narrow}) if one.permits is None else one
        for one in entry.works
    )
    work_only = entry.model_copy(update={"works": works})
    assert answer(entry, question).allowed or not answer(work_only, question).allowed


@given(entries(), QUESTIONS)
def test_less_known_never_turns_no_into_yes(
    entry: Entry, question: dict[str, Any]
) -> None:
    allowed = answer(entry, question).allowed
    lesser: list[dict[str, Any]] = [{"verified": frozenset()}, {"pool_artists": None}]
    for less in lesser:
        assert allowed or not answer(entry, question, **less).allowed
    assert allowed or not answer(entry, question, commercial=True).allowed


@given(entries(), QUESTIONS, some.data())
def test_until_is_the_first_day_with_another_answer(
    entry: Entry, question: dict[str, Any], data: some.DataObject
) -> None:
    now = answer(entry, question)
    end = now.until or question["on"] + 6000 * DAY
    gap = (end - question["on"]).days
    probes = data.draw(some.lists(some.integers(0, gap - 1), max_size=8))
    for days in {*probes, 0, gap - 1}:
        day = question["on"] + days * DAY
        assert answer(entry, question, on=day).allowed == now.allowed
    if now.until:
        assert answer(entry, question, on=now.until).allowed != now.allowed


@given(entries(), QUESTIONS)
def test_an_answer_always_has_a_reason_on_its_side(
    entry: Entry, question: dict[str, Any]
) -> None:
    decision = answer(entry, question)
    assert decision.why
    assert all(reason.allows == decision.allowed for reason in decision.why)
    assert decision.allowed or decision.conditions == ()
