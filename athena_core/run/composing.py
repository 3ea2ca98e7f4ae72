"""Composing: what is made of saved pieces, a postcard or a walk, with records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import guard
from athena_core.errors import InputError, PluginError
from athena_core.params import build
from athena_core.plugins import Plugins, load
from athena_core.protocols import Piece
from athena_core.provenance import stamp
from athena_core.provenance.content import content
from athena_core.provenance.record import record
from athena_core.run.making import chosen_model, interpolate
from athena_core.run.saving import Saved, derived, today, unused


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A postcard's two sides on disk, and what to tell the user about them."""

    front: Path
    back: Path
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """An interpolation on disk: every frame, and one animation of them."""

    frames: tuple[Path, ...]
    animation: Path
    first: Piece
    last: Piece


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


def walk(
    plugins: Plugins,
    generator: str,
    start: int,
    end: int,
    steps: int,
    values: Mapping[str, Any],
    *,
    model: str = "",
    folder: Path | None = None,
) -> Walk:
    """Interpolate, save each frame stamped, and one GIF with a sidecar.

    Raises `InputError` for a generator that makes no pictures, `PluginError` for one
    that gives another number of frames.
    """
    from athena_core import animation  # noqa: PLC0415 - Pillow

    spec = plugins.generator(generator).spec
    if "image/png" not in spec.media_types:
        raise InputError(
            f"{generator} makes {', '.join(spec.media_types)}; a walk is shown as a "
            "moving picture, so it needs a generator of pictures",
        )
    pieces = [
        event
        for event in interpolate(
            plugins,
            generator,
            start,
            end,
            steps,
            values,
            model=model,
        )
        if isinstance(event, Piece)
    ]
    if len(pieces) != steps:
        raise PluginError(f"{generator} gave {len(pieces)} frames instead of {steps}")
    written = _records(plugins, generator, start, end, pieces, values, model)
    place = unused(
        (folder or today()) / f"{generator.rpartition('/')[2]}-{start}-{end}"
    )
    frames = []
    for number, (piece, one) in enumerate(zip(pieces, written, strict=True)):
        path = place / f"{number:04d}{stamp.suffix(piece.media_type)}"
        stamp.save(path, piece.data, one)
        frames.append(path)
    moving = place / "walk.gif"
    data = animation.gif([piece.data for piece in pieces])
    parameters = {"frames": steps, "from": str(start), "to": str(end)}
    stamp.save(
        moving,
        data,
        derived(written[0], "walk", parameters, data, "image/gif"),
    )
    return Walk(
        frames=tuple(frames),
        animation=moving,
        first=pieces[0],
        last=pieces[-1],
    )


def _records(
    plugins: Plugins,
    generator: str,
    start: int,
    end: int,
    pieces: list[Piece],
    values: Mapping[str, Any],
    model: str,
) -> list[dict[str, Any]]:
    """Return the record of each frame: between which seeds, and how far."""
    named = plugins.generator(generator)
    used = chosen_model(named, model)
    sentry = guard.Guard(used)
    params = build(load(named.spec.params), values).model_dump(mode="json")
    steps = len(pieces)
    return [
        record(
            generator=named.id,
            distribution=named.plugin.distribution,
            model=used,
            seed=start,
            attempt=0,
            params={**params, "to_seed": end, "frame": number, "frames": steps},
            title=piece.title,
            content=content(piece.media_type, piece.data),
            checks=[sentry.check(piece).check()],
        )
        for number, piece in enumerate(pieces)
    ]
