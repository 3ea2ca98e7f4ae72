"""The bin gives back exactly what it took, and only emptying deletes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from athena_core import gallery
from athena_core.errors import InputError
from athena_core.files import write_json
from athena_core.gallery import moving
from athena_core.gallery.binning import binned
from athena_core.gallery.moving import Turn
from tests.unit.gallery.pieces import files, picture, poem


def throw(*names: str) -> None:
    with gallery.opened() as index:
        gallery.bin_away(index, [gallery.one(index, name) for name in names])


def thrown(index: gallery.Index) -> list[gallery.Exhibit]:
    return gallery.search(index, gallery.Query(binned=True))


def bring_back() -> list[Path]:
    with gallery.opened() as index:
        return gallery.restore(index, thrown(index))


def test_what_comes_back_is_what_went(home: Path) -> None:
    picture()
    poem()
    before = files(home / "gallery")
    throw("daub", "tide")
    assert gallery.find() == []
    assert not [path for path in files(home / "gallery") if path[0] != "."]
    bring_back()
    assert files(home / "gallery") == before
    assert {one.path.name for one in gallery.find()} == {"daub.png", "tide.txt"}


def test_what_was_said_of_it_comes_back_too() -> None:
    poem()
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, "tide")], favourite=True, add=["sea"])
    throw("tide")
    bring_back()
    [found] = gallery.find()
    assert (found.favourite, found.tags) == (True, ("sea",))


def test_a_taken_place_is_not_written_over() -> None:
    path = picture()
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, "daub")], note="the first")
    throw("daub")
    other = picture(title="Another")
    bytes_of_other = other.read_bytes()
    gallery.remember(other)
    [back] = bring_back()
    assert back == path.with_name("daub-2.png")
    assert back.with_name("daub-2.large.png").is_file()
    assert other.read_bytes() == bytes_of_other
    gallery.index.place().unlink()
    assert {one.path.name: one.note for one in gallery.find()} == {
        "daub.png": "",
        "daub-2.png": "the first",
    }


def test_two_of_one_name_come_back_beside_each_other() -> None:
    picture()
    throw("daub")
    picture(title="Another")
    with gallery.opened(whole=False) as index:
        gallery.reindex(index)
        hanging = gallery.search(index, gallery.Query())
        gallery.bin_away(index, hanging)
    assert sorted(path.name for path in bring_back()) == ["daub-2.png", "daub.png"]


def test_a_piece_elsewhere_goes_and_comes_back(tmp_path: Path, home: Path) -> None:
    path = poem(folder=tmp_path / "desk")
    gallery.remember(path)
    before = files(tmp_path / "desk")
    throw("tide")
    assert files(tmp_path / "desk") == {}
    assert any(name.endswith("tide.txt") for name in files(home / "gallery"))
    assert bring_back() == [path]
    assert files(tmp_path / "desk") == before


def test_emptying_deletes_and_forgets(home: Path) -> None:
    poem()
    kept = poem("kept.txt", b"kept\n")
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, "tide")], note="a secret")
        gallery.mark(index, [gallery.one(index, "kept")], note="no secret")
    throw("tide")
    with gallery.opened() as index:
        assert gallery.empty(index, thrown(index)) > 0
        assert thrown(index) == []
    assert files(home / "gallery/.bin") == {}
    assert "a secret" not in (home / "gallery/notes.jsonl").read_text()
    [found] = gallery.find()
    assert (found.path, found.note) == (kept, "no secret")


def test_what_hangs_is_never_emptied() -> None:
    path = poem()
    with gallery.opened() as index:
        assert gallery.empty(index, gallery.search(index, gallery.Query())) == 0
    assert path.exists()


def test_twice_into_the_bin_is_told() -> None:
    poem()
    with gallery.opened() as index:
        hanging = [gallery.one(index, "tide")]
        gallery.bin_away(index, hanging)
        with pytest.raises(InputError, match="is not there"):
            gallery.bin_away(index, hanging)
        with pytest.raises(InputError, match="in the bin already"):
            gallery.bin_away(index, thrown(index))
        with pytest.raises(InputError, match="is not in the bin"):
            gallery.restore(index, hanging)


def test_a_bin_of_a_newer_athena_is_named_and_left(home: Path) -> None:
    poem()
    throw("tide")
    [where] = (home / "gallery" / ".bin").glob("*/bin.json")
    where.write_text('{"schema": "athena.bin/2"}')
    gallery.index.place().unlink()
    with gallery.opened(whole=False) as index:
        report = gallery.reindex(index)
    [(_, why)] = report.broken
    assert why.startswith(f"{where} is of the format athena.bin/2")
    assert (where.parent / "tide.txt").is_file()


def test_half_a_move_is_finished_by_whoever_comes_next(home: Path) -> None:
    path = picture()
    gallery.find()
    root = home / "gallery"
    large = path.with_name("daub.large.png")
    old = path.relative_to(root).as_posix()
    key = "20261125100000000000-0000-x"
    moves = [
        (one.relative_to(root).as_posix(), f".bin/{key}/{one.name}")
        for one in (path, large)
    ]
    turn = Turn(old=old, new=moves[0][1], place=old, binned=key)
    assert gallery.moving.folder(root) == root / ".bin"
    # a kill after the first of two files: the plan is there, the index knows nothing
    write_json(
        root / ".bin" / key / "bin.json",
        {"schema": moving.SCHEMA, "place": old, "name": path.name},
    )
    words = [(key, old, path.name)]
    plan = {"id": "1", "words": words, "moves": moves, "turns": [asdict(turn)]}
    plan |= {"emptied": [], "deleted": []}
    write_json(moving.journal(root), plan)
    (root / ".bin" / key / path.name).write_bytes(path.read_bytes())
    path.unlink()
    assert gallery.find() == []
    assert not large.exists()
    assert not moving.journal(root).exists()
    assert bring_back() == [path]
    assert large.is_file()


def test_a_plan_that_is_none_is_told(home: Path) -> None:
    poem()
    gallery.find()
    moving.journal(home / "gallery").write_text('{"moves": 3}')
    with pytest.raises(InputError, match="look where the files it names are"):
        gallery.find()


def test_a_folder_somebody_gave_cannot_have_files_moved_or_written(
    home: Path,
    tmp_path: Path,
) -> None:
    poem()
    gallery.find()
    root, mine = home / "gallery", tmp_path / "mine.txt"
    mine.write_text("mine")
    plan = {"id": "1", "words": [["../../out", "x", "y"]], "turns": [], "emptied": []}
    plan |= {"moves": [[str(mine), "taken.txt"]], "deleted": ["../.."]}
    write_json(root / ".bin" / "moving.json", plan)
    gallery.find()
    assert mine.read_text() == "mine"
    assert not (tmp_path / "out").exists()
    assert not (home.parent / "out").exists()


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"place": "/etc/autostart/x.txt", "name": "x.txt"}, "x.txt"),
        ({"place": "../../x.txt", "name": "x.txt"}, "x.txt"),
        ({"place": "2026/x.txt", "name": "x.txt"}, "2026/x.txt"),
        ({"place": "x", "name": ".."}, None),
        ({"place": "x", "name": "a\\b"}, None),
        ({"place": "x", "name": "/x"}, None),
    ],
)
def test_a_place_outside_is_not_believed(
    tmp_path: Path,
    said: dict[str, str],
    place: str | None,
) -> None:
    write_json(tmp_path / "bin.json", {"schema": moving.SCHEMA, **said})
    if place is not None:
        assert binned(tmp_path) == (place, said["name"])
        return
    with pytest.raises(InputError, match="does not say where"):
        binned(tmp_path)


def test_a_piece_on_another_disk_goes_and_comes_back(home: Path) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - a disk of its own, on Linux
    if not memory.is_dir() or memory.stat().st_dev == home.parent.stat().st_dev:
        pytest.skip("there is no other disk here")
    with tempfile.TemporaryDirectory(dir=memory) as desk:
        path = picture(folder=Path(desk))
        gallery.remember(path)
        before = files(Path(desk))
        throw("daub")
        assert files(Path(desk)) == {}
        assert bring_back() == [path]
        assert files(Path(desk)) == before


def test_where_one_file_cannot_go_none_goes(tmp_path: Path, home: Path) -> None:
    path = picture(folder=tmp_path / "desk")
    gallery.remember(path)
    before = files(tmp_path / "desk")
    with gallery.opened() as index:
        [hanging] = gallery.search(index, gallery.Query())
        (home / "gallery").mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(moving, "_carry", stubborn(moving._carry))
            with pytest.raises(InputError, match="cannot be moved: Permission denied"):
                gallery.bin_away(index, [hanging])
    assert files(tmp_path / "desk") == before
    assert [one.path for one in gallery.find()] == [path]
    assert files(home / "gallery") == {}


def stubborn(carry: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    """Return a way to carry files that cannot carry the large picture."""

    def carried(old: Path, new: Path) -> None:
        if old.name.endswith(".large.png"):
            raise PermissionError(13, "Permission denied")
        carry(old, new)

    return carried


def test_a_copy_that_a_kill_left_on_two_disks_is_made_one(home: Path) -> None:
    path = poem()
    throw("tide")
    [inside] = (home / "gallery" / ".bin").glob("*/tide.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(inside.read_bytes())
    moving._move(inside, path)
    assert path.is_file()
    assert not inside.exists()
    inside.write_bytes(b"another file")
    moving._move(inside, path)
    assert inside.is_file(), "what is not the same stays"
