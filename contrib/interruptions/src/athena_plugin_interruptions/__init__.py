"""Interruptions: a grid of strokes, turned by chance, with silences in it.

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
            name="interruptions",
            summary="a grid of strokes, turned by chance, with silences in it",
            factory="athena_plugin_interruptions.interruptions:Interruptions",
            params="athena_plugin_interruptions.params:InterruptionsParams",
            media_types=("image/png", "image/svg+xml"),
        ),
    ]


@hookimpl
def athena_preview(media_type: str, data: bytes, width: int) -> object | None:
    """Draw an SVG of ours in the terminal; a PNG is drawn by the core."""
    if media_type != "image/svg+xml" or b'class="interruptions"' not in data[:200]:
        return None
    from athena_plugin_interruptions.preview import Drawing  # noqa: PLC0415 - Rich

    return Drawing.of(data, "interruptions", width)
