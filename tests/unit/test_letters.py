from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from athena_core import letters
from athena_core.letters import FONTS, Style

TEXT = Style(face="regular", size=40)
DEVANAGARI = "आज मैंने अपना घर देखा"


@pytest.fixture
def _no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave only the face that ships, whatever this machine has."""
    _forget()
    monkeypatch.setattr(letters, "SYSTEM", ())
    yield
    _forget()


def _forget() -> None:
    for kept in (letters._system, letters._path, letters.runs):
        kept.cache_clear()


def test_the_fonts_ship_with_their_licence() -> None:
    names = {path.name for path in FONTS.iterdir()}

    assert {*letters.OWN.values(), "OFL.txt"} <= names
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 1_500_000


@pytest.mark.usefixtures("_no_other_fonts")
@pytest.mark.parametrize(
    "text",
    [
        "Belovëd, the fête — “naïve” façade…",
        "Żółć, þorn, Åse, İstanbul, Dvořák",
        "Θάλασσα",
        "Тихое море",
        "it's 1893, & CC0-1.0; (50%)",
    ],
)
@pytest.mark.parametrize("face", ["regular", "italic"])
def test_latin_greek_and_cyrillic_come_from_one_font(
    text: str, face: letters.FaceName
) -> None:
    runs = letters.runs(text, Style(face=face, size=30))

    assert [run.text for run in runs] == [text]
    assert letters.unset(text) == ""


@pytest.mark.usefixtures("_no_other_fonts")
def test_letters_that_no_font_has_are_told_and_set_as_dots() -> None:
    runs = letters.runs("a 詩 b", TEXT)

    assert "".join(run.text for run in runs) == "a · b"
    assert letters.unset("a 詩 b", "詩人") == "詩人"
    assert letters.unset_sentence("詩人") == (
        "no font here can set these letters (詩 人), dots stand for them: install a "
        "font for Chinese, such as one of the Noto fonts"
    )


@pytest.mark.usefixtures("_no_other_fonts")
def test_a_script_that_must_be_joined_is_named() -> None:
    lacking = letters.unset(DEVANAGARI)

    assert letters.mostly_unset(DEVANAGARI)
    assert letters.scripts(lacking) == "Devanagari"
    assert lacking[:2] == "आज"
    assert "..." in letters.unset_sentence(lacking)


@pytest.mark.usefixtures("_no_other_fonts")
def test_signs_are_called_signs() -> None:
    assert letters.scripts("🌸★") == "signs"


def test_without_shaping_scripts_that_join_are_not_set_wrongly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _forget()
    monkeypatch.setattr(letters, "SHAPING", False)

    assert letters.unset("घر") == "घر"
    assert "FriBiDi" in letters.unset_sentence("घر")
    assert (
        letters.runs("Sea 1", Style(face="regular", size=9, lining=True))[0].features
        == ()
    )
    _forget()


def test_a_letter_that_ours_lacks_comes_from_a_font_found_on_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _forget()
    font = tmp_path / "deep" / "NotoSerifRegular.otf"
    font.parent.mkdir()
    font.write_bytes((FONTS / letters.OWN["regular"]).read_bytes())
    broken = tmp_path / "deep" / "Broken.otf"
    broken.write_bytes(b"no font")
    monkeypatch.setattr(letters, "SYSTEM", ((str(tmp_path), "**/*.otf"),))
    real = letters._holds
    ours = FONTS / letters.OWN["italic"]

    def holds(path: Path, letter: str) -> bool:
        return not (path == ours and letter == "x") and real(path, letter)

    monkeypatch.setattr(letters, "_holds", holds)

    runs = letters.runs("axb", Style(face="italic", size=20))

    assert [(run.text, Path(str(run.font.path)).name) for run in runs] == [
        ("axb", "NotoSerifRegular.otf")
    ]
    _forget()


def test_any_blank_is_set_as_a_blank() -> None:
    assert letters.runs("a\u3000b\tc", TEXT)[0].text == "a b c"


def test_lines_are_broken_between_words() -> None:
    room = letters.width("I wandered lonely", TEXT)

    assert letters.wrapped("I wandered lonely as a cloud", TEXT, room) == [
        "I wandered lonely",
        "as a cloud",
    ]


def test_a_figure_keeps_its_per_cent() -> None:
    room = letters.width("learned from 10", TEXT)

    assert letters.wrapped("learned from 10 %", TEXT, room) == ["learned from", "10 %"]


def test_a_word_wider_than_the_room_is_cut_between_letters() -> None:
    parts = letters.wrapped("mmmmmmmm", TEXT, letters.width("mmm", TEXT))

    assert "".join(parts) == "mmmmmmmm"
    assert len(parts) > 1
    assert letters.wrapped("mm", TEXT, 1) == ["m", "m"]


def test_no_text_is_one_empty_line() -> None:
    assert letters.wrapped("", TEXT, 100) == [""]


def test_a_title_is_broken_into_lines_about_equally_long() -> None:
    room = letters.width("This is my letter to the", TEXT)

    assert letters.balanced("This is my letter to the world", TEXT, room) == [
        "This is my letter",
        "to the world",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("على قدر", True), ("שלום", True), ("sea على", False), ("123 !", False)],
)
def test_the_first_strong_letter_says_where_a_line_begins(
    text: str, expected: bool
) -> None:
    assert letters.right_to_left(text) == expected


def test_a_line_stands_on_its_baseline() -> None:
    sheet = Image.new("RGB", (200, 100), "white")

    letters.draw(ImageDraw.Draw(sheet), (20, 60), "HEH", TEXT, "black")

    ink = sheet.convert("L").point(lambda level: 255 if level < 128 else 0).getbbox()
    assert ink is not None
    assert 58 <= ink[3] <= 62
    assert 20 <= ink[0] <= 26
