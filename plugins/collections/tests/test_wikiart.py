from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_collections.params import WikiArtParams
from athena_plugin_collections.wikiart import WikiArt, credited, key, parse
from hypothesis import given
from hypothesis import strategies as st

from athena_core import InputError

NAMES = (
    "Expressionism/paula-modersohn-becker_self-portrait-1906.png",
    "Art_Nouveau_(Modern)/georgia-o'keeffe_blue-1-1916-2.png",
    "Art_Nouveau_(Modern)/hilma-af-klint_the-swan.png",
    "Rococo/x.png",
)


@pytest.fixture
def offered(tmp_path: Path, png: Any, sort: Any) -> Callable[..., Any]:
    for number, name in enumerate(NAMES):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(png(size=(20 + number, 20)))

    def offer(**options: Any) -> Any:
        return sort(WikiArt(WikiArtParams(source=tmp_path, **options)).works())

    return offer


def test_names_of_files_tell_maker_title_year_and_style(offered: Any) -> None:
    works, skipped = offered(right="own", because="mine")
    work = works[NAMES[0]]

    assert len(works) == 3
    assert work.maker == "Paula Modersohn Becker"
    assert (work.title, work.year) == ("Self portrait", 1906)
    assert work.labels == ("style:Expressionism",)
    assert work.right.basis == "own"
    assert works[NAMES[1]].labels == ("style:Art Nouveau (Modern)",)
    assert skipped == {
        NAMES[3]: "its name is not of the form artist-name_title-year",
    }


def test_without_a_word_there_is_no_right(offered: Any) -> None:
    assert {work.right for work in offered()[0].values()} == {None}


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        (
            "judith-leyster_the-proposition-1631",
            ("judith-leyster", "The proposition", 1631),
        ),
        ("georgia-o'keeffe_blue-1916-2", ("georgia-o'keeffe", "Blue (2)", 1916)),
        ("toyen_a-b_c-1927(1)", ("toyen", "A b c (1)", 1927)),
        ("toyen_sleeper", ("toyen", "Sleeper", None)),
        ("toyen_no-7", ("toyen", "No 7", None)),
        ("toyen_1937", ("toyen", "1937", None)),
        ("toyen_after-1905-1906", ("toyen", "After 1905", 1906)),
        ("jo-baer_caf%C3%A9-1970", ("jo-baer", "Café", 1970)),
    ],
)
def test_forms_of_names(stem: str, expected: tuple[str, str, int | None]) -> None:
    named = parse(stem)

    assert named is not None
    assert (named.maker, named.title, named.year) == expected


@pytest.mark.parametrize("stem", ["", "no-underscore-1900", "_title-1900", "a_", "'_x"])
def test_other_names_are_of_no_form(stem: str) -> None:
    assert parse(stem) is None


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("georgia-o'keeffe", "Georgia O'Keeffe"),
        ("elaine-de-kooning", "Elaine de Kooning"),
        ("jacoba-van-heemskerck", "Jacoba van Heemskerck"),
        ("maria-helena-vieira-da-silva", "Maria Helena Vieira da Silva"),
        ("hilma-af-klint", "Hilma af Klint"),
        ("tarsila-do-amaral", "Tarsila do Amaral"),
        ("toyen", "Toyen"),
        ("élisabeth-vigée-le-brun", "Élisabeth Vigée le Brun"),
    ],
)
def test_makers_are_credited_by_a_name_for_people(slug: str, name: str) -> None:
    assert credited(slug) == name


def test_a_list_of_makers_keeps_theirs_and_names_who_is_missing(
    offered: Any, tmp_path: Path
) -> None:
    makers = tmp_path / "makers.csv"
    makers.write_text(
        "wikiart_name,credit\n# a note\ngeorgia-o-keeffe\n"
        "PAULA MODERSOHN-BECKER,Paula Modersohn-Becker\ntoyen\n",
        encoding="utf-8",
    )
    works, skipped = offered(makers=makers)

    assert {work.maker for work in works.values()} == {
        "Georgia O Keeffe",
        "Paula Modersohn-Becker",
    }
    assert skipped["Toyen"] == "no picture here is by this maker"


def test_names_meet_whatever_their_signs() -> None:
    keys = {
        key(name)
        for name in ("georgia-o'keeffe", "Georgia O’Keeffe", "GEORGIA O KEEFFE")
    }

    assert keys == {"georgiaokeeffe"}
    assert key("Adélaïde") == key("adelaide")


@pytest.mark.parametrize("data", [b"", b"wikiart_name\n", b"\xff\xfe", b"# none\n"])
def test_a_list_without_makers_is_told_by_name(
    offered: Any, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "makers.csv").write_bytes(data)

    with pytest.raises(InputError, match=r"makers\.csv"):
        offered(makers=tmp_path / "makers.csv")


def test_a_missing_list_is_told_by_name(offered: Any, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: it cannot be read"):
        offered(makers=tmp_path / "none.txt")


@given(st.text())
def test_any_name_is_read_or_of_no_form(stem: str) -> None:
    named = parse(stem)

    assert named is None or (named.title and credited(named.maker))


def test_the_67_makers_of_the_original_are_a_list(real_works: Path) -> None:
    file = real_works / "original" / "painters.csv"
    dataset = WikiArt(WikiArtParams(source=real_works, makers=file))

    assert dataset.makers is not None
    assert len(dataset.makers) == 67
    assert dataset.makers["georgiaokeeffe"] == "Georgia O'Keeffe"
