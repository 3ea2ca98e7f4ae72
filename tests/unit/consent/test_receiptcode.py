"""The code on a receipt, drawn at random and copied from paper by a hand."""

from __future__ import annotations

import pytest

from athena_core.consent.doors import receiptcode


def test_a_code_carries_160_bits_in_groups_of_four() -> None:
    code = receiptcode.draw()
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set(receiptcode.LETTERS)
    assert len(receiptcode.LETTERS) ** receiptcode.LENGTH == 2**160


def test_no_two_codes_are_alike() -> None:
    assert len({receiptcode.draw() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "copied",
    [
        "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ",
        "0123.4567.89ab.cdef.ghjk.mnpq.rstv.wxyz",
        "0123 4567 89ab cdef ghjk mnpq rstv wxyz",
        "oi23-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz",
        " 0l23456789abcdefghjkmnpqrstvwxyz\n",
    ],
)
def test_a_code_copied_by_hand_is_the_same_code(copied: str) -> None:
    code = "0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz"
    assert receiptcode.digest(copied) == receiptcode.digest(code)
    assert receiptcode.whole(copied)


@pytest.mark.parametrize("text", ["", "0123", "u" * 32, "a" * 33, "\u0660" * 32])
def test_what_has_not_the_form_of_a_code_is_none(text: str) -> None:
    assert not receiptcode.whole(text)
