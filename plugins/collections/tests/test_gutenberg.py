"""Each trap of raw Gutenberg text, in books made up for the purpose."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_collections.book import decoded, open_book
from athena_plugin_collections.cutting import cut
from athena_plugin_collections.gutenberg import Gutenberg
from athena_plugin_collections.params import GutenbergParams
from athena_plugin_collections.stanzas import is_free_verse, poem_text
from hypothesis import given
from hypothesis import strategies as st

from athena_core import AthenaError, InputError

HEAD = """\
The Project Gutenberg EBook of Made-Up Verses, by Ada Example

This eBook is for the use of anyone anywhere at no cost and with
almost no restrictions whatsoever, at www.gutenberg.org


Title: Made-Up Verses

Author: Ada Example

Release Date: April 13, 2018 [EBook #99999]

Language: English

"""
START = "*** START OF THIS PROJECT GUTENBERG EBOOK MADE-UP VERSES ***\n"
CREDITS = """



Produced by Somebody and the Online Distributed
Proofreading Team at http://www.pgdp.net




MADE-UP VERSES

by

ADA EXAMPLE




"""
END = """



*** END OF THIS PROJECT GUTENBERG EBOOK MADE-UP VERSES ***

***** This file should be named 99999-0.txt *****
Section 1.  General Terms of Use of Project Gutenberg-tm electronic works
"""

FIRST = """\
    Grey is the heron by the weir,
      The other birds are gone;
    It waits until the pool is clear;
      It waits till night comes on.

    And I have nothing I can show
      For all that I have done.
"""
SECOND = """\
    I took the road beyond the mill,
      I did not think to stay;
    The mill is standing on its hill
      As on that other day.
"""
THIRD = """\
    Put up the shutters, bring the light,
      The wind is in the north;
    Nobody who is in to-night
      Will ever venture forth.
"""


def book(body: str, *, head: str = HEAD, start: str = START, end: str = END) -> str:
    return head + start + CREDITS + body + end


def spaced(*poems: tuple[str, str], gap: int = 4, after: int = 1) -> str:
    """Titles with `gap` blank lines before and `after` behind."""
    return "".join(
        "\n" * gap + title + "\n" + "\n" * after + text for title, text in poems
    )


THREE = spaced(("THE HERON.", FIRST), ("THE MILL.", SECOND), ("THE SHUTTERS.", THIRD))


@pytest.fixture
def offered(tmp_path: Path, sort: Any) -> Callable[..., Any]:
    def offer(
        text: str | bytes | None = None, *, name: str = "99999-0.txt", **options: Any
    ) -> Any:
        if isinstance(text, str):
            text = text.replace("\n", "\r\n").encode()
        if text is not None:
            (tmp_path / name).write_bytes(text)
        return sort(Gutenberg(GutenbergParams(source=tmp_path, **options)).works())

    return offer


@pytest.fixture
def poems(offered: Any) -> Callable[..., dict[str, str]]:
    """Text by title, of what is not skipped."""

    def cut(body: str, **options: Any) -> dict[str, str]:
        works, _ = offered(book(body), **options)
        return {work.title: work.open().read().decode() for work in works.values()}

    return cut


def test_a_plain_book_becomes_its_poems(offered: Any) -> None:
    works, skipped = offered(book(THREE))
    work = next(iter(works.values()))

    assert skipped == {}
    assert [work.title for work in works.values()] == [
        "The Heron",
        "The Mill",
        "The Shutters",
    ]
    assert work.open().read().decode() == (
        "Grey is the heron by the weir,\nThe other birds are gone;\n"
        "It waits until the pool is clear;\nIt waits till night comes on.\n\n"
        "And I have nothing I can show\nFor all that I have done.\n"
    )
    assert work.maker == "Ada Example"
    assert work.labels == ("book:Made-Up Verses",)
    assert work.right is None


def test_ids_are_the_lines_of_the_headings(offered: Any) -> None:
    text = book(THREE)
    works, _ = offered(text)
    line = text.split("\n").index("THE HERON.") + 1

    assert next(iter(works)) == f"99999-0.txt#{line}"


# 1: which file ------------------------------------------------------------------


def test_the_best_of_several_files_is_read(offered: Any, tmp_path: Path) -> None:
    for name in ("99999-8.txt", "99999.txt"):
        (tmp_path / name).write_text(book(THREE), encoding="ascii")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/99999-0.txt").write_text(book(THREE), encoding="ascii")
    (tmp_path / "pg88888.txt").write_text(book(THREE), encoding="ascii")
    works, skipped = offered(book(THREE))

    assert {name.partition("#")[0] for name in works} == {"99999-0.txt", "pg88888.txt"}
    assert "earlier editions" in skipped["old/99999-0.txt"]
    assert skipped["99999-8.txt"] == "99999-0.txt is the same book, better"
    assert skipped["99999.txt"] == "99999-0.txt is the same book, better"


# 2: encodings -------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_each_encoding_is_read_whatever_the_header_says(
    offered: Any, encoding: str
) -> None:
    text = book(THREE.replace("heron", "belovëd héron")).replace("\n", "\r\n")
    works, _ = offered(text.encode(encoding))
    opening = next(iter(works.values())).open().read().decode().partition("\n")[0]

    assert opening == "Grey is the belovëd héron by the weir,"


def test_what_is_neither_encoding_is_refused(offered: Any) -> None:
    with pytest.raises(InputError, match="neither UTF-8 nor cp1252"):
        offered(book(THREE).encode() + b"\x81\x8d\xff")


# 3: markers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "start",
    [
        "*** START OF THE PROJECT GUTENBERG EBOOK MADE-UP VERSES ***\n",
        "***START OF THE PROJECT GUTENBERG EBOOK MADE-UP VERSES***\n",
        "*** START OF THIS PROJECT GUTENBERG EBOOK MADE-UP\nVERSES AND\nPOEMS ***\n",
        "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n",
    ],
)
def test_each_start_marker_is_known_wrapped_ones_too(offered: Any, start: str) -> None:
    text = HEAD + start + THREE.lstrip("\n") + END
    works, skipped = offered(text)

    assert skipped == {}
    assert len(works) == 3


@pytest.mark.parametrize(
    "end",
    [
        "\n\n\n*** END OF THE PROJECT GUTENBERG EBOOK MADE-UP VERSES ***\nSection 1.\n",
        "\n\n\nEnd of the Project Gutenberg EBook of Made-Up Verses\n\n*** END OF\n",
        "\n\n\nEnd of Project Gutenberg's Made-Up Verses, by Ada Example\n",
    ],
)
def test_each_end_marker_is_known(offered: Any, end: str) -> None:
    works, _ = offered(book(THREE, end=end))

    assert (
        list(works.values())[-1].open().read().endswith(b"Will ever venture forth.\n")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + THREE + END, "no start marker"),
        (book(THREE, end=""), "no end marker of Project Gutenberg: it is cut off"),
        ("verse\n", "not a raw book"),
    ],
)
def test_a_book_without_both_markers_is_refused(
    offered: Any, text: str, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        offered(text)


def test_nothing_of_header_or_licence_is_in_a_poem(offered: Any) -> None:
    works, _ = offered(book(THREE))
    everything = b"".join(work.open().read() for work in works.values()).lower()

    for word in (b"gutenberg", b"ebook", b"produced by", b"http", b"terms of use"):
        assert word not in everything


def test_a_poem_with_words_of_the_licence_is_left_out(offered: Any) -> None:
    spoilt = SECOND + "    This eBook is free at www.gutenberg.org\n"
    works, skipped = offered(book(spaced(("A", FIRST), ("B", spoilt), ("C", THIRD))))

    assert [work.title for work in works.values()] == ["A", "C"]
    assert "licence" in skipped["99999-0.txt: B"]


# 4 and 5: what is no poem -------------------------------------------------------

PROSE = """\
It has been asked of me by more than one friend that I should say a few
words of how these verses came about, and it would be ungracious to
refuse what is asked in kindness, though there is in truth but little to
say of them, and that little is said better by the verses themselves.

They were written in the evenings of some nine years, when the day's
work was over and the house was quiet, and they were not meant to be seen
by anyone but those to whom they were given.
"""
NAMES = """\
Mrs. Abbot, Long Lane.
Miss E. Barnes, The Mill House.
Mr. John Carter, 2 copies.
The Rev. Peter Dean, Upton.
"""


def test_prefaces_lists_notes_and_adverts_are_left_out(offered: Any) -> None:
    body = (
        spaced(("PREFACE.", PROSE), ("A WORD TO THE READER.", PROSE))
        + spaced(("LIST OF SUBSCRIBERS.", NAMES), ("THE FRIENDS OF THE BOOK", NAMES))
        + spaced(("THE HERON.", FIRST))
        + spaced(("GLOSSARY.", "Weir, a dam.\nMere, a lake.\nBeck, a stream.\n"))
        + spaced(("THE MILL.", SECOND), ("THE SHUTTERS.", THIRD))
        + spaced(("NOTES.", PROSE))
        + "\n\n\n\n      THE END.\n\n\n\n"
        + "    Printed by A. Printer and Sons, Upton.\n\n\n"
        + spaced(("NEW BOOKS", "THE LONG LANE. By B. Example.\nTHE SHORT ONE.\n"))
    )
    works, skipped = offered(book(body))

    assert [work.title for work in works.values()] == [
        "The Heron",
        "The Mill",
        "The Shutters",
    ]
    assert list(works.values())[-1].open().read().endswith(b"venture forth.\n")
    assert "reads as prose" in skipped["99999-0.txt: A Word to the Reader"]
    assert "preface" in skipped["99999-0.txt: Preface"]
    assert "list" in skipped["99999-0.txt: The Friends of the Book"]


def test_printed_matter_right_after_the_last_poem_is_cut(poems: Any) -> None:
    after = "\n\n\n\n\n    A. Printer, of New-street Square,\n    made this book.\n"

    assert poems(THREE + after)["The Shutters"].endswith("venture forth.\n")


def test_footnotes_pictures_and_editors_notes_are_left_out(poems: Any) -> None:
    first = (
        "[Illustration: text\ndecoration]\n\n\n[Published in a magazine\nin 1880.]\n\n"
        + FIRST.replace("weir,", "weir,[1]").replace("gone;", "gone;[A]")
        + "\n[Footnote 1: a dam\nacross a river.]\n\n    [Illustration:]\n"
    )
    found = poems(spaced(("A HERON", first), ("A MILL", SECOND), ("HOME", THIRD)))

    assert found["A Heron"].startswith("Grey is the heron by the weir,\nThe other")
    assert found["A Heron"].endswith("that I have done.\n")


def test_epigraphs_and_dedications_under_a_title_are_left_out(poems: Any) -> None:
    first = (
        "(IN MEMORIAM.)\n\nTO E. M. S.\n\n    A line of his.\n    --_Old Book._\n\n\n"
    )
    found = poems(spaced(("A", first + FIRST), ("B", SECOND), ("C", THIRD)))

    assert found["A"].startswith("Grey is the heron")


# 6: titles ----------------------------------------------------------------------


@pytest.mark.parametrize("gap", [2, 3, 4, 5])
@pytest.mark.parametrize("after", [1, 2])
def test_titles_are_told_at_each_distance(poems: Any, gap: int, after: int) -> None:
    named = [("The Heron.", FIRST), ("The Mill", SECOND), ("At Home", THIRD)]
    if after < gap:
        assert list(poems(spaced(*named, gap=gap, after=after))) == [
            "The Heron",
            "The Mill",
            "At Home",
        ]


def test_a_title_may_hide_behind_fewer_blank_lines(poems: Any) -> None:
    body = spaced(("THE HERON", FIRST)) + spaced(("THE MILL", SECOND), gap=2)
    body += spaced(("THE SHUTTERS", THIRD), ("THE ROAD", SECOND))

    assert list(poems(body)) == ["The Heron", "The Mill", "The Shutters", "The Road"]


def test_capitals_tell_titles_where_all_gaps_are_one(poems: Any) -> None:
    body = spaced(("THE HERON", FIRST), ("THE MILL", SECOND), gap=1)

    assert list(poems(body)) == ["The Heron", "The Mill"]


def test_a_book_that_tells_nothing_is_refused(offered: Any) -> None:
    body = FIRST + "\n" + SECOND + "\n" + THIRD
    text = HEAD + START + "\n" + body + END

    with pytest.raises(InputError, match="cut it by hand"):
        offered(text)


CONTENTS = """\




_Contents._

                                                                    PAGE

Water.

  _The Heron_                                                         17

  _The Mill_ ..............                                        18-19

Indoors.

  _The Shutters_                                                      23

  _The Lost One_                                                      25




Water.




"""


def test_the_contents_say_what_is_a_title(offered: Any) -> None:
    body = (
        CONTENTS
        + "_The Heron._\n\n\n"
        + FIRST
        + "\n\n_The Mill._\n\n"
        + SECOND
        + "\n\n\n\n_The Shutters._\n\n"
        + THIRD
        + "\n\n\n\nA VERSE THAT IS NOT LISTED\n\n"
        + SECOND
    )
    works, skipped = offered(book(body))

    assert [work.title for work in works.values()] == [
        "The Heron",
        "The Mill",
        "The Shutters",
    ]
    assert skipped == {
        "99999-0.txt: The Lost One": (
            "the printed contents name it, but no such heading was met"
        ),
        "99999-0.txt: A Verse That Is Not Listed": (
            "the printed contents do not list it"
        ),
    }


def test_contents_of_one_blank_line_everywhere(poems: Any) -> None:
    free = "  gulls\n  over the yard,\n  crying\n\n  and no one\n  answers\n"
    listed = "  I\n  WATER\n\n  GULLS\n  THE YARD\n\n  II\n  ROOMS\n\n  SHUTTERS\n\n"
    body = (
        f"CONTENTS\n\n{listed}"
        "  GULLS\n\n" + free + "\n  THE YARD\n\n" + SECOND + "\n  SHUTTERS\n\n" + THIRD
    )

    assert list(poems(body)) == ["Gulls", "The Yard", "Shutters"]


GROUPED = """\

CONTENTS

  _The Heron_ }
  _The Mill_  } Roundels                                 25-27
  _The Road_  }

  _Songs from_ THE BOOK (_unpublished_)--

     1. _The Shutters_                                   85

     2. _To E._                                          91

