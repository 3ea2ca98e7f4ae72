from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core import letters
from athena_core.setting import curled, cut, read, set_poem

FOUR = "one\ntwo\n\nthree\nfour\n\nfive\nsix\n\nseven\neight\n"


def test_a_text_is_divided_into_stanzas() -> None:
    poem = read("one\r\ntwo\r\n\r\n\r\nthree", "Sea")

    assert poem.title == "Sea"
    assert poem.stanzas == (("one", "two"), ("three",))
    assert poem.count == 3


def test_an_empty_text_has_no_lines() -> None:
    assert read(" \n", "").count == 0


def test_a_poem_in_letters_no_font_has_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letters, "_path", lambda *_: None)

    poem = read("आज घर", "घर")

    assert poem.title == ""
    assert poem.stanzas == (
        ("(a poem in Devanagari letters;", "no font on this computer can set them)"),
    )


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"Guess now!"—"Death," I said', "“Guess now!”—“Death,” I said"),
        ("'tis God's own dogs' day", "’tis God’s own dogs’ day"),
        ("He said, 'Come in,' and 'twas so", "He said, ‘Come in,’ and ’twas so"),
        ("\"'Nay,' she said\"", "“‘Nay,’ she said”"),
        ('("so")', "(“so”)"),
        ("no quotes — here", "no quotes — here"),
    ],
)
def test_quotes_are_set_as_a_typesetter_would(typed: str, set_: str) -> None:
    assert curled(typed) == set_


@given(st.text())
def test_no_typewriter_quote_is_left_and_no_letter_is_lost(text: str) -> None:
    shown = curled(text)

    assert not set(shown) & {'"', "'"}
    assert len(shown) == len(text)


def test_lines_go_down_and_stanzas_stand_apart() -> None:
    block = set_poem(read(FOUR, "Title"), 30, 600)

    steps = [b.y - a.y for a, b in zip(block.lines, block.lines[1:], strict=False)]
    assert [line.text for line in block.lines][:3] == ["Title", "one", "two"]
    assert steps[1] == pytest.approx(30 * 1.32)
    assert steps[2] > steps[1]
    assert block.height > block.lines[-1].y
    assert not block.broken


def test_a_long_line_is_turned_over_and_set_in() -> None:
    block = set_poem(read("a long long line of verse", ""), 30, 200)

    assert block.broken
    assert [line.x for line in block.lines] == [0, *[42] * (len(block.lines) - 1)]
    assert block.width <= 200


def test_a_line_read_from_the_right_begins_at_the_right() -> None:
    if not letters.SHAPING or letters.unset("שלום"):
        pytest.skip("no font on this machine for Hebrew, or no FriBiDi")
    line = set_poem(read("שלום", ""), 30, 300).lines[0]

    assert line.x + line.width == pytest.approx(300)


def test_a_poem_is_cut_after_a_whole_stanza() -> None:
    whole = read(FOUR, "")
    room = set_poem(read("one\ntwo\n\nthree\nfour\n\n…", ""), 30, 600).height

    block, kept = cut(whole, 30, 600, room)

    assert kept == 4
    assert [line.text for line in block.lines] == ["one", "two", "three", "four", "…"]


def test_a_poem_of_one_long_stanza_is_cut_after_a_line() -> None:
    whole = read("\n".join(f"line {number}" for number in range(60)), "")

    block, kept = cut(whole, 30, 600, 800)

    assert 10 < kept < 60
    assert block.lines[-1].text == "…"
    assert block.height <= 800


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8), st.integers(60, 900))
def test_what_is_cut_stands_in_its_room(lengths: list[int], height: int) -> None:
    poem = read("\n\n".join("\n".join(["word"] * length) for length in lengths), "")

    block, kept = cut(poem, 20, 300, height)

    assert block.height <= height or kept == 0
    assert kept < poem.count
