"""A walk from one seed to another: every frame stamped, and one animation of them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import gallery, guard
from athena_core.errors import InputError, PluginError, RefusedError
from athena_core.params import build
from athena_core.plugins import Plugins, load
from athena_core.protocols import Piece
from athena_core.provenance import stamp
from athena_core.provenance.content import content
from athena_core.provenance.record import record
from athena_core.run.choosing import chosen_model
from athena_core.run.making import interpolate
from athena_core.run.saving import derived, finished, names, today


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """An interpolation on disk: every frame, and one animation of them."""

    frames: tuple[Path, ...]
    animation: Path
    first: Piece
    last: Piece
    told: str = ""
    """What went wrong beside it and lost nothing: a sentence for the person."""


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
    that gives another number of frames, `RefusedError` for a frame that copies a work.
    """
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
    records = _records(plugins, generator, start, end, pieces, values, model)
    name = f"{generator.rpartition('/')[2]}-{start}-{end}"
    return _written(pieces, records, _claimed((folder or today()) / name))


def _claimed(path: Path) -> Path:
    """Make the folder, or the next that nobody has: of two walks each gets its own."""
    for candidate in names(path):
        with contextlib.suppress(FileExistsError):
            candidate.mkdir(parents=True)
            return candidate
    raise AssertionError  # there is always one more number


def _written(
    pieces: list[Piece],
    records: list[dict[str, Any]],
    folder: Path,
) -> Walk:
    """Write the frames, each with its record, and the animation with a sidecar."""
    from athena_core import animation  # noqa: PLC0415 - Pillow

    frames = []
    for number, (piece, written) in enumerate(zip(pieces, records, strict=True)):
        path = folder / f"{number:04d}{stamp.suffix(piece.media_type)}"
        stamp.save(path, piece.data, finished(written))
        frames.append(path)
    moving = folder / "walk.gif"
    data = animation.gif([piece.data for piece in pieces])
    parameters = {"frames": len(frames), "last": records[-1]["content"]["sha256"]}
    written = derived(records[0], "walk", parameters, data, "image/gif")
    stamp.save(moving, data, finished(written))
    return Walk(
        frames=tuple(frames),
        animation=moving,
        first=pieces[0],
        last=pieces[-1],
        told=gallery.remember(moving),
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
            checks=_checks(sentry, piece, number),
        )
        for number, piece in enumerate(pieces)
    ]


def _checks(sentry: guard.Guard, piece: Piece, number: int) -> list[dict[str, str]]:
    """Return a frame's checks. Raises `RefusedError` for a copy."""
    verdict = sentry.check(piece)
    if not verdict.passed:
        raise RefusedError(
            f"frame {number} of the walk {verdict.reason}, so nothing is saved; walk "
            "between other seeds",
        )
    return verdict.records()
