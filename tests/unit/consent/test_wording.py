"""Texts at the door: what is private is refused, what is a title is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from athena_core.consent.wording import CONTACT, problems


@pytest.mark.parametrize(
    "text",
    [
        "me@mail.example.org",
        "write to ME@MAIL.EXAMPLE.ORG, please",
        "<me@mail.example.org>",
        "mailto:me@mail.example.org",
        "me [at] mail.example.org",
        "me(at)mail.example.org",
        "me (@) mail.example.org",
        "+372 5555 1234",
        "+1 (212) 555-0123",
        "0049 171 2345678",
        "0171 234 5678",
        "(0171) 2345678",
        "call 212-555-0123",
        "(212) 555-0123",
        "1 212 555 0123",
    ],
)
def test_addresses_and_numbers_of_people_are_refused(text: str) -> None:
    assert CONTACT in problems(text)


@pytest.mark.parametrize(
    "text",
    [
        "Poems, 1890-1905",
        "Opus 27, no. 2",
        "1862",
        "11 September 1901",
        "The Lambs of Grasmere, 1860",
        "Plate 12 of 24 (1884)",
        "Meeting (at dusk)",
        "Tide @ Night",
        "NPG.76.33",
        "1979.206.1234",
        "ISBN 978-3-16-148410-0",
        "https://www.gutenberg.org/ebooks/16950",
        "https://doi.org/10.1000/212-555-0123",
        "3,367 works by 46 makers",
    ],
)
def test_titles_years_and_numbers_of_things_are_not(text: str) -> None:
    assert problems(text, maximum=500) == []


@given(some.text(max_size=80))
def test_a_refusal_never_repeats_the_text(text: str) -> None:
    for sentence in problems(text):
        assert len(text) < 12 or text not in sentence
