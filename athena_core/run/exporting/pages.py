"""Pieces as one HTML file that opens from disk, asks no network and runs nothing.

Pictures lie in it as they were saved, so that whoever takes one from the page has its
record too. Small ones are drawn in whole, sharp pixels.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import pictures
from athena_core.consent.registry import Registry
from athena_core.consent.since import since
from athena_core.errors import InputError, PictureError
from athena_core.plugins import Plugins
from athena_core.provenance import reading, stamp
from athena_core.provenance.record import ASKED, installed
from athena_core.run.exporting import sheet
from athena_core.run.exporting.allowing import Asked
from athena_core.run.exporting.choosing import Chosen, told
from athena_core.run.exporting.telling import credits_of, facts, heading
from athena_core.run.saving import derived, finished

INDEX = "index.html"
SHOWN = frozenset({"image/png", "image/apng", "image/jpeg", "image/webp", "image/gif"})
DRAWN = "image/svg+xml"
HEAVY = 25_000_000
"""Bytes of a page from which on a reader with a slow line waits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exported:
    """A page on disk, and what its maker should be told."""

    path: Path
    sidecar: Path
    notes: tuple[str, ...] = ()


def export(
    pieces: Sequence[Chosen],
    to: Path,
    asked: Asked,
    registry: Registry,
    plugins: Plugins,
    *,
    title: str,
    on: dt.date,
    alternative: Callable[[Path], str],
    large: bool = True,
) -> Exported:
    """Write a page of pieces, and its record beside it.

    `to` is the page's file, or a folder for an `index.html`; `alternative` gives the
    words for a picture that cannot be seen. Raises `InputError` for a piece that no
    page can show, and where a file lies that Athena did not write.
    """
    path = to if to.suffix.lower() in {".html", ".htm"} else to / INDEX
    _free(path)
    different = list({one.sha256: one for one in pieces}.values())
    shown = []
    for one in different:
        picture = None if one.is_poem else _picture(one, alternative(one.path))
        with told(one.path):
            lately = since(registry, one.record, on)
            shown.append(_shown(one, plugins, lately, picture, large=large))
    models = _models(different)
    page = sheet.page(shown, models, title=title, asked=asked, on=on).encode()
    [beside] = stamp.save(path, page, finished(_record(different, page, title, asked)))
    notes = (_heavy(len(page)),) if len(page) > HEAVY else ()
    return Exported(path=path, sidecar=beside, notes=notes)


def _free(path: Path) -> None:
    """Let a page be written anew, and nothing else be written over."""
    if not path.exists():
        return
    beside = stamp.sidecar(path)
    record = reading.read(path).record if path.is_file() and beside.is_file() else None
    if not record or record.get("derived", {}).get("operation") != "page":
        raise InputError(f"{path} is there and is no page of Athena's; choose another")


def _shown(
    one: Chosen,
    plugins: Plugins,
    lately: Iterable[str],
    picture: sheet.Picture | None,
    *,
    large: bool,
) -> sheet.Shown:
    """Gather what a page has of one piece."""
    return sheet.Shown(
        chosen=one,
        heading=heading(one),
        facts=facts(one, plugins, lately),
        credit=credits_of([one])[0],
        picture=picture,
        large=_picture_of(one.large) if large and one.large else None,
    )


def _picture(one: Chosen, alternative: str) -> sheet.Picture:
    """Return a piece's picture. Raises `InputError` for what no page can show."""
    data, media_type = one.piece.data, one.piece.media_type
    if media_type == DRAWN:
        return sheet.Picture(media_type, data, None, alternative)
    if media_type not in SHOWN:
        raise InputError(f"{one.path} is {media_type}; a page shows pictures and poems")
    try:
        size = _size(data)
    except PictureError as error:
        raise InputError(f"{one.path}: {error}") from None
    return sheet.Picture(media_type, data, size, alternative)


def _picture_of(path: Path) -> sheet.Picture:
    data = path.read_bytes()
    alternative = "The same picture, large and on a mat, with its credit underneath"
    return sheet.Picture("image/png", data, _size(data), alternative)


def _size(data: bytes) -> tuple[int, int]:
    return pictures.decode(data, max_aspect=math.inf).size


def _models(pieces: Sequence[Chosen]) -> dict[str, Any]:
    """Return the models behind the pieces, by name."""
    models = (one.record["model"] for one in pieces)
    return {str(one["name"]): one for one in models if one is not None}


def _record(
    pieces: Sequence[Chosen],
    page: bytes,
    title: str,
    asked: Asked,
) -> dict[str, Any]:
    """Return the page's record: its first piece's, the others named by their hashes."""
    first, *rest = pieces
    conditions = {
        condition
        for one in pieces
        for condition in one.record.get("conditions", ["not-for-sharing"])
    }
    parameters = {"pieces": len(pieces), "private": asked.private}
    made = derived(first.record, "page", parameters, page, "text/html")
    made["derived"]["with"] = [one.sha256 for one in rest]
    order = [*ASKED, "credit-welcome", "not-for-sharing"]
    return {
        **made,
        "title": title,
        "credit": " ".join(dict.fromkeys(str(one.record["credit"]) for one in pieces)),
        "conditions": [one for one in order if one in conditions],
    }


def _heavy(size: int) -> str:
    return (
        f"the page is {size / 1e6:.0f} MB; --no-large leaves out the large pictures "
        f"(Athena {installed('athena-core')})"
    )
