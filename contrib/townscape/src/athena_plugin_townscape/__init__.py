"""Townscape: towns on a hill, grown by a grammar of walls, towers and roofs.

Strings only: nothing heavy is imported until it runs.
"""

from __future__ import annotations

from collections.abc import Iterable

from athena_core import GeneratorSpec, hookimpl


@hookimpl
def athena_generators() -> Iterable[GeneratorSpec]:
    """Name the one generator."""
    return [
        GeneratorSpec(
            name="townscape",
            summary="a town on a hill, grown by a grammar of walls, towers and roofs",
            factory="athena_plugin_townscape.townscape:Townscape",
            params="athena_plugin_townscape.params:TownscapeParams",
            media_types=("image/png", "image/svg+xml"),
        ),
    ]


@hookimpl
def athena_preview(media_type: str, data: bytes, width: int) -> object | None:
    """Draw an SVG of ours in the terminal; a PNG is drawn by the core."""
    if media_type != "image/svg+xml" or b'class="townscape"' not in data[:200]:
        return None
    from athena_plugin_townscape.preview import Drawing  # noqa: PLC0415 - Rich

    return Drawing.of(data, "townscape", width)
