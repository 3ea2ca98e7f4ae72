"""Turtle: closed forms and scribbles, each where there is room for it.

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
            name="turtle",
            summary="closed forms and scribbles, drawn by a turtle where there is room",
            factory="athena_plugin_turtle.turtle:Turtle",
            params="athena_plugin_turtle.params:TurtleParams",
            media_types=("image/png", "image/svg+xml"),
        ),
    ]


@hookimpl
def athena_preview(media_type: str, data: bytes, width: int) -> object | None:
    """Draw an SVG of ours in the terminal; a PNG is drawn by the core."""
    if media_type != "image/svg+xml" or b'class="turtle"' not in data[:200]:
        return None
    from athena_plugin_turtle.preview import Drawing  # noqa: PLC0415 - Rich

    return Drawing.of(data, "turtle", width)
