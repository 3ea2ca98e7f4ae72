"""Files that move together, or not at all: a plan is written down before the first one.

A journal is there while files move. Whoever opens the gallery after a kill finds it,
holds the lock, and finishes what it says; every step may be done twice. It lies beside
the gallery's folder, in the home: what it says is obeyed, so it must not be able to
come along with a folder that somebody else gave.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from athena_core import files
from athena_core.errors import InputError
from athena_core.gallery import rows
from athena_core.gallery.exhibit import located
from athena_core.gallery.index import Index
from athena_core.library import home

BIN = ".bin"
SCHEMA = "athena.bin/1"
GONE = ".gone-"
WHERE = "bin.json"
DONE = "moved"
"""The index's word for the last plan whose rows it holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What becomes of one piece's row: where its file is, and whether in the bin."""

    old: str
    new: str
    place: str
    binned: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Files to carry, rows to turn, and folders of the bin to delete."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    words: list[tuple[str, str, str]] = field(default_factory=list)
    """Of each piece that goes into the bin: the folder's key, its place, its name."""
    moves: list[tuple[str, str]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    """Folders of the bin that nothing is left in when the moves are done."""
    deleted: list[str] = field(default_factory=list)
    """Folders of the bin that go with all that is in them."""


def folder(root: Path) -> Path:
    """Return the bin's folder."""
    return root / BIN


def journal(root: Path) -> Path:
    """Return where the plan for a gallery's folder lies while its files move."""
    digest = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()
    return home.home() / f"moving-{digest[:16]}.json"


def carry_out(index: Index, plan: Plan) -> None:
    """Do what a plan says, inside a transaction, after it is written down.

    Raises `InputError` when a file cannot be moved: then all are where they were.
    """
    files.write_json(journal(index.root), {"schema": SCHEMA, **asdict(plan)})
    _done(index, plan)


def finish(index: Index) -> None:
    """Finish what a kill cut off, and take away the plan of what is done.

    Raises as `carry_out` does.
    """
    if not journal(index.root).exists():
        return
    with index.changing():
        plan = _read(journal(index.root))
        # done already where a kill, or another process, came after the rows
        if plan and plan.id != index.fact(DONE):
            _done(index, plan)
    with index.changing():
        # only then are its rows safe, and it may be another's plan by now
        plan = _read(journal(index.root))
        if plan and plan.id == index.fact(DONE):
            journal(index.root).unlink()


def _done(index: Index, plan: Plan) -> None:
    """Do all that a plan says, or nothing."""
    try:
        _do(index, plan)
    except (InputError, OSError) as error:
        _undo(index.root, plan)
        journal(index.root).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise InputError(f"the bin cannot be changed: {error.strerror}") from None
        raise


def _undo(root: Path, plan: Plan) -> None:
    """Carry back what was carried already."""
    for old, new in reversed(plan.moves):
        with contextlib.suppress(InputError):
            _move(located(root, new), located(root, old))
    for key, _, _ in plan.words:
        _leave(folder(root) / key)


def _read(path: Path) -> Plan | None:
    if not path.exists():
        return None
    try:
        value = files.read_json(path)
        return Plan(
            id=str(value["id"]),
            words=[(str(a), str(b), str(c)) for a, b, c in value["words"]],
            moves=[(str(old), str(new)) for old, new in value["moves"]],
            turns=[Turn(**turn) for turn in value["turns"]],
            emptied=[str(one) for one in value["emptied"]],
            deleted=[str(one) for one in value["deleted"]],
        )
    except (InputError, KeyError, TypeError, ValueError):
        raise InputError(
            f"{path} is not as Athena writes it; look where the files it names are, "
            "and delete it",
        ) from None


def _do(index: Index, plan: Plan) -> None:
    for key, place, name in plan.words:
        said = {"schema": SCHEMA, "place": place, "name": name}
        files.write_json(folder(index.root) / key / WHERE, said)
    for old, new in plan.moves:
        _move(located(index.root, old), located(index.root, new))
    for turn in plan.turns:
        _turn(index, turn)
    for key in plan.emptied:
        _leave(folder(index.root) / key)
    for key in plan.deleted:
        _delete(index, key)
    _clear(index.root, (old for old, _ in plan.moves))
    index.put(DONE, plan.id)


def _move(old: Path, new: Path) -> None:
    """Move a file where none is; nothing to do where it is moved already."""
    if not os.path.lexists(old):
        return
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        _carry(old, new)
    except FileExistsError:
        # a kill came between the second name, or copy, and the end of the first
        if new.is_file() and _same(old, new):
            old.unlink()
    except OSError as error:
        raise InputError(f"{old} cannot be moved: {error.strerror}") from None


def _carry(old: Path, new: Path) -> None:
    try:
        files.move_new(old, new)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # another disk: the copy is whole before the first goes
        files.write_bytes(new, old.read_bytes(), new=True)
        old.unlink()


def _same(old: Path, new: Path) -> bool:
    return old.samefile(new) or old.read_bytes() == new.read_bytes()


def _turn(index: Index, turn: Turn) -> None:
    if turn.old == turn.new or os.path.lexists(located(index.root, turn.old)):
        return
    connection = index.connection
    asked = "SELECT id FROM pieces WHERE path = ?"
    if connection.execute(asked, (turn.old,)).fetchone() is None:
        return
    if stale := connection.execute(asked, (turn.new,)).fetchone():
        rows.drop(connection, stale["id"])
    connection.execute(
        "UPDATE pieces SET path = ?, place = ?, binned = ? WHERE path = ?",
        (turn.new, turn.place, turn.binned, turn.old),
    )


def _leave(place: Path) -> None:
    """Take away a folder of the bin, if only the word on its piece is left in it."""
    if place.is_dir() and alone(place):
        shutil.rmtree(place)


def alone(place: Path) -> bool:
    """Whether nothing of a piece is in a folder of the bin, but the word on it."""
    names = (one.name for one in place.iterdir())
    return all(name == WHERE or name.startswith(files.WRITING) for name in names)


def _delete(index: Index, key: str) -> None:
    whole = folder(index.root) / key
    gone = folder(index.root) / f"{GONE}{key}"
    if whole.is_dir():
        # one rename takes it from the gallery; what a kill leaves is no piece
        whole.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    asked = "SELECT id FROM pieces WHERE binned = ?"
    for row in index.connection.execute(asked, (key,)).fetchall():
        rows.drop(index.connection, row["id"])


def _clear(root: Path, paths: Iterable[str]) -> None:
    """Take away folders of the gallery that a move left empty."""
    for parent in {located(root, path).parent for path in paths}:
        for one in (parent, *parent.parents):
            if one == root or not one.is_relative_to(root):
                break
            try:
                one.rmdir()
            except OSError:
                break
