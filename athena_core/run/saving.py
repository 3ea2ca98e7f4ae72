"""Saving: a piece that passed the guard becomes a stamped file, large copy included."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from athena_core import gallery, naming
from athena_core.consent.names import shown
from athena_core.errors import InputError
from athena_core.guard import Verdict
from athena_core.library import home, keys, settings
from athena_core.params import Params
from athena_core.plugins import Named, Plugins
from athena_core.protocols import Artwork, Context, Model, Piece
from athena_core.provenance import canonical, signing, stamp
from athena_core.provenance.content import content
from athena_core.provenance.record import record
from athena_core.specs import GeneratorSpec


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """A piece is in its file, stamped; the payload is here to be shown."""

    artwork: Artwork
    piece: Piece
    attempts: int = 1
    told: str = ""
    """What went wrong beside it and lost nothing: a sentence for the person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A piece that passed the guard and is in no file yet."""

    seed: int
    attempt: int
    piece: Piece
    facts: Mapping[str, str]
    """Its content's hash, as the record keeps it."""
    verdict: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Making:
    """One run of a generator: who makes, with what, into which folder."""

    named: Named[GeneratorSpec]
    maker: Any
    params: Params
    model: Model | None
    folder: Path
    upscaling: str
    context: Context
    plugins: Plugins
    naming: str = naming.USUAL
    """What files are called: a pattern that `naming.check` let through."""


def today() -> Path:
    """Return today's folder in the gallery."""
    return home.gallery() / datetime.now(UTC).date().isoformat()


SPARE = 1_000
"""Bytes that a signature may take."""
LARGE = ".large.png"
"""How the name of the picture to look at goes on after the raw one's."""


def names(path: Path, beside: str = LARGE) -> Iterator[Path]:
    """Yield the path, then NAME-2, NAME-3, ...: those at which nothing lies.

    Nor does anything lie where the record goes, and what has the ending `beside`.
    """
    for number in count(1):
        ending = f"-{number}" if number > 1 else ""
        candidate = path.with_name(f"{path.stem}{ending}{path.suffix}")
        companion = candidate.with_name(f"{candidate.stem}{beside}")
        taken = (candidate, stamp.sidecar(candidate), companion)
        if not any(map(os.path.lexists, taken)):
            yield candidate


def unused(path: Path) -> Path:
    """Return the path, or the first of NAME-2, NAME-3, ... that is not taken."""
    return next(names(path))


def placed(
    path: Path,
    data: bytes,
    record: Mapping[str, Any],
    beside: str = LARGE,
) -> tuple[Path, tuple[Path, ...]]:
    """Write a piece under the first free name; returns it, and what lies beside it.

    Another process may want the same name: then one of the two gets the next.
    """
    for candidate in names(path, beside):
        with contextlib.suppress(FileExistsError):
            return candidate, stamp.save(candidate, data, record, new=True)
    raise AssertionError  # there is always one more number


def save(making: Making, one: Drawn) -> Saved:
    """Write a piece with its record, put it into the gallery, and tell the plugins."""
    named, piece, seed = making.named, one.piece, one.seed
    written = finished(
        record(
            generator=named.id,
            distribution=named.plugin.distribution,
            model=making.model,
            seed=seed,
            attempt=one.attempt,
            params=making.params.model_dump(mode="json"),
            title=piece.title,
            content=one.facts,
            checks=one.verdict.records(),
            inputs=making.context.inputs,
        )
    )
    path, companions = placed(_place(making, piece, written), piece.data, written)
    if piece.media_type == "image/png" and making.upscaling != "none":
        companions += (_large(path, piece, written, making.upscaling),)
    artwork = Artwork(
        path=path,
        media_type=piece.media_type,
        title=piece.title,
        generator=named.id,
        model=making.model.name if making.model else "",
        seed=seed,
        sha256=written["content"]["sha256"],
        credit=shown(written["credit"]),
        record=written,
        companions=companions,
    )
    told = gallery.remember(path)
    making.plugins.saved(artwork)
    return Saved(artwork=artwork, piece=piece, attempts=one.attempt + 1, told=told)


def _place(making: Making, piece: Piece, written: Mapping[str, Any]) -> Path:
    """Return where a piece is to lie, by the pattern of names."""
    spec, model = making.named.spec, making.model
    own = model is not None and model.name != making.named.id
    day, _, time = str(written["made_on"]).rstrip("Z").partition("T")
    facts = {
        "generator": spec.name,
        "seed": str(written["recipe"]["seed"]),
        "title": piece.title,
        "date": day,
        "time": time,
        "model": model.name if model and own else spec.name,
        "kind": str(written["kind"]),
    }
    path = making.folder / naming.name(making.naming, facts)
    return path.with_name(f"{path.name}{stamp.suffix(piece.media_type)}")


def _large(
    path: Path,
    piece: Piece,
    written: Mapping[str, Any],
    upscaling: str,
) -> Path:
    """Write the picture to look at, beside the raw one."""
    from athena_core import present  # noqa: PLC0415 - Pillow, for pictures only

    drawn = presentable(piece, written, upscaling)
    large = path.with_name(f"{path.stem}{LARGE}")
    parameters = {"upscaling": upscaling, "size": present.SIZE}
    made = derived(written, "presentable", parameters, drawn)
    stamp.save(large, drawn, finished(made))
    return large


def presentable(piece: Piece, written: Mapping[str, Any], upscaling: str) -> bytes:
    """Return a picture large, on a mat, with its credit and today's names beneath."""
    from athena_core import present  # noqa: PLC0415 - Pillow, for pictures only

    seed = f"seed {written['recipe']['seed']}"
    caption = [shown(written["credit"])]
    if seed not in piece.title.lower():
        caption.insert(0, seed)
    return present.presentable(
        piece.data,
        title=piece.title,
        caption=caption,
        upscaling=upscaling,
    )


def finished(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with this person's signature, where they have set `sign`.

    Raises `InputError` for a record that would be too long to be read again.
    """
    size = len(canonical.encode(record))
    if size > canonical.LARGEST - SPARE:
        raise InputError(
            f"the record of this piece would have {size:,} bytes, and one of more than "
            f"{canonical.LARGEST:,} is not read again: its title or what was given to "
            "make it is too long; nothing is saved",
        )
    if not settings.value("sign"):
        return dict(record)
    return signing.signed(record, keys.signing())


def derived(
    source: Mapping[str, Any],
    operation: str,
    parameters: Mapping[str, Any],
    data: bytes,
    media_type: str = "image/png",
) -> dict[str, Any]:
    """Return the record of what was made from a piece: the piece's, and how."""
    unsigned = {name: value for name, value in source.items() if name != "signature"}
    return {
        **unsigned,
        "content": content(media_type, data),
        "derived": {
            "operation": operation,
            "parameters": dict(parameters),
            "of": source["content"]["sha256"],
        },
    }
