from __future__ import annotations

import json
from typing import Any

import pytest
from athena_plugin_collections.poems import Poem, poem_work
from athena_plugin_collections.texts import poems
from hypothesis import given
from hypothesis import strategies as st

from athena_core import AthenaError, InputError, Skipped, Work


def one(name: str, text: str) -> Poem:
    found = list(poems(name, text))
    assert len(found) == 1
    assert isinstance(found[0], Poem)
    return found[0]


def reason(name: str, text: str) -> str:
    found = list(poems(name, text))
    assert len(found) == 1
    assert isinstance(found[0], Skipped)
    return found[0].reason


def test_a_line_of_jsonl_is_a_poem() -> None:
    record = {
        "title": "A Song",
        "poet": "Ada Example",
        "lines": ["one", "", "two"],
        "book": "Songs",
        "year": 1889,
        "tags": ["Love", "Sea", "Love"],
    }

    expected = Poem(
        name="a.jsonl#1",
        text="one\n\ntwo",
        title="A Song",
        maker="Ada Example",
        year=1889,
        labels=("tag:Love", "tag:Sea", "book:Songs"),
    )
    assert one("a.jsonl", json.dumps(record)) == expected


def test_ids_are_numbers_of_lines_also_after_a_blank_one() -> None:
    text = '{"text": "a"}\r\n\r\n{"text": "b"}\r\n{"text": "a"}'

    assert [item.name for item in poems("a.jsonl", text)] == [
        "a.jsonl#1",
        "a.jsonl#3",
        "a.jsonl#4",
    ]


def test_line_separators_within_a_string_do_not_cut_it() -> None:
    assert one("a.jsonl", '{"text": "a\u2028b\\nc"}').text == "a\u2028b\nc"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "no JSON"),
        ("[" * 99_999, "no JSON"),
        ("[1]", "no JSON object"),
        ('{"title": "x"}', "none of text"),
        ('{"text": 3}', "neither text nor a list"),
        ('{"lines": ["a", 3]}', "not all text"),
        ('{"text": "a", "title": 3}', "its title is no text"),
        ('{"text": "a", "poet": ["A"]}', "its poet is no text"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_read(line: str, words: str) -> None:
    found = list(poems("a.jsonl", f'{line}\n{{"text": "good"}}\n'))

    assert isinstance(found[0], Skipped)
    assert found[0].name == "a.jsonl#1"
    assert words in found[0].reason
    assert isinstance(found[1], Poem)


def test_a_row_of_csv_is_a_poem_whatever_the_separator() -> None:
    for mark in ",;\t":
        text = mark.join(["", "Title", " TEXT ", "Poet", "Year", "Tags"]) + "\n"
        text += mark.join(["7", "A  Song", '"one\r\ntwo ""x"""', "Ada", "c. 1889"])
        poem = one("a.csv", text)

        assert (poem.name, poem.title, poem.maker) == ("a.csv#1", "A Song", "Ada")
        assert (poem.text, poem.year, poem.labels) == ('one\r\ntwo "x"', 1889, ())


def test_short_and_long_rows_do_no_harm() -> None:
    found = list(poems("a.csv", "title,poem,tags\nA\nB,verse,x,more,cells\n,,\n"))

    assert [item.name for item in found] == ["a.csv#1", "a.csv#2"]


def test_a_poem_longer_than_the_library_s_limit_is_read() -> None:
    verse = "line\n" * 60_000

    assert one("a.csv", f'poem\n"{verse}"\n').text == verse


def test_a_table_without_a_column_of_verse_is_none() -> None:
    with pytest.raises(InputError, match="no column called text or poem"):
        list(poems("a.csv", "title,poet\nA,B\n"))


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("one\n", "my song", "one\n"),
        ("# Loud\none\n", "Loud", "one\n"),
        ("\n#  Loud \r\n\r\none", "Loud", "\r\none"),
        ("#no heading\n", "my song", "#no heading\n"),
        ("# ", "my song", "# "),
    ],
)
def test_titles_of_text_files(text: str, title: str, body: str) -> None:
    poem = one("deep/my-_song.txt", text)

    assert (poem.title, poem.text) == (title, body)


def test_a_raw_gutenberg_book_is_no_poem() -> None:
    text = "Title: X\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\nverse\n"

    with pytest.raises(InputError, match=r"read it as gutenberg:a/1-0\.txt"):
        list(poems("a/1-0.txt", text))


def test_names_of_repositories_become_titles() -> None:
    assert one("Songs--amp--Verses--13-More_1.txt", "la").title == (
        "Songs & Verses, More 1"
    )


def test_a_poem_without_words_is_none() -> None:
    assert isinstance(poem_work(Poem(name="a", text=" \n...\n"), None), Skipped)


RECORDS: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "lines", "title", "poet", "year", "tags", "book"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(["a.jsonl", "a.csv", "a.txt"]), st.text())
def test_any_text_gives_poems_or_an_error_of_ours(name: str, text: str) -> None:
    check(name, text)


@given(st.lists(RECORDS, max_size=4))
def test_any_records_give_poems_with_ids_of_their_own(records: list[Any]) -> None:
    check("a.jsonl", "\n".join(json.dumps(record) for record in records))


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=4))
def test_any_rows_give_poems_with_ids_of_their_own(rows: list[list[str]]) -> None:
    quoted = (",".join(f'"{cell}"' for cell in row) for row in rows)
    check("a.csv", "\n".join(["title,poem,poet,tags", *quoted]))


def check(name: str, text: str) -> None:
    """Read twice: the same both times, with ids unique; or one of our errors."""
    outcomes: list[object] = []
    for _ in range(2):
        try:
            items = [
                poem_work(item, None) if isinstance(item, Poem) else item
                for item in poems(name, text)
            ]
        except AthenaError as error:
            outcomes.append([str(error)])
            continue
        outcomes.append([(type(item).__name__, name_of(item)) for item in items])
        names = [name_of(item) for item in items]
        assert len(set(names)) == len(names)
    assert outcomes[0] == outcomes[1]


def name_of(item: Work | Skipped) -> str:
    return item.id if isinstance(item, Work) else item.name
