"""Texts become rows of words in one form, however they are typed and set."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.nearcopy.words import RUN, runs, title, words

LETTERS = st.text(string.ascii_letters, min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("", []),
        ("The Sea, the SEA!", ["the", "sea", "the", "sea"]),
        ("o'er and o\u2019er", ["o'er", "and", "o'er"]),
        ("'Tis \u2018twas\u2019", ["tis", "twas"]),
        ("sea-weed sea\u2010weed", ["sea-weed", "sea-weed"]),
        ("wait--no \u2014 never\u2014more", ["wait", "no", "never", "more"]),
        ("_italic_ [note] *star*", ["italic", "note", "star"]),
        ("caf\u00e9 cafe\u0301", ["caf\u00e9", "caf\u00e9"]),
        ("\ufb01ne STRASSE stra\u00dfe", ["fine", "strasse", "strasse"]),
        ("so\u00adft zero\u200bwidth", ["soft", "zerowidth"]),
        (
            "\u0939\u093f\u0928\u094d\u0926\u0940",
            ["\u0939\u093f\u0928\u094d\u0926\u0940"],
        ),
        ("\u5c71\u6c34\u3002", ["\u5c71", "\u6c34"]),
        ("42 hares", ["42", "hares"]),
        ("- ' -- ''", []),
    ],
)
def test_words_in_the_form_in_which_they_are_compared(
    text: str,
    row: list[str],
) -> None:
    assert words(text) == row


@given(st.text(max_size=200))
def test_any_text_has_words_and_they_are_their_own_words(text: str) -> None:
    row = words(text)
    assert words(" ".join(row)) == row
    assert all(row)


@given(st.lists(LETTERS, min_size=RUN, max_size=30), st.data())
def test_line_ends_marks_and_capitals_change_nothing(
    row: list[str],
    data: st.DataObject,
) -> None:
    marks = st.sampled_from([" ", "\n", "\r\n", ",\n\n", ". ", " \u2014 ", "; ", "!\t"])
    typed = [
        data.draw(st.sampled_from([word, word.upper(), word.title()]))
        + data.draw(marks)
        for word in row
    ]
    assert list(runs(words("".join(typed)))) == list(runs(words(" ".join(row))))


@given(st.lists(LETTERS, max_size=30))
def test_there_is_one_hash_a_run_and_none_for_shorter_texts(row: list[str]) -> None:
    found = list(runs(words(" ".join(row))))
    assert len(found) == max(0, len(row) - RUN + 1)
    assert all(0 <= one < 1 << 40 for one in found)


def test_a_short_title_is_nobodys() -> None:
    assert title(words("The Sea")) is None
    assert title(words("By the Sea")) == title(words("by the sea."))


def test_a_title_is_no_run_of_words() -> None:
    row = words("one two three four five six seven")
    assert title(row) not in list(runs(row))
