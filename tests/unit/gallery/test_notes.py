"""What a person says of their pieces outlives the index, renamings and torn lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from athena_core import gallery
from athena_core.errors import InputError
from athena_core.gallery import index as index_room
from athena_core.gallery.notes import FILE
from athena_core.provenance import stamp
from tests.unit.gallery.asked import everything, listed, reindexed
from tests.unit.gallery.pieces import picture, poem


def test_without_its_index_the_gallery_has_lost_nothing() -> None:
    first, second, third = poem(), picture(), poem("gone.txt", b"gone\n", title="Gone")
    with gallery.opened() as index:
        gallery.mark(
            index, [gallery.one(index, str(first))], favourite=True, add=["sea"]
        )
        seen = [gallery.one(index, str(second))]
        gallery.mark(index, seen, note="for Ada", alternative="a daub")
        gallery.mark(index, [gallery.one(index, str(third))], add=["moss"])
        gallery.bin_away(index, [gallery.one(index, str(third))])
    before = everything()
    assert len(before) == 3
    index_room.place().unlink()
    assert everything() == before
    with gallery.opened() as index:
        [thrown] = gallery.search(index, gallery.Query(binned=True))
        assert (thrown.title, thrown.tags) == ("Gone", ("moss",))
        assert gallery.restore(index, [thrown]) == [third]


def test_what_a_person_said_follows_a_file_that_is_moved(home: Path) -> None:
    path = poem()
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, "tide")], favourite=True, note="keep")
    new = home / "gallery" / "chosen" / "sea.txt"
    new.parent.mkdir()
    path.rename(new)
    stamp.sidecar(path).rename(stamp.sidecar(new))
    reindexed()
    [found] = gallery.find()
    assert (found.path, found.favourite, found.note) == (new, True, "keep")


def test_two_files_of_one_piece_are_told_apart() -> None:
    first, second = poem(), poem("copy.txt")
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, str(second))], favourite=True)
    index_room.place().unlink()
    assert {one.path: one.favourite for one in gallery.find()} == {
        first: False,
        second: True,
    }


def test_a_broken_line_of_notes_costs_itself_alone(home: Path) -> None:
    poem()
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, "tide")], favourite=True)
    notes = home / "gallery" / FILE
    with notes.open("a") as stream:
        stream.write('{"piece": "torn')
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, "tide")], note="after the cut")
    index_room.place().unlink()
    [found] = gallery.find()
    assert (found.favourite, found.note) == (True, "after the cut")
    assert reindexed().torn == 1


def test_newer_notes_are_refused_and_not_written_over(home: Path) -> None:
    poem()
    notes = home / "gallery" / FILE
    notes.write_text('{"schema": "athena.notes/2"}\n')
    with pytest.raises(InputError, match=r"athena\.notes/2, and Athena"):
        listed()
    assert notes.read_text() == '{"schema": "athena.notes/2"}\n'


def test_notes_are_tidied_and_say_the_same(home: Path) -> None:
    poem()
    with gallery.opened() as index:
        for number in range(120):
            gallery.mark(index, [gallery.one(index, "tide")], note=f"{number}")
    notes = home / "gallery" / FILE
    assert len(notes.read_text().splitlines()) == 121
    reindexed()
    assert len(notes.read_text().splitlines()) == 2
    index_room.place().unlink()
    assert [one.note for one in gallery.find()] == ["119"]