"""


def test_groups_and_braces_in_contents_are_understood(offered: Any) -> None:
    body = (
        GROUPED
        + spaced(
            ("_The Heron._", FIRST), ("_The Mill._", SECOND), ("_The Road._", FIRST)
        )
        + spaced(("_Songs from The Book._", ""), ("I. THE SHUTTERS.", THIRD), gap=2)
        + spaced(("_To E._", SECOND))
    )
    works, skipped = offered(book(body))

    assert [work.title for work in works.values()] == [
        "The Heron",
        "The Mill",
        "The Road",
        "The Shutters",
        "To E.",
    ]
    assert skipped == {}


# 7: numbers ---------------------------------------------------------------------

NUMBERED = (
    "\n\n\n\nI. LIFE.\n\n\nI.\n\nTHE HERON.\n\n"
    + FIRST
    + "\n\n\n\nII.\n\n"
    + SECOND.rstrip("\n")
    + "\nIII.\n\n"
    + THIRD
    + "\n\n\n\nIV.\n\nTHE ROAD.\n\n"
    + SECOND
    + "\n\n\n\nV.\n\n"
    + FIRST
    + "\n\n\n\nVI.\n\n"
    + THIRD.replace("Put", "Take")
    + "\n\n\n\nVII.\n\n"
    + SECOND.replace("I took", "She took")
)


def test_numerals_are_titles_where_there_are_few_others(poems: Any) -> None:
    assert list(poems(NUMBERED)) == [
        "The Heron",
        "I took the road beyond the mill",
        "Put up the shutters, bring the light",
        "The Road",
        "Grey is the heron by the weir",
        "Take up the shutters, bring the light",
        "She took the road beyond the mill",
    ]


def test_two_numbers_without_a_blank_line_are_two_poems(offered: Any) -> None:
    works, skipped = offered(book(NUMBERED))
    texts = [work.open().read().decode() for work in works.values()]

    assert len(texts) == 7
    assert texts[1].endswith("As on that other day.\n")
    assert skipped == {}


def test_numerals_under_a_title_are_parts(poems: Any) -> None:
    parts = "I.\n\n" + FIRST + "\nII.\n\n" + SECOND
    found = poems(spaced(("THE HERON", parts), ("THE MILL", SECOND), ("HOME", THIRD)))

    assert list(found) == ["The Heron", "The Mill", "Home"]
    assert found["The Heron"].count("\n\n") == 2
    assert "II" not in found["The Heron"]


def test_names_of_parts_go_with_their_numbers(poems: Any) -> None:
    parts = "I\n\nTHE POOL\n\n" + FIRST + "\nII\n\nTHE BANK\n\n" + SECOND
    found = poems(spaced(("A", parts), ("B", SECOND), ("D", THIRD)))

    assert "BANK" not in found["A"]
    assert found["A"].count("\n\n") == 2


def test_the_user_may_say_what_numerals_are(offered: Any) -> None:
    body = spaced(("I.", FIRST), ("II.", SECOND), ("THE MILL", SECOND), ("HOME", THIRD))
    works, _ = offered(book(body), numbers="titles")

    assert len(works) == 4


# 8 to 12: marks, wraps, errors --------------------------------------------------


def line_of(poems: Any, line: str, **options: Any) -> str:
    """What becomes of a line in the middle of a poem."""
    first = f"    Grey is the heron,\n{line}\n    And it is late.\n"
    found = poems(spaced(("A", first), ("B", SECOND), ("C", THIRD)), **options)
    text: str = found["A"]
    return text.removeprefix("Grey is the heron,\n").removesuffix("\nAnd it is late.\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("    _Loud_ it said, ~loud~ it *said*", "Loud it said, loud it said"),
        ("    The +Heron+ and =the= Weir", "The Heron and the Weir"),
        ("    One of three lines }", "One of three lines"),
        ("    A note here{1} and[2] there[B]", "A note here and there"),
        ("    A dagger† and a star*", "A dagger and a star"),
        ("    A dagger misread f", "A dagger misread"),
        ("    With wing&egrave;d &amp; wet", "With wingèd & wet"),
        ("    ‘Who’s there?’ “I.”", "'Who's there?' \"I.\""),
        ("    Wait--no . . . wait -- now....", "Wait—no... wait—now..."),
        ("    A line with a number      10", "A line with a number"),
        ("    A page [Pg 12] turned", "A page turned"),
        ("    Iying there, the Iyric", "lying there, the lyric"),
        ("    Iyengar is a name", "Iyengar is a name"),
    ],
)
def test_marks_of_transcribers_go(poems: Any, line: str, expected: str) -> None:
    assert line_of(poems, line) == expected


@pytest.mark.parametrize(
    "head", ["12          MADE-UP VERSES", "MADE-UP VERSES     13"]
)
def test_running_heads_go(poems: Any, head: str) -> None:
    assert line_of(poems, head + "\n    It waits.") == "It waits."


def test_small_capitals_at_the_opening_are_lowered(poems: Any) -> None:
    found = poems(
        spaced(("A", FIRST.replace("Grey", "GREY")), ("B", SECOND), ("C", THIRD))
    )

    assert found["A"].startswith("Grey is the heron")
    assert found["B"].startswith("I took")


def test_ornaments_are_gaps_between_stanzas(poems: Any) -> None:
    assert line_of(poems, "\n    *     *     *\n\n    It waits.") == "\nIt waits."


WRAPPED = """\
    The heron that has waited since the morning by the weir will wait
          until dark
    And nobody who passes on the bridge will ever know the thing it
        waited for.
    And so
      it is.
