"""Every work behind a piece is asked for before a page of it may be published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from athena_core import run
from athena_core.consent.registry import Asking, Registry
from athena_core.errors import RefusedError
from athena_core.library import ledger
from athena_core.plugins import Plugins
from athena_core.run.exporting import Asked, Chosen, asked, chosen
from tests.unit.consent import fictional
from tests.unit.exporting.pieces import learned, made, retold
from tests.unit.test_run import lesson

ON = fictional.ON
MONEY = Asking(on=ON, commercial=True)
EVERY = {"permits": dict.fromkeys(("train", "publish_outputs"), "noncommercial")}


def named(*entries: str) -> list[dict[str, Any]]:
    listed = [{"id": one, "revision": 1} for one in entries]
    return [{"name": "d", "works": 2, "entries": listed}]


def known(**changes: Any) -> Registry:
    paths = {key.replace("__", "."): value for key, value in changes.items()}
    living = {**fictional.consented(), **EVERY}
    living["works"] = [living["works"][0]]
    return fictional.registry(fictional.changed(living, paths), fictional.dead())


def answer(
    tiny: Plugins,
    one: Chosen,
    registry: Registry | None = None,
    asking: Asking | None = None,
    **more: Any,
) -> Asked:
    found = known() if registry is None else registry
    return asked([one], found, asking or Asking(on=ON), tiny, **more)


@pytest.fixture
def piece(tiny: Plugins) -> Chosen:
    """Give a piece that learned from a living and a dead fictional maker."""
    both = named(fictional.LIVING, fictional.DEAD)
    return learned(made(tiny, "parrot", 4), datasets=both)


def test_what_learned_from_nothing_may_be_published(tiny: Plugins) -> None:
    assert answer(tiny, made(tiny, "dauber", 3)) == Asked(private=False)


def test_what_all_entries_give_may_be_published(tiny: Plugins, piece: Chosen) -> None:
    assert answer(tiny, piece).why == ()


def test_the_entries_are_asked_for_the_purpose_and_the_day(
    tiny: Plugins,
    piece: Chosen,
) -> None:
    with pytest.raises(RefusedError, match=r"D13.*parrot-4\.txt.*--private"):
        answer(tiny, piece, asking=MONEY)
    with pytest.raises(RefusedError, match=r"D06"):
        answer(tiny, piece, asking=Asking(on=dt.date(2035, 1, 1)))


def test_a_withdrawal_refuses_and_a_private_copy_says_why(
    tiny: Plugins,
    piece: Chosen,
) -> None:
    gone = known(withdrawals=[fictional.withdrawal(scope=["publish_outputs"])])
    with pytest.raises(RefusedError, match="D03"):
        answer(tiny, piece, gone)
    private = answer(tiny, piece, gone, private=True)
    assert private.private
    assert "D03" in private.why[0]


def test_an_entry_whose_works_are_blanked_still_says_no(
    tiny: Plugins,
    piece: Chosen,
) -> None:
    gone = known(
        works=[],
        status="withdrawn",
        status_reason="withdrawn by the artist",
        withdrawals=[fictional.withdrawal()],
    )
    with pytest.raises(RefusedError, match="withdrawn from 2026-11-25"):
        answer(tiny, piece, gone)


def test_an_entry_that_the_registry_does_not_know_is_no(tiny: Plugins) -> None:
    one = learned(made(tiny, "parrot", 4), datasets=named("artist-0000000000"))
    with pytest.raises(RefusedError, match="no entry artist-0000000000"):
        answer(tiny, one)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "nobody says whose works its model learned from"),
        ({"conditions": ["not-for-sharing"]}, "declared by the user"),
        ({"model": {"declared": 1}}, "declared by the user"),
    ],
)
def test_what_nobody_checked_is_not_published(
    tiny: Plugins,
    changes: dict[str, Any],
    reason: str,
) -> None:
    with pytest.raises(RefusedError, match=reason):
        answer(tiny, learned(made(tiny, "parrot", 4), **changes))


def test_a_record_without_conditions_promises_nothing(tiny: Plugins) -> None:
    one = made(tiny, "parrot", 4)
    bare = {name: one.record[name] for name in one.record if name != "conditions"}
    one = Chosen(
        path=one.path,
        record=bare,
        level=one.level,
        sentence=one.sentence,
        piece=one.piece,
    )
    with pytest.raises(RefusedError, match="not checked"):
        answer(tiny, one)


def test_what_its_record_says_is_not_for_money_is_not(
    tiny: Plugins,
    piece: Chosen,
) -> None:
    one = retold(piece, conditions=["noncommercial"])
    with pytest.raises(RefusedError, match="non-commercial use only"):
        answer(tiny, one, asking=MONEY)


def test_the_ledger_names_the_works_where_the_model_is_here(
    tiny: Plugins,
    verses: Path,
) -> None:
    trained = lesson(tiny, verses)
    list(run.train(trained))
    one = made(tiny, "parrot", 5, model=trained.name)
    with pytest.raises(RefusedError, match="declared by the user and not checked"):
        answer(tiny, one)
    assert one.record["model"]["ledger_sha256"] != ledger.digest({})
    assert answer(tiny, one, private=True).why


def test_a_work_given_at_make_time_is_asked_for_too(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("salt and stone\n")
    source = run.take_input(path, "text/plain", "own", "I wrote it")
    with pytest.raises(RefusedError, match="declared by the user"):
        answer(tiny, made(tiny, "parrot", 2, inputs=(source,)))


def test_all_pieces_that_are_refused_are_counted(tiny: Plugins, piece: Chosen) -> None:
    others = [
        retold(made(tiny, "parrot", seed), conditions=["not-for-sharing"])
        for seed in range(10, 15)
    ]
    several = [piece, *map(chosen, (one.path for one in others))]
    with pytest.raises(RefusedError, match=r"parrot-12\.txt and 2 more"):
        asked(several, known(), Asking(on=ON), tiny)


def test_consent_is_not_taken_from_an_old_registry(tiny: Plugins) -> None:
    later = Asking(on=ON + dt.timedelta(days=181))
    living = learned(made(tiny, "parrot", 4), datasets=named(fictional.LIVING))
    with pytest.raises(RefusedError, match=r"181 days old.*\[A06\]"):
        answer(tiny, living, known(rights__consent__min_pool_artists=1), later)
    dead = learned(made(tiny, "parrot", 5), datasets=named(fictional.DEAD))
    assert answer(tiny, dead, asking=later).why == ()
