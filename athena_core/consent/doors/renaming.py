"""Another name for a living artist: one line of the entry, and no reason."""

from __future__ import annotations

from pathlib import Path

from athena_core.consent.doors import filing, writing
from athena_core.consent.doors.offering import answer
from athena_core.consent.doors.withdrawing import tombstone
from athena_core.consent.entry import Entry
from athena_core.errors import InputError
from athena_core.files import write_bytes


def rename(path: Path, name: str) -> tuple[Entry, list[str]]:
    """Write another `credit_as` into an entry's file.

    Returns the entry as it is now, and where in the file the former name still stands.
    Raises `InputError` when the name is none, or the same, or
    the entry is withdrawn.
    """
    data, entry = filing.read(path)
    former, wanted = entry.artist.credit_as, answer("credit_as", name)
    if tombstone(entry):
        raise InputError(f"{entry.id} is withdrawn, so it has no name")
    if wanted == former:
        raise InputError(f"{entry.id} is credited by this name already")
    artist = entry.artist.model_copy(update={"credit_as": wanted})
    after = entry.model_copy(
        update={"revision": entry.revision + 1, "artist": artist},
    )
    changed = writing.with_name(data, wanted, after)
    write_bytes(path, changed)
    return after, _left(changed.decode(), former)


def _left(text: str, former: str) -> list[str]:
    """Say where else than in its own line a name still stands, by the lines' keys."""
    lines = [line for line in text.split("\n") if former.casefold() in line.casefold()]
    keys = [line.partition("=")[0].strip() for line in lines]
    others = [key for key in keys if key != "credit_as"]
    return ["a remark" if key.startswith("#") else key for key in others]
