"""A poem comes out of its file as it went in, whatever its lines look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core import text
from athena_core.provenance import verse

LINES = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["--", "-- ", "\\--", "\\\\-- ", "---", "", "a line"],
)
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]))


@given(st.lists(LINES, max_size=6), TITLES)
def test_any_poem_comes_back(lines: list[str], title: str) -> None:
    poem, title = text.canonical("\n".join(lines)), title.strip()
    file = verse.whole(poem, title, "made by a machine")
    assert verse.poem_of(file, title) == poem


@given(st.lists(LINES, max_size=6))
def test_line_ends_and_blanks_of_another_machine_change_nothing(
    lines: list[str],
) -> None:
    poem = text.canonical("\n".join(lines))
    file = verse.whole(poem, "Tide", "made by a machine")
    assert verse.poem_of(file.replace("\n", " \r\n"), "Tide") == poem


def test_a_verse_that_is_two_hyphens_does_not_end_the_poem() -> None:
    file = verse.whole("one\n--\ntwo\n", "", "made by a machine")
    assert file == "one\n\\--\ntwo\n\n-- \nmade by a machine\n"


@pytest.mark.parametrize("file", ["Ebb\n\none\n\n-- \nm\n", "", "one\n"])
def test_another_title_is_another_poem(file: str) -> None:
    assert verse.poem_of(file, "Tide") is None


def test_a_poem_without_a_title_begins_with_its_first_line() -> None:
    file = verse.whole("one\n", "", "made by a machine")
    assert file == "one\n\n-- \nmade by a machine\n"
