"""What was made from a piece is made from it again, by the record of how.

Large pictures, postcards, prints and walks; a page of pieces is not repeated, since it
says what is so on the day it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from athena_core.plugins import Plugins
from athena_core.protocols import Piece
from athena_core.provenance.canonical import RecordError

Again = Callable[[Plugins, Mapping[str, Any]], Piece]


def repeated(
    plugins: Plugins,
    record: Mapping[str, Any],
    piece: Piece,
    again: Again,
) -> bytes:
    """Repeat the operation of a derived record on its piece.

    Raises `RecordError` for an operation that is not repeated, or whose record does not
    say how it was done.
    """
    try:
        return _repeated(plugins, record, piece, again)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        operation = record["derived"].get("operation")
        raise RecordError(f"its record does not say how the {operation} went") from None


def _repeated(
    plugins: Plugins,
    record: Mapping[str, Any],
    piece: Piece,
    again: Again,
) -> bytes:
    derived = record["derived"]
    operation, parameters = derived.get("operation"), derived.get("parameters", {})
    if operation == "presentable":
        from athena_core.run.saving import presentable  # noqa: PLC0415 - Pillow

        return presentable(piece, record, str(parameters["upscaling"]))
    if operation == "postcard":
        from athena_core.run.postcards import sides  # noqa: PLC0415 - Pillow and fonts

        poem = again(plugins, record["poem"])
        front, back, _ = sides(piece, record, poem, record["poem"])
        return front if parameters["side"] == "front" else back
    if operation == "print":
        from athena_core.run.exporting import prints  # noqa: PLC0415 - Pillow, fonts

        made = prints.repeated(piece, record, parameters)
        return made.back if parameters["side"] == "back" and made.back else made.front
    if operation == "walk":
        from athena_core.run.exporting import walks  # noqa: PLC0415 - runs a generator

        return walks.repeated(plugins, record)
    raise RecordError(
        f"the piece that this {operation} was made from came out the same; the "
        f"{operation} itself is not repeated",
    )
