"""Several processes at once, and kills: every file whole or absent, the index right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from athena_core import gallery
from athena_core.gallery import moving
from athena_core.provenance import verify
from athena_core.provenance.stamp import sidecar
from conftest import LONG
from tests.unit.gallery.pieces import files, picture, poem

KILLS = 200 if LONG else 20
SAVE = """
import sys
from athena_core import run
from athena_core.discovery import discover
from athena_core.plugins import Plugins
tiny = Plugins(installed=tuple(one for one in discover()[0] if one.name == "tiny"))
for turn in range({turns}):
    for kind in ("dauber", "parrot"):
        for one in run.create(tiny, kind, (7, 8), {{}}, upscaling="pixels"):
            if isinstance(one, run.Saved):
                assert not one.told, one.told
    if not turn:
        sys.stdout.write("ready\\n"); sys.stdout.flush()
"""
INDEX = """
import sys
from athena_core import gallery
sys.stdout.write("ready\\n"); sys.stdout.flush()
while True:
    with gallery.opened(whole=False) as index:
        gallery.reindex(index)
        hanging = gallery.search(index, gallery.Query(), limit=3)
        gallery.mark(index, hanging, favourite=True, note="kept")
        gallery.bin_away(index, hanging)
        gallery.restore(index, gallery.search(index, gallery.Query(binned=True)))
"""


def start(code: str, site: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def kill_after(child: subprocess.Popen[str], seconds: float) -> None:
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.communicate()


def check(home: Path, seen: set[Path]) -> int:
    """Hold every new file against its record, and the index against the files."""
    with gallery.opened(whole=False) as index:
        report = gallery.reindex(index)
        hanging = gallery.search(index, gallery.Query())
        thrown = gallery.search(index, gallery.Query(binned=True))
    assert report.broken == []
    assert report.left_out == 0
    larges = (home / "gallery").rglob("*.large.png")
    for path in {one.path for one in hanging + thrown}.union(larges) - seen:
        assert verify.verify(path).level == "unsigned", path
        seen.add(path)
    paths = Counter(one.path for one in hanging + thrown)
    assert set(paths.values()) <= {1}
    lying = {
        path
        for path in (home / "gallery").rglob("*.*")
        if path.suffix in {".png", ".txt"} and not path.name.endswith(".large.png")
    }
    assert set(paths) == {path for path in lying if path.name[0] != "."}
    return len(paths)


@pytest.mark.usefixtures("tiny")
def test_three_processes_that_save_take_no_name_twice(site: Path, home: Path) -> None:
    children = [start(SAVE.format(turns=4), site) for _ in range(3)]
    for child in children:
        _, said = child.communicate(timeout=300)
        assert child.returncode == 0, said
    names = [one.path.name for one in gallery.find()]
    assert len(names) == len(set(names)) == 3 * 4 * 4
    assert check(home, set()) == 48
    assert {"parrot-7.txt", "parrot-7-12.txt", "dauber-8-12.png"} <= set(names)


@pytest.mark.usefixtures("tiny")
def test_a_kill_while_saving_leaves_whole_files(site: Path, home: Path) -> None:
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    count, seen = 0, set[Path]()
    for _ in range(KILLS):
        child = start(SAVE.format(turns=1000), site)
        kill_after(child, chance.uniform(0, 0.25))
        count = check(home, seen)
    assert count > KILLS


def test_a_kill_while_moving_and_marking_loses_nothing(site: Path, home: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - the same
    for number in range(6):
        poem(f"poem-{number}.txt", f"verse {number}\n".encode(), title=f"{number}")
        picture(f"daub-{number}.png", seed=number)
    before = {Path(name).name: data for name, data in files(home / "gallery").items()}
    for _ in range(KILLS):
        child = start(INDEX, site)
        kill_after(child, chance.uniform(0, 0.3))
        assert check(home, set()) == 12
        inside = files(home / "gallery")
        now = {Path(name).name: data for name, data in inside.items()}
        assert {name: now.get(name) for name in before} == before
    with gallery.opened() as index:
        gallery.restore(index, gallery.search(index, gallery.Query(binned=True)))
    assert not moving.journal(home / "gallery").exists()
    [marked, *_] = [one for one in gallery.find() if one.favourite]
    assert marked.note == "kept"


def test_reindexing_while_others_save_misses_nothing(site: Path, home: Path) -> None:
    child = start(INDEX, site)
    saved = [poem(f"{number}.txt", f"{number}\n".encode()) for number in range(40)]
    for path in saved:
        assert gallery.remember(path) == ""
    kill_after(child, 0.2)
    with gallery.opened() as index:
        asked = (gallery.Query(), gallery.Query(binned=True))
        known = [one for query in asked for one in gallery.search(index, query)]
    assert {one.place for one in known} == {f"2026-11-25/{n}.txt" for n in range(40)}
    assert check(home, set()) == 40
    assert not any(sidecar(path).exists() and not path.exists() for path in saved)
