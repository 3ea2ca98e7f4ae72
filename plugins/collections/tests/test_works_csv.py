from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_collections.folder import Folder
from athena_plugin_collections.params import FolderParams

from athena_core import InputError, Right

HEADER = (
    "artist,artist_died,title,year,file,sha256,licence_basis,published,medium,tone,"
    "clearance\n"
)
PD = "PD: artist died 1803; published 1905"
CLEAR = "Project Gutenberg 39000: 'Public domain in the USA.'"


def row(
    data: bytes, file: str, basis: str = PD, died: str = "1803", by: str = CLEAR
) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    return (
        f'"Labille, A.",{died},A Portrait,1788,{file},{sha256},{basis},1905,oil,colour,'
        f"{by}\n"
    )


@pytest.fixture
def offered(tmp_path: Path, png: Any, sort: Any) -> Callable[..., Any]:
    def offer(*rows: str, header: str = HEADER, **options: str) -> Any:
        (tmp_path / "images").mkdir(exist_ok=True)
        (tmp_path / "images/one.png").write_bytes(png())
        (tmp_path / "works.csv").write_text(header + "".join(rows), encoding="utf-8")
        return sort(Folder(FolderParams(source=tmp_path, **options)).works())

    return offer


def test_a_row_gives_maker_title_year_right_and_labels(offered: Any, png: Any) -> None:
    works, skipped = offered(row(png(), "images/one.png"))
    work = works["images/one.png"]

    assert skipped == {}
    assert (work.maker, work.title, work.year) == ("Labille, A.", "A Portrait", 1788)
    assert work.right == Right(
        basis="public-domain",
        because=f"artist died 1803; published 1905; {CLEAR}",
    )
    assert work.labels == ("tone:colour", "medium:oil")
    assert work.media_type == "image/png"


@pytest.mark.parametrize(
    ("died", "by"), [("", CLEAR), ("1803", ""), ("unknown", CLEAR), ("1999", CLEAR)]
)
def test_without_death_or_clearance_there_is_no_right(
    offered: Any, png: Any, died: str, by: str
) -> None:
    works, _ = offered(row(png(), "images/one.png", died=died, by=by))

    assert works["images/one.png"].right is None


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("own", Right(basis="own", because=CLEAR)),
        ("CC-BY-4.0", Right(basis="open-licence", because=CLEAR, licence="CC-BY-4.0")),
        ("found on the web", None),
        ("", None),
    ],
)
def test_other_grounds_of_a_row(
    offered: Any, png: Any, basis: str, expected: Right | None
) -> None:
    works, _ = offered(row(png(), "images/one.png", basis=basis))

    assert works["images/one.png"].right == expected


def test_a_word_said_of_the_folder_fills_gaps_and_overrides_nothing(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / "two.png").write_bytes(png("red"))
    works, _ = offered(
        row(png(), "images/one.png"),
        row(png("red"), "two.png", died=""),
        right="own",
        because="mine",
    )

    assert works["images/one.png"].right.basis == "public-domain"
    assert works["two.png"].right == Right(basis="own", because="mine")


def test_a_rights_toml_comes_before_the_users_word(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / "rights.toml").write_text(
        "[default]\nright = 'CC0-1.0'\nbecause = 'on the back'\n", encoding="utf-8"
    )
    works, _ = offered(
        row(png(), "images/one.png", died=""), right="own", because="mine"
    )

    assert works["images/one.png"].right.licence == "CC0-1.0"


def test_a_missing_file_is_skipped(offered: Any, png: Any) -> None:
    _, skipped = offered(row(png(), "images/one.png"), row(b"", "images/two.png"))

    assert "no such file" in skipped["images/two.png"]


def test_another_file_under_the_name_is_skipped(offered: Any, png: Any) -> None:
    with pytest.raises(InputError, match="its sha256 differs"):
        offered(row(png("red"), "images/one.png"))


def test_what_the_table_does_not_list_is_skipped(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / "two.png").write_bytes(png())
    _, skipped = offered(row(png(), "images/one.png"))

    assert skipped == {"two.png": "works.csv does not list it"}


def test_rows_without_a_file_or_listed_twice_are_told(offered: Any, png: Any) -> None:
    good = row(png(), "images/one.png")
    _, skipped = offered(good, good, row(png(), ""))

    assert set(skipped) == {"works.csv#2", "works.csv#3"}


def test_a_row_cannot_reach_out_of_the_folder(offered: Any, png: Any) -> None:
    _, skipped = offered(row(png(), "images/one.png"), row(png(), "../secret.png"))

    assert "no such file" in skipped["../secret.png"]


def test_texts_may_be_listed_too(offered: Any, png: Any, tmp_path: Path) -> None:
    poem = b"One line\nand two\n"
    (tmp_path / "song.txt").write_bytes(poem)
    works, _ = offered(row(png(), "images/one.png"), row(poem, "song.txt"))

    assert works["song.txt"].title == "A Portrait"
    assert works["song.txt"].right.basis == "public-domain"


@pytest.mark.parametrize("data", [b"artist,title\nA,B\n", b"file\n\xff\n", b""])
def test_a_table_that_is_none_is_told_by_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "works.csv").write_bytes(data)
    (tmp_path / "one.txt").write_text("verse", encoding="utf-8")

    with pytest.raises(InputError, match=r"works\.csv: it"):
        list(Folder(FolderParams(source=tmp_path)).works())