"""


def test_wrapped_lines_are_put_together(poems: Any) -> None:
    found = poems(spaced(("A", WRAPPED), ("B", SECOND), ("C", THIRD)))

    assert found["A"].split("\n")[:2] == [
        "The heron that has waited since the morning by the weir will wait until dark",
        "And nobody who passes on the bridge will ever know the thing it waited for.",
    ]
    assert found["A"].endswith("And so\nit is.\n")


def test_free_verse_in_lower_case_is_not_put_together(poems: Any) -> None:
    free = (
        "    gulls over the long grey yards of the northern harbour\n"
        "        crying like hinges\n    and no one\n    has answered\n    them yet\n"
    )
    found = poems(
        spaced(("A", free), ("B", free), ("C", free.replace("gulls", "crows")))
    )

    assert found["A"].count("\n") == 5


def test_long_lines_of_verse_are_not_prose(poems: Any) -> None:
    wide = (
        "I have walked out in the evening where the river leaves the town behind,\n"
        "And have counted all the windows where the lamps were burning one by one,\n"
        "Till there was no other window, and the road began to climb and wind,\n"
        "And I turned and saw the river with the last light of the sinking sun.\n"
    )

    assert poems(spaced(("A", wide), ("B", wide)))["A"].count("\n") == 4


def test_a_headnote_in_prose_is_left_out_of_its_poem(poems: Any) -> None:
    note = (
        "This was told to the author by an old man of Upton, who had it from\n"
        "his mother, and she said that it was true in each particular, and that\n"
        "the heron was seen by many.\n\n"
    )

    found = poems(spaced(("A", note + FIRST), ("B", SECOND), ("C", THIRD)))

    assert found["A"].startswith("Grey is the heron")


def test_letters_that_were_spelt_out_are_refused(offered: Any) -> None:
    greek = FIRST.replace("heron", "[Greek: erodios] bird")
    _, skipped = offered(book(spaced(("A", greek), ("B", SECOND), ("C", THIRD))))

    assert "could not set" in skipped["99999-0.txt: A"]


# 13 to 15: whose words, by what right -------------------------------------------


def test_a_poem_by_another_hand_is_left_out(offered: Any) -> None:
    other = "    By another Hand.\n\n" + SECOND
    _, skipped = offered(book(spaced(("A", FIRST), ("B", other), ("C", THIRD))))

    assert "another hand" in skipped["99999-0.txt: B"]


def test_only_books_of_the_wanted_author_are_read(offered: Any, tmp_path: Path) -> None:
    other = book(THREE, head=HEAD.replace("Author: Ada Example", "Author: B. England"))
    (tmp_path / "88888-0.txt").write_text(other, encoding="utf-8")
    works, skipped = offered(book(THREE), author="Example, Ada")

    assert {name.partition("#")[0] for name in works} == {"99999-0.txt"}
    assert skipped == {"88888-0.txt": "its author is B. England"}


@pytest.mark.parametrize(
    ("line", "maker"),
    [
        ("Author: Ada Example, 1850-1901", "Ada Example"),
        ("Author: Ada Example (1850-1901)", "Ada Example"),
        ("Author: Ada Example\n        Bea Example", "Ada Example and Bea Example"),
        ("Editor: Somebody Else", ""),
    ],
)
def test_the_header_names_the_maker(offered: Any, line: str, maker: str) -> None:
    text = book(THREE, head=HEAD.replace("Author: Ada Example", line))
    works, _ = offered(text)

    assert {work.maker for work in works.values()} == {maker}


def test_public_domain_is_the_users_word_and_says_how_far_gutenberg_s_goes(
    offered: Any,
) -> None:
    works, _ = offered(book(THREE), right="public-domain", because="she died 1901")
    right = next(iter(works.values())).right

    assert right.basis == "public-domain"
    assert right.because == (
        "she died 1901; Project Gutenberg 99999: 'public domain in the USA', of other "
        "countries it says nothing"
    )


def test_other_rights_stay_as_they_are_stated(offered: Any) -> None:
    works, _ = offered(book(THREE), right="own", because="I wrote them")

    assert {work.right.because for work in works.values()} == {"I wrote them"}


LINES = st.sampled_from(
    [
        *("", "", "", "CONTENTS", "I.", "II.", "THE HERON.", "_The Mill._", "Glossary"),
        *(line for text in (FIRST, PROSE, CONTENTS) for line in text.split("\n")),
        *("[Illustration:", "a]", "[Greek: x]", "*    *    *", "} 25", "THE END", "12"),
    ],
) | st.text(max_size=20)


@given(st.lists(LINES, max_size=60))
def test_any_book_is_cut_or_refused_with_an_error_of_ours(lines: list[str]) -> None:
    outcomes = []
    for _ in range(2):
        try:
            found = open_book(book("\n".join(lines)))
            pieces = cut(found)
        except AthenaError as error:
            outcomes.append(str(error))
            continue
        free = is_free_verse(pieces.sections)
        for section in pieces.sections:
            with suppress(AthenaError):
                text = poem_text(section, free=free)
                assert "gutenberg" not in text.lower()
        numbers = [section.number for section in pieces.sections]
        assert len(set(numbers)) == len(numbers)
        outcomes.append(str(numbers))
    assert outcomes[0] == outcomes[1]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_book_or_refused(data: bytes) -> None:
    with suppress(AthenaError):
        open_book(decoded(START.encode() + data + END.encode()))
