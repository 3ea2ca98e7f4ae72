from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from athena_plugin_collections.drawings import KINDS, draw
from athena_plugin_collections.params import StarterParams
from athena_plugin_collections.starter import Starter
from athena_plugin_collections.verses import verse

from athena_core import Right, pictures


@pytest.mark.parametrize(
    ("kind", "pictures_", "poems"),
    [("both", 216, 120), ("pictures", 216, 0), ("poems", 0, 120)],
)
def test_kinds_of_works(kind: Any, pictures_: int, poems: int) -> None:
    works = list(Starter(StarterParams(kind=kind)).works())
    types = [work.media_type for work in works]

    assert (types.count("image/png"), types.count("text/plain")) == (pictures_, poems)
    assert len({work.id for work in works}) == len(works)
    assert len({work.sha256 for work in works}) == len(works)


def test_all_of_it_is_free_to_use() -> None:
    works = Starter(StarterParams()).works()

    assert {work.right for work in works} == {
        Right(
            basis="open-licence",
            because="drawn by Athena's own code",
            licence="CC0-1.0",
        ),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_drawings_are_pictures_of_many_colours(kind: str) -> None:
    image = pictures.decode(pictures.encode(draw(kind, 3)))

    assert image.size == (96, 96)
    assert len(image.getcolors(96 * 96) or ()) > 20


def test_verses_rhyme_in_stanzas_of_four() -> None:
    for number in range(120):
        stanzas = verse(number)[2].strip().split("\n\n")
        assert {len(stanza.split("\n")) for stanza in stanzas} == {4}


def test_the_same_works_come_in_another_process() -> None:
    code = (
        "from athena_plugin_collections.starter import *\n"
        "works = Starter(StarterParams()).works()\n"
        "print(''.join(work.sha256[:8] for work in works))\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in "12"
    }

    assert len(runs) == 1
