"""What a model learned from is held against the registry of the day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from athena_core import Model
from athena_core.consent.entry import Withdrawal
from athena_core.consent.registry import Asking, Registry, of_folder
from athena_core.errors import RefusedError
from athena_core.library import models
from athena_core.library.shipped import shipped
from athena_core.plugins import plugins
from athena_core.run import retiring, sharing, shelf
from athena_core.run.auditing import Finding, audit
from tests.unit.consent import fictional

ON = fictional.ON
TODAY = Asking(on=ON)
LOW_WATER = fictional.sha256(f"{fictional.LIVING}: low-water")
HERON = fictional.sha256(f"{fictional.DEAD}: to a heron")


def line(name: str, sha256: str, entry: str = "", basis: str = "consent") -> Any:
    right = {"basis": basis, "because": "it said so", "entry": entry, "revision": 1}
    return {"id": name, "title": "", "maker": "M", "sha256": sha256, "right": right}


WORKS = (
    line("hers", LOW_WATER, fictional.LIVING),
    line("old", HERON, basis="public-domain"),
    line("own", "0" * 64, basis="own"),
)


def model(*works: Any, parent: Any = None) -> Model:
    ledger = {"works": list(works), "parent": parent} if works else {}
    return Model(name="mine", folder=Path("nowhere/00000001"), card={}, ledger=ledger)


def registry(**changes: Any) -> Registry:
    changed = {key.replace("__", "."): value for key, value in changes.items()}
    living = fictional.changed(fictional.consented(), changed)
    return fictional.registry(living, fictional.dead())


def audited(known: Registry, asking: Asking = TODAY) -> Finding:
    [finding] = audit([model(*WORKS)], known, asking)
    return finding


def test_what_is_fine_and_what_is_declared_is_counted() -> None:
    finding = audited(registry())
    assert finding.counts == {"fine": 2, "declared": 1}
    assert finding.groups == ()
    assert not finding.retire


def test_a_withdrawal_in_effect_names_the_works_and_retires_the_model() -> None:
    finding = audited(registry(withdrawals=[fictional.withdrawal()]))
    assert finding.counts == {"withdrawn": 1, "fine": 1, "declared": 1}
    [group] = finding.groups
    assert group.entry == fictional.LIVING
    assert group.works == ("hers",)
    assert (group.since, group.by, group.models) == (ON, "artist", "retire")
    assert finding.retire


def test_a_withdrawal_that_lets_models_be_retires_none() -> None:
    kept = fictional.withdrawal(models="keep")
    finding = audited(registry(withdrawals=[kept]))
    assert finding.counts["withdrawn"] == 1
    assert not finding.retire


def test_the_gravest_of_several_withdrawals_counts() -> None:
    both = [fictional.withdrawal(models="keep"), fictional.withdrawal(by="steward")]
    [group] = audited(registry(withdrawals=both)).groups
    assert group.models == "retire"


def test_a_coming_withdrawal_is_told_before_it_counts() -> None:
    tomorrow = ON + dt.timedelta(days=1)
    coming = fictional.withdrawal(tomorrow, requested=ON)
    known = registry(withdrawals=[coming])
    [group] = audited(known).groups
    assert (group.standing, group.since) == ("leaving", tomorrow)
    assert not audited(known).retire
    assert audited(known, Asking(on=tomorrow)).retire


def test_a_consent_that_ran_out_is_told_and_retires_nothing() -> None:
    after = Asking(on=fictional.EXPIRES + dt.timedelta(days=1))
    finding = audited(registry(), after)
    assert finding.counts["expired"] == 1
    assert "consent ran out on" in finding.groups[0].why[0]
    assert not finding.retire


def test_what_a_steward_holds_back_is_told() -> None:
    held = registry(status="suspended", status_reason="somebody else says it is theirs")
    finding = audited(held)
    assert finding.counts["suspended"] == 1
    assert not finding.retire


def test_what_is_given_for_less_now_is_told_with_its_uses() -> None:
    [group] = audited(registry(permits__share_model="no")).groups
    assert (group.standing, group.uses) == ("narrower", ("share_model",))
    for_money = audited(registry(), Asking(on=ON, commercial=True))
    assert for_money.groups[0].uses == ("train", "share_model", "publish_outputs")


def test_works_of_a_parent_count() -> None:
    parent = {"model": "first", "ledger": {"works": [WORKS[0]]}}
    known = registry(withdrawals=[fictional.withdrawal()])
    [finding] = audit([model(WORKS[1], parent=parent)], known, TODAY)
    assert finding.retire


def test_a_model_without_a_ledger_cannot_be_checked() -> None:
    [finding] = audit([model()], registry(), TODAY)
    assert not finding.origin_known
    assert finding.works == 0


def test_a_new_consent_after_a_withdrawal_counts_again() -> None:
    before = fictional.GIVEN - dt.timedelta(days=9)
    known = registry(withdrawals=[fictional.withdrawal(before)])
    assert audited(known).groups == ()
    assert retiring.notice(model(*WORKS), known, ON) is None


# --- notices ---------------------------------------------------------------------


def test_a_retired_model_has_a_dated_notice() -> None:
    known = registry(withdrawals=[fictional.withdrawal()])
    told = retiring.notice(model(*WORKS), known, ON)
    assert str(told) == f"retired on {ON}: 1 of the works it learned from was withdrawn"
    retiring.replaced("mine", "mine-2", 1, ON)
    told = retiring.notice(model(*WORKS), known, ON)
    assert str(told).endswith("withdrawn; replaced by mine-2")


def test_what_was_replaced_says_so_even_where_nothing_was_withdrawn() -> None:
    retiring.replaced("mine", "mine-2", 2, ON)
    told = retiring.notice(model(*WORKS), registry(), ON)
    assert str(told) == (
        f"replaced on {ON} by mine-2: 2 of the works it learned from may no longer be "
        "learned from"
    )


def test_a_shipped_models_notice_is_no_model() -> None:
    path = retiring.replaced("lstm/poet", "poet-2", 1, ON)
    assert retiring.replacement("lstm/poet") == "poet-2"
    assert path.is_file()
    assert models.names() == []


def test_a_model_that_nobody_touched_has_no_notice() -> None:
    assert retiring.notice(model(*WORKS), registry(), ON) is None
    assert retiring.replacement("mine") == ""


# --- sharing ---------------------------------------------------------------------


def test_declared_works_are_not_for_sharing_and_a_private_copy_says_so() -> None:
    with pytest.raises(RefusedError, match=r"1 of the 3 works .* not checked \[A30\]"):
        sharing.asked(model(*WORKS), registry(), TODAY)
    facts = sharing.asked(model(*WORKS), registry(), TODAY, private=True)
    assert facts.card["sharing"].startswith("not for sharing: 1 x its right is decl")


def test_every_reason_is_counted_and_its_first_works_named() -> None:
    known = registry(permits__share_model="no")
    with pytest.raises(RefusedError) as caught:
        sharing.asked(model(*WORKS), known, TODAY)
    assert "2 of the 3 works" in str(caught.value)
    assert "1 x share_model is not among the uses given [D12]: hers" in str(
        caught.value
    )


def test_what_the_works_ask_of_others_goes_with_the_copy() -> None:
    facts = sharing.asked(model(*WORKS[:2]), registry(), TODAY)
    assert facts.card["conditions"] == [
        "credit",
        "credit-welcome",
        "no-name-prompt",
        "noncommercial",
    ]


def test_a_retired_model_is_not_given_away_in_private_either() -> None:
    known = registry(withdrawals=[fictional.withdrawal()])
    with pytest.raises(RefusedError, match=f"retired on {ON}"):
        sharing.asked(model(*WORKS[:2]), known, TODAY, private=True)


def test_weights_of_unknown_origin_are_not_given_away() -> None:
    with pytest.raises(RefusedError, match="nobody says whose works it learned from"):
        sharing.asked(model(), registry(), TODAY)
    facts = sharing.asked(model(), registry(), TODAY, private=True)
    assert facts.card["sharing"].startswith("not for sharing")


# --- the shipped poet ------------------------------------------------------------


def shipped_registry(gone: str = "") -> Registry:
    """Return the registry as it ships; one maker's works may be withdrawn today."""
    index = of_folder(shipped("artists_registry"))
    taken = {"withdrawals": (Withdrawal(**fictional.withdrawal(by="steward")),)}
    entries = tuple(
        one.model_copy(update={"entry": one.entry.model_copy(update=taken)})
        if one.entry.id == gone
        else one
        for one in index.entries
    )
    return Registry(index.model_copy(update={"entries": entries}))


@pytest.mark.parametrize("maker", ["christina-rossetti", "emily-dickinson"])
def test_the_shipped_poet_is_named_when_a_maker_is_withdrawn(maker: str) -> None:
    poet = shelf.find(plugins(), "lstm/poet")
    [before] = audit([poet], shipped_registry(), TODAY)
    assert before.counts == {"fine": before.works}
    known = shipped_registry(maker)
    [finding] = audit([poet], known, TODAY)
    [group] = finding.groups
    assert finding.retire
    assert group.entry == maker
    assert len(group.works) == finding.counts["withdrawn"] > 100
    told = retiring.notice(poet, known, ON)
    assert told is not None
    assert told.works == len(group.works)
