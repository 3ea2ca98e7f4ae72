from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_collections.params import PoetryFoundationParams
from athena_plugin_collections.poetry_foundation import PoetryFoundation, tags, verse

from athena_core import InputError

ODD = (
    ",Title,Poem,Poet,Tags\r\n"
    '0,"\r\r\n                    Made-Up Title\r\r\n                ",'
    '"\r\r\nA line, said ""so"",\r\r\n   indented\xa0here  \r\r\n'
    '\r\r\nnext stanza\r\r\n",'
    '"\r\r\n  Ada Example  ","Nature,Stars, Planets, Heavens,Nature"\r\n'
    '0,Second,"one\r\r\ntwo",Bea,\r\n'
    "1,Empty,   ,Bea,Love\r\n"
    ",,,,\r\n"
)


@pytest.fixture
def offered(tmp_path: Path, sort: Any) -> Callable[..., Any]:
    def offer(text: str, **options: str) -> Any:
        (tmp_path / "poems.csv").write_bytes(text.encode())
        params = PoetryFoundationParams(source=tmp_path / "poems.csv", **options)
        return sort(PoetryFoundation(params).works())

    return offer


def test_odd_fields_become_a_poem(offered: Any) -> None:
    works, skipped = offered(ODD)
    work = works["poems.csv#1"]

    assert (work.title, work.maker, work.year) == ("Made-Up Title", "Ada Example", None)
    assert work.labels == ("tag:Nature", "tag:Stars, Planets, Heavens")
    assert work.open().read().decode() == (
        'A line, said "so",\n   indented here\n\nnext stanza\n'
    )
    assert work.right is None
    assert skipped == {"poems.csv#3": "it has no words"}


def test_missing_tags_are_no_labels(offered: Any) -> None:
    assert offered(ODD)[0]["poems.csv#2"].labels == ()


def test_the_right_is_the_users_word(offered: Any) -> None:
    works, _ = offered(ODD, right="CC-BY-4.0", because="asked the poets")

    assert {work.right.licence for work in works.values()} == {"CC-BY-4.0"}


def test_a_folder_with_the_table_is_a_source(offered: Any, tmp_path: Path) -> None:
    offered(ODD)
    found = PoetryFoundation(PoetryFoundationParams(source=tmp_path)).works()

    assert sum(1 for _ in found) == 3


@pytest.mark.parametrize(
    "text", ["", "Poem\nverse\n", "a,b\n1,2\n", "Title,Poem,Poet,Tags\n"]
)
def test_another_table_is_an_error_by_name(offered: Any, text: str) -> None:
    with pytest.raises(InputError, match=r"poems\.csv holds no usable work"):
        offered(text)


def test_tags_with_commas_in_them_stay_whole() -> None:
    assert tags("Living,Seas, Rivers, & Streams, ,") == (
        "Living",
        "Seas, Rivers, & Streams,",
    )


def test_line_ends_of_all_kinds_are_one() -> None:
    assert verse("a\r\r\nb\r\nc\rd\ne") == "a\nb\nc\nd\ne"
