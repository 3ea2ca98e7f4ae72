"""The five hooks, and the marker a plugin puts on its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from athena_core.protocols import Artwork, Use, Work
    from athena_core.specs import DatasetSpec, GeneratorSpec

PROJECT = "athena"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def athena_generators() -> Iterable[GeneratorSpec]:  # type: ignore[empty-body]
    """Name the generators this plugin brings. Strings only: import nothing heavy."""


@hookspec
def athena_datasets() -> Iterable[DatasetSpec]:  # type: ignore[empty-body]
    """Name the datasets this plugin brings."""


@hookspec(firstresult=True)
def athena_refuse(work: Work, use: Use) -> str | None:
    """Refuse one use of one work, with the reason, or pass with None.

    A plugin may refuse more than the core, never allow more. An error counts as a
    refusal.
    """


@hookspec(firstresult=True)
def athena_preview(media_type: str, data: bytes, width: int) -> object | None:
    """Draw a piece as a Rich renderable, `width` columns wide, or pass with None."""


@hookspec
def athena_saved(artwork: Artwork) -> None:
    """Hear of an artwork that was saved. A failure here never undoes the save."""
