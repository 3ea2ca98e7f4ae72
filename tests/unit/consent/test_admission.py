"""A dataset's works meet the registry: by hash, whatever anybody says of them."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core import Corpus, Right, Work, held_out
from athena_core.consent import pool
from athena_core.consent.admit import admit
from athena_core.consent.registry import Asking, Registry
from athena_core.library import ledger
from tests.unit.consent import fictional
from tests.unit.consent.fictional import (
    DEAD,
    LICENSED,
    LIVING,
    ON,
    changed,
    consented,
    dead,
    licensed,
    registry,
    sha256,
    withdrawal,
)

ALONE = {"rights.consent.min_pool_artists": 1}


def work(sha: str, right: Right | None = None, **more: Any) -> Work:
    return Work(
        id=f"file-{sha[:6]}",
        title="a fictional work",
        maker="whoever the file says",
        year=2021,
        media_type="image/png",
        sha256=sha,
        right=right,
        open=lambda: io.BytesIO(b""),
        **more,
    )


LOW_WATER = work(sha256(f"{LIVING}: low-water"))
HERON = work(sha256(f"{DEAD}: to a heron"))


def asked(
    known: Registry,
    *works: Work,
    use: Any = "train",
    on: dt.date = ON,
    **asking: Any,
) -> Corpus:
    return admit(works, use, known=known, asking=Asking(on=on, **asking))


def codes(corpus: Corpus) -> list[str]:
    return [one.code for one in corpus.refused]


def test_a_work_on_the_registry_needs_no_word_of_the_user() -> None:
    [admitted] = asked(registry(dead()), HERON).works
    right = admitted.right
    assert right is not None
    assert (right.entry, right.revision, right.basis) == (DEAD, 1, "public-domain")
    assert right.because.startswith(
        "copyright has run out (USA; life + 70 years; longer terms exist); maker died",
    )
    assert right.conditions == ("credit-welcome",)
    assert admitted.maker == "Edda Fictional"


def test_of_an_artist_who_may_be_living_only_the_id_is_kept() -> None:
    known = registry(changed(consented(), ALONE))
    corpus = asked(known, LOW_WATER)
    record = ledger.ledger(corpus, "pictures", None, known.known)
    assert record["works"][0]["maker"] == LIVING
    assert record["registry"]["on"] == ON.isoformat()
    assert "Fictional Artist" not in str(record)
    assert "Fictional Artist 1" in known.named(ledger.counted(record))


@pytest.mark.parametrize("use", ["train", "imitate"])
def test_a_name_in_a_files_name_is_not_kept_of_who_may_be_living(use: Any) -> None:
    named = replace(LOW_WATER, id="former-name_low-water.png")
    corpus = asked(registry(changed(consented(), ALONE)), named, use=use)
    assert [one.work.id for one in corpus.refused] in ([], [named.id])
    record = ledger.ledger(corpus, "pictures", None)
    [kept] = record["works"] or record["refused"]
    assert kept["id"] == f"{LIVING}/{named.sha256[:12]}"
    assert "former" not in str(record)


def test_a_picture_is_known_in_another_file_by_what_it_shows() -> None:
    shown = sha256("the pixels")
    entry = changed(dead(), {"works.0.content_sha256": shown})
    again = work(sha256("another file"), content_sha256=shown)
    [admitted] = asked(registry(entry), again).works
    assert admitted.right is not None
    assert admitted.right.entry == DEAD


def test_what_the_user_claims_of_a_withdrawn_work_counts_for_nothing() -> None:
    entry = changed(consented(), ALONE | {"withdrawals": [withdrawal()]})
    claimed = replace(LOW_WATER, right=Right(basis="own", because="I made it"))
    before = asked(registry(entry), claimed, on=ON - dt.timedelta(days=1))
    assert len(before.works) == 1
    [refused] = asked(registry(entry), claimed).refused
    assert refused.code == "D03"
    assert f"withdrawn from {ON} by the artist" in refused.reason


def test_of_two_entries_that_hold_a_work_any_no_wins() -> None:
    other = changed(
        licensed(),
        {
            "works.0.sha256": LOW_WATER.sha256,
            "works.1.permits": None,
            "permits.train": "no",
        },
    )
    known = registry(changed(consented(), ALONE), other)
    assert codes(asked(known, LOW_WATER)) == ["D12"]


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (Right(basis="consent", because="she said so"), "A04"),
        (Right(basis="consent", because="x", entry="artist-n0b0dy0000"), "A04"),
        (Right(basis="consent", because="x", entry=LIVING), "A05"),
        (Right(basis="public-domain", because="x", entry=DEAD), "A05"),
        (Right(basis="not-asked", because=""), "A07"),
        (None, "A01"),
    ],
)
def test_a_claim_without_the_hash_is_refused(right: Right | None, code: str) -> None:
    stranger = work(sha256("a stranger's"), right)
    known = registry(changed(consented(), ALONE), dead())
    assert codes(asked(known, stranger)) == [code]


def test_all_reasons_are_told() -> None:
    later = dt.date(2033, 1, 1)
    known = registry(changed(consented(), ALONE), on=later)
    [refused] = asked(known, LOW_WATER, on=later, commercial=True).refused
    assert refused.code == "D06"
    assert "[D13]" in refused.reason


@pytest.mark.parametrize(("days", "expected"), [(180, []), (181, ["A06"])])
def test_an_old_index_gives_no_consent(days: int, expected: list[str]) -> None:
    known = registry(changed(consented(), ALONE), dead())
    later = ON + dt.timedelta(days=days)
    corpus = asked(known, LOW_WATER, HERON, on=later)
    assert codes(corpus) == expected
    assert HERON.id in {one.id for one in corpus.works}


@pytest.mark.parametrize(("days", "warned"), [(30, False), (31, True)])
def test_an_index_of_a_month_ago_is_called_old(days: int, warned: bool) -> None:
    warning = registry(dead()).warning(ON + dt.timedelta(days=days))
    assert (warning is not None) is warned


def test_training_never_implies_imitating() -> None:
    entry = changed(dead(), {"permits.imitate": "no"})
    assert codes(asked(registry(entry), HERON, use="imitate")) == ["D12"]
    assert not asked(registry(entry), HERON).refused


def test_a_licence_carries_its_conditions_onward() -> None:
    known = registry(licensed(licence="CC-BY-NC-SA-4.0"))
    picture = work(sha256(f"{LICENSED}: low-water"))
    [admitted] = asked(known, picture).works
    assert admitted.right is not None
    assert admitted.right.conditions == ("credit", "share-alike", "noncommercial")
    assert codes(asked(known, picture, commercial=True)) == ["D13"]


def test_a_declared_licence_carries_them_too_and_is_marked() -> None:
    right = Right(basis="open-licence", because="their page", licence="CC-BY-NC-4.0")
    mine = work(sha256("somebody's"), right)
    corpus = asked(registry(), mine)
    assert corpus.works[0].right == replace(
        right,
        conditions=("credit", "noncommercial"),
    )
    record = ledger.ledger(corpus, "x", None)
    assert ledger.marked(record) == "rights declared by the user, not checked"
    assert codes(asked(registry(), mine, commercial=True)) == ["A03"]


# --- company -----------------------------------------------------------------------


def crowd(floors: list[int]) -> tuple[Registry, list[Work]]:
    """Return a registry of so many fictional artists, each with a floor, and works."""
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    entries, works = [], []
    for number, floor in enumerate(floors):
        identifier = f"artist-{'0' * 8}{letters[number // 32]}{letters[number % 32]}"
        changes = {
            "rights.consent.min_pool_artists": floor,
            "artist.github_id": 1_000 + number,
        }
        entries.append(changed(consented(identifier), changes))
        works += [
            work(sha256(f"{identifier}: {name}"))
            for name in ("low-water", "slack-tide")
        ]
    return registry(*entries), works


def ids(works: Iterable[Work]) -> set[str]:
    return {one.id for one in works}


@given(st.lists(st.integers(1, 9), min_size=1, max_size=10), st.randoms())
def test_every_floor_holds_and_the_order_of_works_does_not_matter(
    floors: list[int],
    chance: random.Random,
) -> None:
    known, works = crowd(floors)
    corpus = asked(known, *works)
    learned = {one.maker for one in corpus.works}
    for one in corpus.works + corpus.held_out:
        entry = known.find(one.maker)
        assert entry is not None
        assert entry.rights.consent is not None
        assert entry.rights.consent.min_pool_artists <= len(learned)
    shuffled = list(works)
    chance.shuffle(shuffled)
    again = asked(known, *shuffled)
    assert ids(again.works) == ids(corpus.works)
    assert ids(one.work for one in again.refused) == ids(
        one.work for one in corpus.refused
    )
    assert set(codes(corpus)) <= {"D09"}


@given(
    st.dictionaries(st.integers(0, 30), st.sampled_from("abcdefg"), max_size=20),
    st.dictionaries(st.integers(0, 30), st.integers(0, 8), max_size=20),
)
def test_the_company_is_the_largest_in_which_every_floor_holds(
    makers: dict[int, str],
    floors: dict[int, int],
) -> None:
    staying, count = pool.company(makers, floors)
    assert count == len({makers[one] for one in staying})
    assert all(floors.get(one, 0) <= count for one in staying)
    # whoever left would not have stayed in any larger company of those that are left
    for bound in range(count + 1, len(set(makers.values())) + 1):
        those = [one for one in makers if floors.get(one, 0) <= bound]
        assert len({makers[one] for one in those}) < bound


def test_one_who_leaves_may_take_the_next_along() -> None:
    known, works = crowd([1, 2, 4])
    corpus = asked(known, *works)
    assert {one.code for one in corpus.refused} == {"D09"}
    assert len({one.maker for one in corpus.works}) == 2


def test_a_name_that_nobody_checked_keeps_nobody_company() -> None:
    known, works = crowd([2])
    mine = work(sha256("mine"), Right(basis="own", because="I made it"))
    corpus = asked(known, *works, mine)
    assert ids(corpus.works + corpus.held_out) == {mine.id}
    assert "2 makers in all" in corpus.refused[0].reason


def test_one_person_with_two_entries_is_one_person() -> None:
    first = changed(consented(), {"rights.consent.min_pool_artists": 2})
    second = changed(
        consented(fictional.OTHER),
        {"rights.consent.min_pool_artists": 2},
    )
    works = [work(sha256(f"{one}: low-water")) for one in (LIVING, fictional.OTHER)]
    assert set(codes(asked(registry(first, second), *works))) == {"D09"}


def test_company_does_not_count_for_looking() -> None:
    known, works = crowd([5])
    assert not asked(known, works[0], use="show_work").refused


def test_what_is_held_out_keeps_nobody_company() -> None:
    hashes = (sha256(f"try {number}") for number in range(999))
    held = next(one for one in hashes if held_out(one))
    apart = changed(
        consented(fictional.OTHER),
        {"works.0.sha256": held, "artist.github_id": 7} | ALONE,
    )
    known = registry(consented(), apart)
    corpus = asked(known, LOW_WATER, work(held))
    assert codes(corpus) == ["D09"]
    assert ids(corpus.held_out) == ids([work(held)])
