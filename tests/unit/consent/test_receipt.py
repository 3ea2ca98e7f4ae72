"""What an artist reads of an entry: plain sentences, one for every use."""

from __future__ import annotations

import re

import pytest

from athena_core.consent.doors.receipt import receipt
from athena_core.consent.doors.withdrawing import blanked, withdrawn
from athena_core.consent.uses import IN_WORDS, USES
from tests.unit.consent import fictional
from tests.unit.consent.test_withdrawing import taken

ENTRY = fictional.read(fictional.consented())


def of(changes: dict[str, object]) -> str:
    return receipt(fictional.read(fictional.changed(fictional.consented(), changes)))


def test_every_use_has_a_sentence_and_a_plain_answer() -> None:
    text = receipt(ENTRY)
    assert "A model may learn from it: yes, but not for money." in text
    assert "The work itself may be shown: yes, for any purpose." in text
    assert "Copies of the work may be passed on: no." in text
    for words in IN_WORDS.values():
        assert words[1:] in text


def test_a_receipt_says_when_it_ends_and_how_it_is_taken_back() -> None:
    text = receipt(ENTRY, fictional.CODE)
    assert "It ends on 1 November 2031 by itself" in text
    command = f"athena registry withdraw {ENTRY.id} --code {fictional.CODE}"
    assert command in text
    assert "Take it back, all or a part, on any day, without a reason" in text


def test_without_the_code_nobody_reads_it() -> None:
    assert fictional.CODE not in receipt(ENTRY)


def test_a_yes_to_showing_and_to_nothing_else_reads_well() -> None:
    text = of({"permits": {"show_work": "any"}, "works.1.permits": None})
    assert "So they may be shown, and nothing else." in text
    assert "together with those of others" not in text
    assert "word that steers" not in text


def test_a_name_that_is_withheld_is_not_on_it() -> None:
    text = of({"rights.consent.credit": "withheld"})
    assert "Fictional Artist" not in text
    assert "The name is not shown." in text


def test_of_the_dead_it_never_says_that_they_agreed() -> None:
    text = receipt(fictional.read(fictional.dead()))
    assert "copyright has run out (USA; life + 70 years; longer terms exist)" in text
    assert not re.search("consent|agree|take it back", text, re.IGNORECASE)


def test_a_licence_is_named_with_what_it_asks_for() -> None:
    text = receipt(fictional.read(fictional.licensed()))
    assert "the licence CC-BY-4.0" in text
    assert "The licence asks for: credit." in text


@pytest.mark.parametrize(
    ("status", "words"), [("pending", "waiting"), ("suspended", "on hold")]
)
def test_what_is_not_active_says_that_every_answer_is_no(
    status: str, words: str
) -> None:
    text = of({"status": status, "status_reason": "somebody disputes it"})
    assert words in text
    assert "every answer is no" in text


def test_what_was_taken_back_is_said_with_its_day() -> None:
    part = withdrawn(ENTRY, taken(scope=("train",), works=("low-water",)))
    assert (
        "train, for the works low-water, from 25 November 2026, by the artist"
        in receipt(part)
    )


def test_a_tombstone_says_only_that_it_is_one() -> None:
    text = receipt(blanked(withdrawn(ENTRY, taken()), fictional.ON))
    assert "nothing may be done with these works any more" in text
    assert "What may be done" not in text
    assert "Credited" not in text


def test_a_long_list_of_works_is_cut_and_counted() -> None:
    works = [fictional.work(f"sketch-{number}", "x") for number in range(30)]
    text = of({"works": works})
    assert "and 10 more" in text


def test_there_are_words_for_all_seven_uses() -> None:
    assert tuple(IN_WORDS) == USES
