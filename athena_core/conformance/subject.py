"""What a check looks at: one plugin, or one generator or dataset of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from athena_core.conformance.check import NotAsked
from athena_core.discovery import Installed, discover
from athena_core.errors import NotFoundError, PluginError
from athena_core.plugins import Named, Plugins, load
from athena_core.specs import DatasetSpec, GeneratorSpec

NAMES = "names-resolve"
CAPABILITIES = "capabilities-agree"


def installed(plugin: str) -> Plugins:
    """Return one plugin alone, so that no other can be in its way.

    Raises `NotFoundError` when it is not installed.
    """
    found, problems = discover()
    mine = [one for one in found if one.name == plugin]
    if not mine:
        told = [f"; {one.what}" for one in problems if one.plugin == plugin]
        raise NotFoundError(
            f"no plugin {plugin!r} is installed here{''.join(told)}; see "
            "`athena plugins list`",
        )
    return Plugins(installed=tuple(mine))


@dataclass(eq=False)
class Subject:
    """One generator or dataset, loaded as far as a check needs it."""

    plugin: Installed
    spec: GeneratorSpec | DatasetSpec
    folder: Path
    """Holds the child's `home`, `work`, `temporary` and `athena` folders."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the author gave: training values, or a dataset's options."""

    @property
    def id(self) -> str:
        """`plugin/name`."""
        return f"{self.plugin.name}/{self.spec.name}"

    @property
    def generator(self) -> GeneratorSpec:
        """The spec of a generator."""
        if not isinstance(self.spec, GeneratorSpec):
            raise TypeError(f"{self.id} is no generator")
        return self.spec

    @property
    def named(self) -> Named[GeneratorSpec]:
        """The generator with its plugin, as the core's driver takes it."""
        return Named(spec=self.generator, plugin=self.plugin)

    @functools.cached_property
    def params(self) -> Any:
        """The class of its params."""
        return self._options(self.spec.params)

    @functools.cached_property
    def train_params(self) -> Any:
        """The class of its params for training."""
        return self._options(self.generator.train_params)

    @functools.cached_property
    def factory(self) -> Any:
        """The class that does the work."""
        return self._loaded(self.spec.factory)

    def method(self, word: str) -> Any:
        """Return a method of a new instance; `NotAsked` when there is none."""
        method = getattr(self.factory(), word, None)
        if method is None:
            raise NotAsked(f"it has no method {word}(): see {CAPABILITIES}")
        return method

    def _options(self, target: str) -> Any:
        found = self._loaded(target)
        if not hasattr(found, "model_fields"):
            raise NotAsked(f"{target} is no class of Params: see {NAMES}")
        return found

    def _loaded(self, target: str) -> Any:
        try:
            return load(target)
        except PluginError as error:
            raise NotAsked(f"{target} does not load: see {NAMES}") from error
