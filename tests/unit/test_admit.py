"""Unknown is no: every work is asked for its right, and nothing is dropped silently."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core import Right, Skipped, Work, held_out
from athena_core.consent.admit import admit


def work(number: int = 1, right: Right | None = None) -> Work:
    return Work(
        id=f"work-{number}",
        title="a fictional work",
        maker="A. Fiction",
        year=1900,
        media_type="text/plain",
        sha256=f"{number:08x}" + "0" * 56,
        right=right,
        open=lambda: io.BytesIO(b""),
    )


OWN = Right(basis="own", because="I made it")


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (None, "A01"),
        (Right(basis="own", because="  "), "A02"),
        (Right(basis="public-domain", because=""), "A02"),
        (Right(basis="open-licence", because="site", licence="CC-BY-ND-4.0"), "A03"),
        (Right(basis="open-licence", because="site", licence="free!"), "A03"),
        (Right(basis="open-licence", because="site"), "A03"),
        (Right(basis="consent", because="she said so"), "A04"),
        (Right(basis="generated", because="by a model"), "A08"),
        (Right(basis="not-asked", because=""), "A07"),
    ],
)
def test_a_right_that_does_not_carry_is_refused(
    right: Right | None,
    code: str,
) -> None:
    corpus = admit([work(1, right)], "train")
    assert corpus.works == ()
    [refused] = corpus.refused
    assert refused.code == code
    assert refused.reason


@pytest.mark.parametrize(
    "right",
    [
        OWN,
        Right(basis="public-domain", because="maker died 1900"),
        Right(basis="open-licence", because="page", licence="CC0-1.0"),
        Right(basis="open-licence", because="page", licence="cc-by-4.0"),
    ],
)
def test_a_stated_right_with_its_reason_is_admitted(right: Right) -> None:
    assert len(admit([work(1, right)], "train").works) == 1


def test_a_missing_right_names_both_ways_to_state_it() -> None:
    [refused] = admit([work()], "train").refused
    assert "--right" in refused.reason
    assert "rights.toml" in refused.reason


def test_a_plugin_may_refuse_more() -> None:
    corpus = admit([work(1, OWN)], "train", lambda _work, use: f"not for {use}")
    assert [(one.code, one.reason) for one in corpus.refused] == [
        ("A20", "not for train"),
    ]


def test_a_plugin_cannot_allow_what_has_no_right() -> None:
    assert admit([work()], "train", lambda _work, _use: None).works == ()


def test_about_one_in_twenty_is_held_out_and_never_learned_from() -> None:
    works = [work(number, OWN) for number in range(100)]
    corpus = admit(works, "train")
    assert [int(one.sha256[:8], 16) % 20 for one in corpus.held_out] == [0] * 5
    assert not {one.id for one in corpus.works} & {one.id for one in corpus.held_out}


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.booleans()), max_size=30))
def test_every_work_lands_in_exactly_one_place(offered: list[tuple[int, bool]]) -> None:
    works = [
        replace(work(value, OWN if fine else None), id=f"{index}")
        for index, (value, fine) in enumerate(offered)
    ]
    corpus = admit([*works, Skipped(name="x", reason="y")], "train")
    landed = [one.id for one in (*corpus.works, *corpus.held_out)]
    landed += [one.work.id for one in corpus.refused]
    assert sorted(landed) == sorted(one.id for one in works)
    assert len(corpus.skipped) == 1


def test_the_rule_reads_the_first_eight_digits() -> None:
    assert held_out("00000014" + "f" * 56)
    assert not held_out("00000015" + "0" * 56)
