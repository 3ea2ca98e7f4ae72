"""All models there are: those inside plugins' packages, and the user's own."""

from __future__ import annotations

from collections.abc import Iterator

from athena_core.errors import InputError, NotFoundError
from athena_core.library import models
from athena_core.plugins import Plugins
from athena_core.protocols import Model


def listing(plugins: Plugins) -> Iterator[Model | InputError]:
    """Yield the shipped models, then the user's, and what is wrong with any."""
    for one in plugins.generators:
        try:
            model = models.shipped(one.spec.weights, one.id)
        except InputError as error:
            yield error
        else:
            if model is not None:
                yield model
    yield from models.listing()


def find(plugins: Plugins, name: str) -> Model:
    """Return a model by name; a shipped one by its generator's id or short name.

    Raises `NotFoundError` with the nearest name when there is none.
    """
    for one in plugins.generators:
        if name in (one.id, one.spec.name):
            model = models.shipped(one.spec.weights, one.id)
            if model is not None:
                return model
    if "/" in name:
        raise NotFoundError(f"no plugin here brings a model {name!r}")
    return models.find(name)
