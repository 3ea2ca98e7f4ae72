"""A picture and a poem set together as a postcard that carries both their records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import gallery, text
from athena_core.consent.names import shown
from athena_core.protocols import Piece
from athena_core.provenance import stamp
from athena_core.run.saving import Saved, derived, finished, placed, today

BACK = "-back.png"
"""How the name of a card's other side goes on after the front's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A postcard's two sides on disk, and what to tell the user about them."""

    front: Path
    back: Path
    notes: tuple[str, ...]


def postcard(picture: Saved, poem: Saved, folder: Path | None = None) -> Card:
    """Set a picture and a poem together; both sides carry both records."""
    written = picture.artwork.record
    front, back, notes = sides(
        picture.piece,
        written,
        poem.piece,
        poem.artwork.record,
    )
    path = (folder or today()) / f"postcard-{picture.artwork.seed}.png"
    path, _ = placed(path, front, _record(picture, poem, "front", front), BACK)
    behind = path.with_name(f"{path.stem}{BACK}")
    stamp.save(behind, back, _record(picture, poem, "back", back))
    told = gallery.remember(path)
    return Card(front=path, back=behind, notes=(*notes, *([told] if told else [])))


def _record(picture: Saved, poem: Saved, side: str, data: bytes) -> dict[str, Any]:
    """Return one side's record: the picture's, with the poem's in it."""
    made = derived(picture.artwork.record, "postcard", {"side": side}, data)
    made["derived"]["with"] = poem.artwork.sha256
    made["poem"] = dict(poem.artwork.record)
    return finished(made)


def sides(
    picture: Piece,
    of_picture: Mapping[str, Any],
    poem: Piece,
    of_poem: Mapping[str, Any],
) -> tuple[bytes, bytes, tuple[str, ...]]:
    """Return front and back as PNG, and what to tell the user about them."""
    from athena_core import postcard as cards  # noqa: PLC0415 - Pillow and fonts

    made = cards.postcard(
        picture.data,
        text.canonical(poem.data.decode()),
        title=poem.title,
        credit="Made by a machine with Athena; whose works it learned from: see over.",
        details=[_detail("picture", of_picture), _detail("poem", of_poem)],
    )
    return made.front, made.back, made.notes


def _detail(what: str, record: Mapping[str, Any]) -> str:
    seed, credit = record["recipe"]["seed"], shown(str(record["credit"]))
    return f"The {what}: seed {seed}. {credit}"
