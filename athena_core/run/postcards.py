"""A picture and a poem set together as a postcard that carries both their records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from athena_core.provenance import stamp
from athena_core.run.saving import Saved, derived, today, unused


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A postcard's two sides on disk, and what to tell the user about them."""

    front: Path
    back: Path
    notes: tuple[str, ...]


def postcard(picture: Saved, poem: Saved, folder: Path | None = None) -> Card:
    """Set a picture and a poem together; both sides carry both records."""
    from athena_core import postcard as cards  # noqa: PLC0415 - Pillow and fonts

    made = cards.postcard(
        picture.piece.data,
        poem.piece.data.decode(),
        title=poem.piece.title,
        credit="Made by a machine with Athena; whose works it learned from: see over.",
        details=[
            f"The picture: seed {picture.artwork.seed}. {picture.artwork.credit}",
            f"The poem: seed {poem.artwork.seed}. {poem.artwork.credit}",
        ],
    )
    place = folder or today()
    name = f"postcard-{picture.artwork.seed}"
    front = unused(place / f"{name}.png")
    back = front.with_name(f"{front.stem}-back.png")
    for path, side, data in ((front, "front", made.front), (back, "back", made.back)):
        written = derived(picture.artwork.record, "postcard", {"side": side}, data)
        written["derived"]["with"] = poem.artwork.sha256
        written["poem"] = dict(poem.artwork.record)
        stamp.save(path, data, written)
    return Card(front=front, back=back, notes=made.notes)
