"""The index: made from the files, thrown away, made again, and nothing is lost."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from pathlib import Path

import pytest

from athena_core import gallery
from athena_core.errors import InputError
from athena_core.gallery import index as index_room
from athena_core.gallery import schema
from athena_core.library import home
from athena_core.provenance import stamp
from tests.unit.gallery.asked import everything, listed, reindexed
from tests.unit.gallery.pieces import big, drawn, files, picture, poem, written


def test_a_new_index_holds_what_the_files_say(home: Path) -> None:
    poem()
    picture()
    tide, daub = sorted(gallery.find(), key=lambda one: one.kind, reverse=True)
    assert (tide.title, tide.kind, tide.seed) == ("Tide", "poem", "7")
    assert tide.path == home / "gallery" / "2026-11-25" / "tide.txt"
    assert tide.credit.endswith("it learned from no works.")
    assert (daub.name, daub.media_type) == ("daub.png", "image/png")
    assert len(daub.id) == 8


def test_companions_are_no_pieces_of_their_own() -> None:
    path = picture()
    poem()
    assert sorted(listed()) == ["daub.png", "tide.txt"]
    with gallery.opened() as index:
        large = gallery.one(index, str(path.with_name("daub.large.png")))
    assert large.path == path
    path.unlink()
    assert reindexed().pieces == 2, "a large picture that lost its piece is one"


def test_reindexing_twice_changes_nothing() -> None:
    poem()
    picture()
    first = reindexed()
    assert (first.pieces, first.added) == (2, 2)
    before = everything()
    again = reindexed()
    assert (again.pieces, again.added, again.changed, again.gone) == (2, 0, 0, 0)
    assert everything() == before


def test_reindexing_tells_what_came_changed_and_went() -> None:
    first, second = poem(), poem("other.txt", b"other\n", title="Other")
    reindexed()
    first.unlink()
    body = b"another\n"
    stamp.save(second, body, written(body, "text/plain", title="Another"))
    poem("new.txt", b"new\n")
    (second.parent / "mine.txt").write_text("not Athena's")
    (second.parent / "mine.png").write_bytes(drawn())
    (second.parent / "torn.png").write_bytes(drawn()[:40])
    report = reindexed()
    assert (report.pieces, report.added, report.changed, report.gone) == (2, 1, 1, 1)
    assert (report.left_out, report.orphans) == (2, 1)
    assert [(path.name, why) for path, why in report.broken] == [
        ("torn.png", "this PNG has no end"),
    ]
    assert sorted(listed()) == ["new.txt", "other.txt"]


@pytest.mark.parametrize("damage", [b"no database at all, and long enough", b""])
def test_a_damaged_index_gives_way_to_a_new_one(damage: bytes) -> None:
    poem()
    assert listed() == ["tide.txt"]
    index_room.place().write_bytes(damage)
    assert listed() == ["tide.txt"]


def test_an_index_with_a_torn_page_gives_way_too() -> None:
    for number in range(40):
        poem(f"{number}.txt", b"salt\n" * 200, title=f"Tide {number}")
    assert len(listed()) == 40
    path = index_room.place()
    path.write_bytes(path.read_bytes()[:8192] + b"\xff" * 60_000)
    if _told() == "":
        assert len(listed()) == 40
    else:
        path.unlink()
    assert len(listed()) == 40


def _told() -> str:
    """Return what is said of an index of which a part cannot be read."""
    try:
        listed()
    except InputError as error:
        assert "delete it, and it is made anew" in str(error)  # noqa: PT017 - both ways
        return str(error)
    return ""


def test_an_older_index_is_made_anew() -> None:
    poem()
    listed()
    with sqlite3.connect(index_room.place()) as connection:
        connection.execute("DROP TABLE pieces")
        connection.execute("CREATE TABLE pieces (another TEXT)")
        connection.execute("PRAGMA user_version = 0")
    connection.close()
    assert listed() == ["tide.txt"]


def test_a_newer_index_is_refused_and_a_save_goes_on() -> None:
    path = poem()
    listed()
    with sqlite3.connect(index_room.place()) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(InputError, match=r"newer version.*install --upgrade") as error:
        listed()
    assert str(index_room.place()) in str(error.value)
    assert "is made anew from the pieces" in str(error.value)
    told = gallery.remember(path)
    assert told.startswith("saved, and not yet in the gallery's list (")
    assert path.exists()


def test_another_programs_database_is_left_alone() -> None:
    index_room.place().parent.mkdir(parents=True)
    with sqlite3.connect(index_room.place()) as connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(InputError, match="another program"):
        listed()


def test_a_folder_elsewhere_is_found_again(tmp_path: Path) -> None:
    path = poem(folder=tmp_path / "desk")
    (tmp_path / "desk" / "below").mkdir()
    poem("deep.txt", b"deep\n", folder=tmp_path / "desk" / "below")
    assert gallery.remember(path) == ""
    index_room.place().unlink()
    assert listed() == ["tide.txt"]
    reindexed(tmp_path / "desk")
    assert sorted(listed()) == ["deep.txt", "tide.txt"]
    index_room.place().unlink()
    assert sorted(listed()) == ["deep.txt", "tide.txt"]
    (tmp_path / "desk").rename(tmp_path / "unplugged")
    assert reindexed().missing == [str(tmp_path / "desk")]
    (tmp_path / "unplugged").rename(tmp_path / "desk")
    assert reindexed().pieces == 2


def test_what_a_kill_left_long_ago_is_swept_away() -> None:
    path = poem()
    old, young = (path.with_name(f".writing-{name}") for name in ("old", "young"))
    for one in (old, young):
        one.write_bytes(b"half")
    hours = time.time() - 7200
    os.utime(old, (hours, hours))
    assert reindexed().swept == 1
    assert (old.exists(), young.exists()) == (False, True)
    assert listed() == ["tide.txt"]


def test_names_and_files_that_are_none_of_ours_are_harmless() -> None:
    path = poem()
    folder = path.parent
    (folder / "link.txt").symlink_to(folder / "nowhere")
    (folder / ".hidden").mkdir()
    poem("inside.txt", folder=folder / ".hidden")
    os.mkfifo(folder / "pipe.png")
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.png")).write_bytes(drawn())
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    report = reindexed()
    assert report.pieces == 1
    assert [why for _, why in report.broken] == [
        "its name is not UTF-8; give it another",
    ]


def test_records_of_every_shape_are_kept_or_named() -> None:
    body = b"salt\n"
    odd = {
        "title": "half a letter: \ud800",
        "made_on": ["2026"],
        "model": {"makers": [3, {"maker": None}], "name": {}},
        "datasets": "none",
        "recipe": None,
        "credit": 7,
    }
    for number, (name, value) in enumerate(odd.items()):
        path = poem(f"{number}.txt", body)
        kept = written(body, "text/plain") | {name: value}
        stamp.sidecar(path).write_text(json.dumps(kept))
    report = reindexed()
    assert report.pieces == len(odd) - 1
    assert [why for _, why in report.broken] == [
        "its record holds half a letter, which no text has",
    ]
    assert all(isinstance(one.title, str) for one in gallery.find())


def test_a_lost_index_folder_costs_no_save(home: Path) -> None:
    (home / "cache").parent.mkdir(parents=True)
    (home / "cache").write_text("a file where a folder should be")
    path = poem()
    assert "`athena gallery reindex` puts it there" in gallery.remember(path)
    assert path.exists()


def test_a_walks_frames_belong_to_the_walk(home: Path) -> None:
    folder = home / "gallery" / "dauber-1-9"
    for number in range(3):
        params = {"frame": number, "frames": 3}
        picture(f"{number:04d}.png", folder, large=False, params=params)
    data = drawn()
    kept = {**big(written(data, "image/png"), data)}
    kept["derived"] = {"operation": "walk", "parameters": {}, "of": "x"}
    stamp.save(folder / "walk.png", data, kept)
    assert listed() == ["walk.png"]
    before = files(folder)
    with gallery.opened() as index:
        gallery.bin_away(index, [gallery.one(index, "walk.png")])
        assert not folder.exists()
        [thrown] = gallery.search(index, gallery.Query(binned=True))
        gallery.restore(index, [thrown])
    assert files(folder) == before


def test_home_is_where_the_index_is_not() -> None:
    poem()
    listed()
    assert index_room.place().is_relative_to(home.cache())
    assert not list(home.gallery().rglob("*.sqlite3"))


def test_a_path_may_be_typed_in_many_ways(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = poem()
    (tmp_path / "link").symlink_to(home)
    monkeypatch.chdir(home / "gallery")
    ways = (
        "2026-11-25/tide.txt",
        "../gallery/2026-11-25/tide.txt",
        str(tmp_path / "link" / "gallery" / "2026-11-25" / "tide.txt"),
    )
    with gallery.opened() as index:
        assert {gallery.one(index, way).path for way in ways} == {path}
    assert gallery.remember(*map(Path, ways)) == ""
    assert listed() == ["tide.txt"]


def test_a_home_behind_a_link_is_one_gallery(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.setenv("ATHENA_HOME", str(tmp_path / "link"))
    path = poem()
    assert gallery.remember(path.resolve()) == ""
    assert gallery.remember(path) == ""
    assert reindexed().pieces == 1
