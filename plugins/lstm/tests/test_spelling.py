from __future__ import annotations

import pytest
from athena_plugin_lstm.spelling import Spelling, blocked_words, pattern, plain
from athena_plugin_lstm.vocabulary import Verse, Vocabulary

VOCABULARY = Vocabulary.learn(
    [Verse("A", "The half moon breeds a light, é ö \u2011.\n")], 270
)
SPELLING = Spelling(VOCABULARY, ["zorg", "half-breed"])


def allowed(text: str, then: str | None) -> bool:
    written = VOCABULARY.encode_text(text)
    if then is None:
        return SPELLING.allows(written, None)
    follow = VOCABULARY.encode_text(text + then)[len(written) :]
    return all(
        SPELLING.allows([*written, *follow[:place]], piece, invent=True)
        for place, piece in enumerate(follow)
    )


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("A zorg", " came"),
        ("A Zorg", ","),
        ("A ZORG", "\n"),
        ("A zorg", None),
        ("Two zorg", "s!"),
        ("Two zorg", "'s"),
        ("A zorg", "-like"),
        ("A zo-", "rg "),
        ("zörg", "."),
        ("A half-", "breed."),
        ("A half", " breed."),
        ("A half\u2011", "breed."),
        ("A half-\n", "Breed."),
        ("half", "breeds "),
    ],
)
def test_a_blocked_word_is_never_completed(text: str, then: str | None) -> None:
    assert not allowed(text, then)


@pytest.mark.parametrize(
    ("text", "then"),
    [("A zorg", "on came"), ("A gazorg", "."), ("Half a", " breed."), ("Z", " org")],
)
def test_longer_and_other_words_are_free(text: str, then: str) -> None:
    assert allowed(text, then)


def test_pieces_that_break_a_letter_are_refused() -> None:
    pieces = VOCABULARY.piece_bytes()
    first, second = (pieces.index(byte) for byte in (b"\xc3", b"\xa9"))
    assert SPELLING.allows([], first)
    assert SPELLING.allows([first], second)
    assert not SPELLING.allows([first], None)
    assert not SPELLING.allows([], second)
    assert not SPELLING.allows([first], first)


def test_letters_the_corpus_does_not_hold_are_not_made_up() -> None:
    pieces = VOCABULARY.piece_bytes()
    half, whole, strange = (pieces.index(byte) for byte in (b"\xc3", b"\xa9", b"\xaa"))
    assert SPELLING.allows([half], whole)
    assert not SPELLING.allows([half], strange)
    assert not SPELLING.allows([], pieces.index(b"\xf1"))


def test_control_bytes_are_never_written() -> None:
    pieces = VOCABULARY.piece_bytes()
    assert {pieces[i] for i in SPELLING.never} >= {b"\x00", b"\t", b"\r", b"\x1b"}
    assert b"\n" not in {pieces[i] for i in SPELLING.never}


def test_the_shipped_list_is_read_without_its_comments() -> None:
    words = blocked_words()
    assert len(words) >= 10
    assert all(word == plain(word) and not word.startswith("#") for word in words)


def follows(text: str, then: str, given: int = 0) -> bool:
    written, whole = map(VOCABULARY.encode_text, (text, text + then))
    assert whole[: len(written)] == written
    return all(
        SPELLING.allows(whole[:place], whole[place], given)
        for place in range(len(written), len(whole))
    )


def test_only_words_of_the_corpus_are_written_unless_it_may_invent() -> None:
    assert follows("A half", " moon light ")
    assert not follows("A half", " mool")
    assert not follows("A half", " moo ")
    assert not SPELLING.allows(VOCABULARY.encode_text("A moo"), None)
    assert SPELLING.allows(VOCABULARY.encode_text("A moo"), None, invent=True)


def test_a_given_word_may_be_any_and_is_not_spun_out() -> None:
    given = len(VOCABULARY.encode_text("A xyz"))
    assert follows("A xyz", " moon", given)
    assert not follows("A xyz", "moon", given)


def test_scripts_without_capitals_have_no_list_of_words() -> None:
    vocabulary = Vocabulary.learn([Verse("海", "海在唱歌。\n夜在听。\n")], 270)
    spelling = Spelling(vocabulary, [])
    whole = vocabulary.encode_text("夜唱海。")
    assert vocabulary.words == []
    assert all(
        spelling.allows(whole[:place], piece) for place, piece in enumerate(whole)
    )


def test_no_words_block_nothing() -> None:
    assert pattern([]).search("anything") is None
