from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.text import HIDDEN, JOINERS, canonical, visible

TEXTS = st.text(st.characters(exclude_categories=()))
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
WORDS = st.text("abcé .,", min_size=1).filter(str.strip).map(str.strip)


@pytest.mark.parametrize(
    ("outside", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x00b", "a\\x00b"),
        ("bell\x07", "bell\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("evil\u202etxt.exe", "evil\\u202etxt.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("half \ud800", "half \\ud800"),
        ("two\nlines", "two\\x0alines"),
        ("plain, Belovëd — fête", "plain, Belovëd — fête"),
        ("क्\u200dष می\u200cخواهم 詩", "क्\u200dष می\u200cخواهم 詩"),
    ],
)
def test_what_acts_on_a_terminal_is_shown_as_an_escape(
    outside: str, shown: str
) -> None:
    assert visible(outside) == shown


def test_line_feeds_stay_where_lines_are_wanted() -> None:
    assert visible("one\ntwo\r", lines=True) == "one\ntwo\\x0d"


@given(TEXTS)
def test_nothing_hidden_is_left_and_showing_twice_changes_nothing(text: str) -> None:
    shown = visible(text)

    assert all(
        letter in JOINERS or unicodedata.category(letter) not in HIDDEN
        for letter in shown
    )
    assert visible(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_a_poem_has_one_form() -> None:
    written = "\ufeff\r\n  The sea  \r\nbelove\u0308d\t\r\n\r\n \r\nagain\r\n\r\n"

    assert canonical(written) == "  The sea\nbelov\u00ebd\n\nagain\n"


@pytest.mark.parametrize("empty", ["", "\n", " \r\n\t\n", "\ufeff"])
def test_a_poem_without_words_is_empty(empty: str) -> None:
    assert canonical(empty) == ""


@given(TEXTS)
def test_the_one_form_is_utf8_and_keeps_still(text: str) -> None:
    form = canonical(text)

    assert canonical(form) == form
    assert form.encode().decode() == form
    assert unicodedata.is_normalized("NFC", form)
    assert not form or form.endswith("\n")
    assert "\n\n\n" not in form
    assert not form.startswith("\n")


@given(st.lists(st.lists(WORDS, min_size=1), min_size=1), ENDS)
def test_the_ends_of_lines_make_no_difference(
    stanzas: list[list[str]], end: str
) -> None:
    plain = "\n\n".join("\n".join(stanza) for stanza in stanzas) + "\n"

    assert canonical(plain.replace("\n", end)) == canonical(plain)


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert canonical("a\ud83cb") == "a\ufffdb\n"
    assert canonical("\ud83c\udf38") == "🌸\n"
