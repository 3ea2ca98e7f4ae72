"""What was made from a piece is made from it again: large pictures and postcards."""

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

    Raises `RecordError` for an operation that is not repeated.
    """
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
    raise RecordError(
        f"the piece that this {operation} was made from came out the same; the "
        f"{operation} itself is not repeated",
    )
