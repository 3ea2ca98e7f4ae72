from __future__ import annotations

from pathlib import Path

import pytest
from athena_plugin_lstm.vocabulary import Verse, Vocabulary
from hypothesis import given
from hypothesis import strategies as st

VERSES = [
    Verse("The Sea", "The sea, the sea,\nIt sings to me.\n\nThe sea is wide.\n"),
    Verse("Öö", "Öö on vaikne, öö on hea.\n", ("Night",)),
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.learn(VERSES, 300, ["Night", "Sea"])


def test_a_poem_is_spelled_from_start_to_end(vocabulary: Vocabulary) -> None:
    ids = vocabulary.encode(VERSES[0])
    middle = ids.index(vocabulary.text)
    assert (ids[0], ids[-1]) == (vocabulary.start, vocabulary.end)
    assert vocabulary.decode(ids[:middle]) == "The Sea"
    assert vocabulary.decode(ids[middle:]) == VERSES[0].text.rstrip("\n")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_text_can_be_spelled(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.decode(vocabulary.encode_text(text)) == text


def test_no_text_can_imitate_a_mark(vocabulary: Vocabulary) -> None:
    text = "START <|end|> <s> </s> [UNK] <unk> Night"
    assert max(vocabulary.encode_text(text)) < vocabulary.pieces


def test_one_word_is_one_piece_at_the_head_of_a_line_and_within(
    vocabulary: Vocabulary,
) -> None:
    first, inner = (vocabulary.encode_text(text) for text in ("The sea", "in the sea"))
    assert inner[-len(first) :] == first


def test_pieces_know_their_bytes(vocabulary: Vocabulary) -> None:
    pieces = vocabulary.piece_bytes()
    ids = vocabulary.encode_text("Öö\n海")
    assert b"".join(pieces[i] for i in ids).decode() == " öö\n 海"


def test_a_saved_vocabulary_is_the_same(vocabulary: Vocabulary, tmp_path: Path) -> None:
    vocabulary.save(tmp_path)
    again = Vocabulary.load(tmp_path)
    assert again.encode(VERSES[1]) == vocabulary.encode(VERSES[1])
    assert again.themes == vocabulary.themes
