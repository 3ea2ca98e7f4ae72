"""The bin: pieces go there with all that is theirs, and come back as they were.

`.bin/KEY/` holds one piece: its files under their own names, and `bin.json`, which says
where they were. Nothing is deleted but by `empty`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path, PurePath, PureWindowsPath
from typing import TypeGuard

from athena_core import files
from athena_core.errors import InputError
from athena_core.formats import newer
from athena_core.gallery import marking, moving, notes
from athena_core.gallery.belonging import WALKS, companions
from athena_core.gallery.exhibit import Exhibit, located, within
from athena_core.gallery.index import Index
from athena_core.gallery.moving import BIN, WHERE, Plan, Turn

BATCH = 20
"""Letters of a key that say when: pieces thrown away together share them."""


def bin_away(index: Index, exhibits: Sequence[Exhibit]) -> None:
    """Move pieces into the bin, with their companions.

    Raises `InputError` when a file cannot be moved.
    """
    batch = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
    with index.changing():
        plan = Plan()
        for number, one in enumerate(exhibits):
            key = f"{batch}-{number:04d}-{one.id}"
            _planned(index, plan, one, key)
        moving.carry_out(index, plan)
    moving.finish(index)


def _planned(index: Index, plan: Plan, one: Exhibit, key: str) -> None:
    """Add one piece to a plan."""
    if one.binned:
        raise InputError(f"{one.name} is in the bin already")
    if not one.path.is_file():
        raise InputError(f"{one.path} is not there; `athena gallery reindex` looks")
    plan.words.append((key, one.place, one.path.name))
    plan.moves.extend(
        (within(index.root, path), f"{BIN}/{key}/{path.name}")
        for path in (one.path, *companions(one.path))
    )
    new = f"{BIN}/{key}/{one.path.name}"
    old = within(index.root, one.path)
    plan.turns.append(Turn(old=old, new=new, place=one.place, binned=key))


def binned(folder: Path) -> tuple[str, str]:
    """Return the place and the name of what lies in a folder of the bin.

    A place outside the gallery is not believed, since the folder may be a stranger's:
    such a piece comes back into the gallery itself.

    Raises `InputError` when its `bin.json` is none, or a newer Athena's.
    """
    said = files.read_json(folder / WHERE)
    if sentence := newer(said.get("schema"), moving.SCHEMA):
        raise InputError(f"{folder / WHERE} {sentence}")
    place, name = said.get("place"), said.get("name")
    if not isinstance(place, str) or not _plain(name):
        raise InputError(f"{folder / WHERE} does not say where its piece was")
    way = PurePath(place)
    return (name if way.is_absolute() or ".." in way.parts else place), name


def _plain(name: object) -> TypeGuard[str]:
    """Whether a name is a file's alone, and leads nowhere."""
    if not isinstance(name, str) or name in {"", ".", ".."}:
        return False
    return PureWindowsPath(name).name == name


def restore(index: Index, exhibits: Sequence[Exhibit]) -> list[Path]:
    """Bring pieces back to where they were; returns where each is now.

    Where another file has the name meanwhile, the next free one is taken, as in saving.
    Raises `InputError` for a piece that is not in the bin or cannot be moved.
    """
    back = []
    with index.changing():
        plan = Plan()
        renamed = {}
        for one in exhibits:
            if not one.binned or not one.path.is_file():
                raise InputError(f"{one.name} is not in the bin")
            target = _returned(index.root, plan, one)
            back.append(target)
            if within(index.root, target) != one.place:
                renamed[one.number] = within(index.root, target)
        moving.carry_out(index, plan)
        _follow(index, renamed)
    moving.finish(index)
    return back


def _returned(root: Path, plan: Plan, one: Exhibit) -> Path:
    """Add to a plan how one piece comes back; returns where to."""
    coming = {new for _, new in plan.moves}
    for target in _candidates(located(root, one.place)):
        moves = [
            (within(root, path), within(root, _beside(target, path, one.path)))
            for path in (one.path, *companions(one.path))
        ]
        if not any(new in coming or located(root, new).exists() for _, new in moves):
            break
    plan.moves.extend(moves)
    new = within(root, target)
    turn = Turn(old=within(root, one.path), new=new, place=new, binned="")
    plan.turns.append(turn)
    plan.emptied.append(one.binned)
    return target


def _candidates(path: Path) -> Iterator[Path]:
    """Yield a name and those after it; of a walk, which has a folder, the folder's."""
    yield path
    for number in count(2):
        if path.name in WALKS:
            yield path.parent.with_name(f"{path.parent.name}-{number}") / path.name
        else:
            yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _beside(target: Path, path: Path, main: Path) -> Path:
    """Return a companion's name beside the target: a walk's frames keep theirs."""
    if not path.name.startswith(main.stem):
        return target.with_name(path.name)
    return target.with_name(f"{target.stem}{path.name.removeprefix(main.stem)}")


def _follow(index: Index, renamed: dict[int, str]) -> None:
    """Let what is said of a piece follow it to another name."""
    new = {}
    for number, place in renamed.items():
        asked = "SELECT * FROM pieces WHERE id = ?"
        row = index.connection.execute(asked, (number,)).fetchone()
        note = marking.note_of(index.connection, row)
        if not note.empty:
            new[number] = replace(note, place=place)
    if new:
        marking.say(index, new)


def empty(index: Index, exhibits: Sequence[Exhibit]) -> int:
    """Delete pieces in the bin, for good; returns the bytes set free.

    What was said of them is forgotten, too.
    """
    thrown = [one for one in exhibits if one.binned]
    keys = [one.binned for one in thrown]
    with index.changing():
        size = sum(_size(moving.folder(index.root) / key) for key in keys)
        said = notes.read(index.root)
        gone = {(one.digest, one.place) for one in thrown}
        if gone & said.notes.keys():
            notes.tidied(index.root, said, gone)
            marking.taken_in(index)
        moving.carry_out(index, Plan(deleted=keys))
    moving.finish(index)
    return size


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*") if path.is_file())
