"""The index made anew from the files, or brought up to them: it is one walk.

Files are read without the lock and put in a batch at a time, so that pieces can be
saved meanwhile. What did not change since the last time is not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from athena_core.errors import InputError
from athena_core.gallery import marking, notes, rows, scanning, telling
from athena_core.gallery.belonging import whole_of
from athena_core.gallery.exhibit import located, within
from athena_core.gallery.index import Index
from athena_core.gallery.scanning import Lying
from athena_core.gallery.telling import Told
from athena_core.provenance.carried import carried

BATCH = 500
Advance = Callable[[int, int], None]
"""Told how many of how many files are looked through."""


def quiet(done: int, total: int) -> None:
    """Take no notice of how far the work is."""
    del done, total


@dataclass(kw_only=True, slots=True)
class Report:
    """What reindexing found."""

    pieces: int = 0
    added: int = 0
    changed: int = 0
    gone: int = 0
    """Rows whose file is not there any more."""
    left_out: int = 0
    """Files without a record: not Athena's."""
    orphans: int = 0
    """Records whose piece is not there."""
    swept: int = 0
    """Files that a kill left unfinished."""
    torn: int = 0
    """Lines of the notes that say nothing."""
    broken: list[tuple[Path, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def reindex(
    index: Index,
    folders: Sequence[Path] = (),
    *,
    advance: Advance = quiet,
) -> Report:
    """Bring the index up to the files, and to what its owner said of them.

    `folders` outside the gallery belong to it from now on, with those below them.
    Raises `InputError` for a folder that is not there.
    """
    _joined(index, folders)
    known = dict(index.connection.execute("SELECT path, deep FROM folders").fetchall())
    look = scanning.seen(index.root, {name: bool(deep) for name, deep in known.items()})
    report = Report(orphans=look.orphans, broken=look.broken, missing=look.missing)
    here = _read(index, look.files, report, advance)
    looked = {within(index.root, lying.path) for lying in look.files}
    _dropped(index, looked - here, report)
    _finished(index, report)
    return report


def _joined(index: Index, folders: Sequence[Path]) -> None:
    for one in folders:
        if not one.is_dir():
            raise InputError(f"{one} is no folder")
    lines = [{"folder": str(one.absolute()), "deep": True} for one in folders]
    with index.changing():
        marking.taken_in(index)
        if lines:
            notes.add(index.root, lines)
            marking.taken_in(index)


def _read(
    index: Index,
    files: list[Lying],
    report: Report,
    advance: Advance,
) -> set[str]:
    """Read what is new or changed; returns the paths of all that are pieces."""
    asked = "SELECT path, stamp, place, binned FROM pieces"
    known = {row["path"]: tuple(row)[1:] for row in index.connection.execute(asked)}
    here: set[str] = set()
    for start in range(0, len(files), BATCH):
        batch = files[start : start + BATCH]
        fresh = list(_fresh(index, batch, known, here, report))
        with index.changing() as connection:
            for path, lying, told in fresh:
                rows.put(
                    connection,
                    path,
                    told,
                    place=lying.place,
                    binned=lying.binned,
                )
        advance(min(start + BATCH, len(files)), len(files))
    return here


def _fresh(
    index: Index,
    batch: list[Lying],
    known: dict[str, tuple[str, ...]],
    here: set[str],
    report: Report,
) -> Iterator[tuple[str, Lying, Told]]:
    """Yield what must be put into the index, and count the rest."""
    for lying in batch:
        path = within(index.root, lying.path)
        try:
            mark = telling.stamp(lying.path)
            if known.get(path) == (mark, lying.place or path, lying.binned):
                here.add(path)
                continue
            record = carried(lying.path)
            if record is None:
                report.left_out += lying.path.is_file()
            elif whole_of(lying.path, record) is None:
                told = telling.told(lying.path, record, mark)
                here.add(path)
                report.changed += path in known
                report.added += path not in known
                yield path, lying, told
        except InputError as error:
            if lying.path.is_file():
                report.broken.append((lying.path, str(error)))
        except FileNotFoundError:
            # moved or deleted since the walk began
            continue
        except OSError as error:
            said = f"it cannot be read: {error.strerror}"
            report.broken.append((lying.path, said))


def _dropped(index: Index, other: set[str], report: Report) -> None:
    """Take out rows whose file is gone, or is no piece any more: one of the `other`.

    What was saved since the walk began is neither, and stays.
    """
    with index.changing() as connection:
        for row in connection.execute("SELECT id, path FROM pieces").fetchall():
            there = located(index.root, row["path"]).is_file()
            if not there or row["path"] in other:
                rows.drop(connection, row["id"])
                report.gone += not there


def _finished(index: Index, report: Report) -> None:
    """Take in the notes, tidy them where most lines are old, and sweep."""
    with index.changing() as connection:
        said = marking.taken_in(index, always=True)
        if said is not None:
            report.torn = len(said.torn)
            if said.lines > 2 * (len(said.notes) + len(said.folders)) + 100:
                notes.tidied(index.root, said)
                index.put(marking.STAMP, notes.stamp(index.root))
        index.put("whole", "yes")
        # so that SQLite knows which filter leaves least to look at
        connection.execute("ANALYZE pieces")
        [report.pieces] = connection.execute("SELECT count(*) FROM pieces").fetchone()
    report.swept = scanning.swept(index.root)
