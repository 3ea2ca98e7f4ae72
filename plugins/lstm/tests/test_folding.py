from __future__ import annotations

import pytest
from athena_plugin_lstm.folding import (
    ASIS,
    CAPITAL,
    TITLE,
    capitalised,
    clean,
    fold,
    fold_title,
    unfold,
)
from hypothesis import example, given
from hypothesis import strategies as st


def test_first_words_lose_their_capital_and_others_keep_a_mark() -> None:
    assert fold("The sea\nsays I") == f" the sea\n {ASIS}says {CAPITAL}i"


def test_words_in_capitals_stand_as_they_are() -> None:
    assert (
        fold("WHEN all is said\nTHE END") == f" {ASIS}WHEN all is said\n {ASIS}THE END"
    )


def test_lines_keep_their_indent_and_stanzas_their_break() -> None:
    assert unfold(fold("  A\n\n   b\n")) == "  A\n\n   b\n"


@pytest.mark.parametrize(
    "text",
    [
        "Õhtul istub Öö me õues,\nja kõik on Vaikne.",
        "सागर गाता है,\nरात सुनती है।",
        "البحر يغني\nوالليل يسمع.",
        "海在唱歌,\n夜在听。",
        "İstanbul'da bir gece\nıssız",
        "\"O Love!\" she said; 'tis o'er.\nß and ŉ and ǆ\nDŽ",
    ],
)
def test_verse_of_any_script_comes_back_as_it_was(text: str) -> None:
    assert unfold(fold(text)) == text


@given(st.text())
@example("ǅ\n ǅ aB Ab\n'A")
def test_any_clean_text_comes_back_as_it_was(text: str) -> None:
    assert unfold(fold(clean(text))) == clean(text)


def test_titles_in_title_case_need_few_marks() -> None:
    assert fold_title("The Song of the Sea") == f"{TITLE} the song of the sea"
    assert fold_title("I never saw a moor") == " i never saw a moor"
    assert fold_title("A WORD to Ann in May") == f"{TITLE} a {ASIS}WORD to ann in may"
    assert fold_title("सागर") == " सागर"


@given(st.text().map(clean).map(lambda text: " ".join(text.split())))
@example("Of THE The the, O'Er o'er-The ß İz")
@example("The Day-Dream, and Other o' Things")
def test_any_title_comes_back_as_it_was(title: str) -> None:
    assert unfold(fold_title(title)) == title


@given(st.text(alphabet=f"aA \n'-{CAPITAL}{ASIS}{TITLE}ß"))
def test_marks_in_odd_places_never_reach_a_reader(text: str) -> None:
    assert not {CAPITAL, ASIS, TITLE} & set(unfold(text))


def test_control_characters_are_no_part_of_a_poem() -> None:
    assert clean("a\x11b\x1b[31m\tc\n") == "ab[31m c\n"


def test_a_capital_is_set_at_the_first_letter() -> None:
    assert [capitalised(t) for t in ('"the sea', "海", "ß", "")] == [
        '"The sea',
        "海",
        "ß",
        "",
    ]
