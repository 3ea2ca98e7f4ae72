from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_collections.folder import Folder
from athena_plugin_collections.params import FolderParams

from athena_core import text


def test_every_poem_loads_with_its_poet(real_works: Path, sort: Any) -> None:
    params = FolderParams(
        source=real_works / "poems",
        right="public-domain",
        because="see SOURCES.md",
    )
    works, skipped = sort(Folder(params).works())

    assert len(works) == 3574
    assert skipped == {}
    assert len({work.maker for work in works.values()}) == 45
    assert {work.right.because for work in works.values()} == {"see SOURCES.md"}
    levy = works["works/amy-levy/a-london-plane-tree.jsonl#1"]
    assert (levy.maker, levy.title) == ("Amy Levy", "A London Plane-Tree")
    for work in works.values():
        data = work.open().read()
        assert hashlib.sha256(data).hexdigest() == work.sha256
        assert text.canonical(data.decode()).encode() == data


def test_every_picture_loads_with_its_right(real_works: Path, sort: Any) -> None:
    params = FolderParams(source=real_works / "paintings")
    works, skipped = sort(Folder(params).works())

    assert len(works) == 1533
    assert set(skipped.values()) == {"works.csv does not list it"}
    assert len(skipped) == 10
    assert {work.right.basis for work in works.values()} == {"public-domain"}
    assert len({work.maker for work in works.values()}) == 81
    colour = [work for work in works.values() if "tone:colour" in work.labels]
    assert len(colour) == 1336


def test_without_a_word_on_rights_poems_have_none(real_works: Path) -> None:
    source = real_works / "poems/works/helen-hunt-jackson"
    works = list(Folder(FolderParams(source=source)).works())

    assert len(works) == 12
    assert {getattr(work, "right", "skipped") for work in works} == {None}


@pytest.mark.parametrize(
    "name", ["gif.gif", "one-bit-png.png", "palette-png.png", "tinted-monochrome.jpg"]
)
def test_raw_samples_are_works_of_their_own_folder(
    real_works: Path, sort: Any, name: str
) -> None:
    source = real_works / "paintings" / "raw-samples" / name
    works, _ = sort(Folder(FolderParams(source=source)).works())

    assert list(works) == [name]
