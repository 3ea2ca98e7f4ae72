"""What may be done with a work is asked where it is done, and any no wins."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from athena_core import Right, Work
from athena_core.consent.permission import may, rulings, told, withdrawals
from athena_core.consent.registry import Asking
from athena_core.library import ledger
from tests.unit.consent import fictional
from tests.unit.consent.fictional import registry

ON = fictional.ON
TODAY = Asking(on=ON)
LOW_WATER = fictional.sha256(f"{fictional.LIVING}: low-water")
SLACK_TIDE = fictional.sha256(f"{fictional.LIVING}: slack-tide")
HERON = fictional.sha256(f"{fictional.DEAD}: to a heron")
ALONE = {"rights.consent.min_pool_artists": 1}


def line(sha256: str, entry: str = "", name: str = "one", **more: str) -> Any:
    right = {"basis": "consent", "because": "it said so", "entry": entry}
    return {"id": name, "title": "", "maker": "A", "sha256": sha256, "right": right} | (
        more
    )


def consented(changes: Mapping[str, Any] | None = None) -> fictional.Values:
    return fictional.changed(fictional.consented(), {**ALONE, **(changes or {})})


def test_what_an_entry_gives_is_given_for_each_use_by_itself() -> None:
    known = registry(consented())
    assert may(known, [line(LOW_WATER)], "train", TODAY) == []
    [refused] = may(known, [line(LOW_WATER)], "imitate", TODAY)
    assert [one.code for one in refused.reasons] == ["D12"]
    assert refused.entry == fictional.LIVING


def test_a_use_for_money_is_another_question() -> None:
    for_money = Asking(on=ON, commercial=True)
    [refused] = may(registry(consented()), [line(LOW_WATER)], "train", for_money)
    assert [one.code for one in refused.reasons] == ["D13"]


def test_what_nobody_entered_is_declared_and_passes_only_where_that_is_enough() -> None:
    known = registry(consented())
    [refused] = may(known, [line("0" * 64)], "share_model", TODAY)
    assert refused.state == "declared"
    assert refused.reasons[0].code == "A30"
    assert "declared by the user and not checked" in refused.reasons[0].text
    assert may(known, [line("0" * 64)], "train", TODAY, declared=True) == []


def test_a_work_with_an_entry_that_is_not_at_hand_is_no() -> None:
    [refused] = may(registry(), [line("0" * 64, fictional.LIVING)], "train", TODAY)
    assert "has no entry" in refused.reasons[0].text
    assert refused.state == "refused"


def test_a_withdrawal_is_no_from_its_day_on_and_not_before() -> None:
    gone = consented({"withdrawals": [fictional.withdrawal(ON)]})
    known, works = registry(gone), [line(LOW_WATER)]
    assert may(known, works, "train", Asking(on=ON - dt.timedelta(1))) == []
    [refused] = may(known, works, "train", TODAY)
    assert refused.reasons[0].text == f"withdrawn from {ON} by the artist"


@pytest.mark.parametrize("use", ["train", "share_model", "publish_outputs"])
def test_consent_is_not_taken_from_an_old_registry_whatever_it_is_for(use: Any) -> None:
    entry = consented({"permits.share_model": "any", "permits.publish_outputs": "any"})
    later = Asking(on=ON + dt.timedelta(days=181))
    [refused] = may(registry(entry), [line(LOW_WATER)], use, later)
    assert "A06" in {one.code for one in refused.reasons}
    assert may(registry(fictional.dead()), [line(HERON)], use, later) == []


def test_a_blanked_work_is_still_found_by_its_entry() -> None:
    whole = consented({"withdrawals": [fictional.withdrawal(ON)]})
    tombstone = fictional.changed(
        whole,
        {"works": [], "status": "withdrawn", "status_reason": "withdrawn"},
    )
    [refused] = may(
        registry(tombstone), [line(LOW_WATER, fictional.LIVING)], "train", TODAY
    )
    assert f"withdrawn from {ON} by the artist" in {one.text for one in refused.reasons}


def test_a_work_blanked_alone_is_withdrawn_and_the_others_are_not() -> None:
    some = fictional.withdrawal(ON, works=["low-water"])
    rest = fictional.consented()["works"][1:]
    known = registry(consented({"withdrawals": [some], "works": rest}))
    works = [
        line(LOW_WATER, fictional.LIVING, "gone"),
        line(SLACK_TIDE, fictional.LIVING, "here"),
    ]
    refused = may(known, works, "train", TODAY)
    assert [one.id for one in refused] == ["gone"]
    assert refused[0].reasons[0].text == f"withdrawn from {ON} by the artist"
    assert withdrawals(known, works[1], "train") == []
    assert len(withdrawals(known, works[0], "train")) == 1


def test_any_entry_that_says_no_wins() -> None:
    twin = fictional.changed(fictional.dead("twin-fictional"), {"permits.train": "no"})
    twin["works"][0]["sha256"] = HERON
    known = registry(fictional.dead(), twin)
    [refused] = may(known, [line(HERON)], "train", TODAY)
    assert refused.reasons[0].code == "D12"


def test_company_is_counted_among_the_works_given_together() -> None:
    known = registry(fictional.consented(), fictional.dead())
    alone, together = [line(LOW_WATER)], [line(LOW_WATER), line(HERON)]
    assert [one.code for one in may(known, alone, "train", TODAY)[0].reasons] == ["D09"]
    assert may(known, together, "train", TODAY) == []
    declared = [line(LOW_WATER), line("0" * 64)]
    assert len(may(known, declared, "train", TODAY, declared=True)) == 1


def test_a_picture_in_another_file_is_known_by_its_pixels() -> None:
    entry = consented({"works.0.content_sha256": "c" * 64})
    work = Work(
        id="again",
        title="",
        maker="",
        year=None,
        media_type="image/png",
        sha256="d" * 64,
        content_sha256="c" * 64,
        right=Right(basis="consent", because="", entry=fictional.LIVING),
        open=lambda: io.BytesIO(b""),
    )
    known = registry(entry)
    assert may(known, [work], "train", TODAY) == []
    assert may(known, [ledger.entry(work)], "train", TODAY) == []


def test_what_a_yes_asks_in_return_comes_with_it() -> None:
    [ruling] = rulings(registry(consented()), [line(LOW_WATER)], "train", TODAY)
    assert set(ruling.conditions) == {"credit", "no-name-prompt", "noncommercial"}
    assert ruling.until == fictional.EXPIRES + dt.timedelta(days=1)


def test_refusals_are_counted_and_the_first_few_named() -> None:
    works = [line(f"{n:064x}", name=f"w{n}") for n in range(5)]
    refused = may(registry(), works, "share_model", TODAY)
    [told_of] = told(refused)
    assert told_of == (
        "5 x its right is declared by the user and not checked [A30]: "
        "w0, w1, w2 and 2 more"
    )


@pytest.mark.parametrize("name", ["pronouns", "homepage", "about"])
def test_permission_reads_nothing_about_a_person(name: str) -> None:
    file = Path(may.__code__.co_filename)
    assert name not in file.read_text(encoding="utf-8")
