"""Athena: paintings and poems by models that say whose works they learned from.

The public names, resolved when they are first asked for (PEP 562), so that importing
the package costs nothing. Type checkers read the block below; a test holds the two
together.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from athena_core import gallery, pictures, pixels, text
    from athena_core.accel import Accelerator
    from athena_core.errors import (
        AmbiguousError,
        AthenaError,
        DeviceError,
        InputError,
        NotAdmittedError,
        NotFoundError,
        ParamsError,
        PictureError,
        PluginError,
        RefusedError,
    )
    from athena_core.hookspecs import (
        hookimpl,
    )
    from athena_core.library import (
        home,
    )
    from athena_core.params import (
        Params,
    )
    from athena_core.protocols import (
        Artwork,
        Checkpoint,
        Context,
        Corpus,
        Dataset,
        Encodes,
        Event,
        Generates,
        Interpolates,
        Metric,
        Model,
        Piece,
        Preview,
        Progress,
        Right,
        Skipped,
        Source,
        Trains,
        Transforms,
        Work,
        held_out,
    )
    from athena_core.provenance.content import (
        pixels_sha256,
    )
    from athena_core.specs import (
        DatasetSpec,
        GeneratorSpec,
        Weights,
    )

_ROOMS = {
    "Accelerator": "accel",
    "AmbiguousError": "errors",
    "Artwork": "protocols",
    "AthenaError": "errors",
    "Checkpoint": "protocols",
    "Context": "protocols",
    "Corpus": "protocols",
    "Dataset": "protocols",
    "DatasetSpec": "specs",
    "DeviceError": "errors",
    "Encodes": "protocols",
    "Event": "protocols",
    "Generates": "protocols",
    "GeneratorSpec": "specs",
    "InputError": "errors",
    "Interpolates": "protocols",
    "Metric": "protocols",
    "Model": "protocols",
    "NotAdmittedError": "errors",
    "NotFoundError": "errors",
    "Params": "params",
    "ParamsError": "errors",
    "PictureError": "errors",
    "Piece": "protocols",
    "PluginError": "errors",
    "Preview": "protocols",
    "Progress": "protocols",
    "RefusedError": "errors",
    "Right": "protocols",
    "Skipped": "protocols",
    "Source": "protocols",
    "Trains": "protocols",
    "Transforms": "protocols",
    "Weights": "specs",
    "Work": "protocols",
    "gallery": "",
    "held_out": "protocols",
    "home": "library",
    "hookimpl": "hookspecs",
    "pictures": "",
    "pixels": "",
    "pixels_sha256": "provenance.content",
    "text": "",
}
"""Where each public name lives; an empty room is a module of that name."""

__all__ = [
    "Accelerator",
    "AmbiguousError",
    "Artwork",
    "AthenaError",
    "Checkpoint",
    "Context",
    "Corpus",
    "Dataset",
    "DatasetSpec",
    "DeviceError",
    "Encodes",
    "Event",
    "Generates",
    "GeneratorSpec",
    "InputError",
    "Interpolates",
    "Metric",
    "Model",
    "NotAdmittedError",
    "NotFoundError",
    "Params",
    "ParamsError",
    "PictureError",
    "Piece",
    "PluginError",
    "Preview",
    "Progress",
    "RefusedError",
    "Right",
    "Skipped",
    "Source",
    "Trains",
    "Transforms",
    "Weights",
    "Work",
    "gallery",
    "held_out",
    "home",
    "hookimpl",
    "pictures",
    "pixels",
    "pixels_sha256",
    "text",
]


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'athena_core' has no attribute {name!r}")
    module = importlib.import_module(f"athena_core.{room or name}")
    return getattr(module, name) if room else module


def __dir__() -> list[str]:
    return list(__all__)
