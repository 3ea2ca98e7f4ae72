"""All models there are: those of plugins, and the user's own."""

from __future__ import annotations

from collections.abc import Iterator

from athena_core.errors import InputError, NotFoundError
from athena_core.library import fetched, models
from athena_core.plugins import Plugins
from athena_core.protocols import Model


def listing(plugins: Plugins) -> Iterator[Model | InputError]:
    """Yield the plugins' models, then the user's, and what is wrong with any."""
    for one in plugins.generators:
        try:
            model = fetched.own(one.id, one.spec)
        except InputError as error:
            yield error
        else:
            if model is not None:
                yield model
    yield from models.listing()


def find(plugins: Plugins, name: str) -> Model:
    """Return a model by name; a plugin's by its generator's id or short name.

    Raises `NotFoundError` with the nearest name when there is none.
    """
    for one in plugins.generators:
        if name in (one.id, one.spec.name):
            model = fetched.own(one.id, one.spec)
            if model is not None:
                return model
    if "/" in name:
        raise NotFoundError(f"no plugin here brings a model {name!r}")
    return models.find(name)


def elsewhere(plugins: Plugins) -> list[str]:
    """Return the ids of generators whose weights were not fetched yet."""
    return [
        one.id
        for one in plugins.generators
        if one.spec.fetch and not fetched.complete(one.id, one.spec.fetch)
    ]
