"""A piece printed: large enough for the paper, its credit in the margin or behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from athena_core.consent.names import shown
from athena_core.errors import InputError
from athena_core.protocols import Piece
from athena_core.provenance import stamp
from athena_core.run.exporting.choosing import Chosen
from athena_core.run.saving import derived, finished, placed

if TYPE_CHECKING:
    from athena_core.printing import Print, Size, Where

BACK = "-back.png"
"""How the name of a print's other side goes on after the front's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """A print on disk, and its size in words."""

    paths: tuple[Path, ...]
    """The front, and the back where there is one."""
    words: str


def printed(
    one: Chosen,
    size: Size,
    *,
    upscaling: str,
    where: Where,
    to: Path,
) -> Printed:
    """Write a print, stamped with what it was made from.

    `to` is a folder, or a file's name for the front. Raises `InputError` for a piece
    that is no raw picture, and as `athena_core.printing.printed` does.
    """
    if one.piece.media_type not in {"image/png", "image/jpeg", "image/webp"}:
        raise InputError(f"{one.path} is {one.piece.media_type}; a picture is printed")
    parameters = {
        "width_mm": f"{size.width_mm:g}",
        "dpi": size.dpi,
        "bleed_mm": f"{size.bleed_mm:g}",
        "upscaling": upscaling,
        "credit": where,
    }
    made = repeated(one.piece, one.record, parameters)
    front = derived(one.record, "print", {**parameters, "side": "front"}, made.front)
    place = _place(to, one, size)
    path, _ = placed(place, made.front, finished(front), beside=BACK)
    if made.back is None:
        return Printed(paths=(path,), words=made.words)
    back = derived(one.record, "print", {**parameters, "side": "back"}, made.back)
    behind = path.with_name(f"{path.stem}{BACK}")
    stamp.save(behind, made.back, finished(back))
    return Printed(paths=(path, behind), words=made.words)


def _place(to: Path, one: Chosen, size: Size) -> Path:
    if to.suffix.lower() == ".png":
        return to
    return to / f"{one.path.stem}-print-{size.width_mm / 10:g}cm.png"


def repeated(
    piece: Piece,
    record: Mapping[str, Any],
    parameters: Mapping[str, Any],
) -> Print:
    """Print a piece by the parameters of a record."""
    from athena_core import printing  # noqa: PLC0415 - Pillow and fonts

    size = printing.Size(
        width_mm=float(parameters["width_mm"]),
        dpi=int(parameters["dpi"]),
        bleed_mm=float(parameters["bleed_mm"]),
    )
    where: printing.Where = "margin" if parameters["credit"] == "margin" else "back"
    return printing.printed(
        piece.data,
        size,
        upscaling=str(parameters["upscaling"]),
        where=where,
        title=str(record["title"]),
        caption=[f"Seed {record['recipe']['seed']}. {shown(str(record['credit']))}"],
    )
