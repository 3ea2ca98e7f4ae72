"""Plugins: loaded one by one, asked one by one, each failure contained.

Three grains, so that nobody waits for what nobody asked for: `discovery` reads names
from metadata and imports nothing; `Plugins` imports the plugins' light modules for
their specs (or finds them in `speccache`); `load()` imports the one factory that runs.
A plugin that fails at any of these becomes a `Problem` with its traceback.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pluggy

from athena_core import hookspecs, outcomes, speccache
from athena_core.discovery import (
    COMMANDS,
    Installed,
    Problem,
    discover,
    failed,
    named,
    plugin_name,
    problem,
    refusal,
)
from athena_core.errors import AmbiguousError, NotFoundError, PluginError
from athena_core.library import switches
from athena_core.specs import DatasetSpec, GeneratorSpec

if TYPE_CHECKING:
    from athena_core.protocols import Artwork, Use, Work

S = TypeVar("S", GeneratorSpec, DatasetSpec)

# A plugin may call sys.exit() while it is imported; Ctrl-C stays the user's.
CONTAINED = (Exception, SystemExit)


@dataclass(frozen=True, kw_only=True, slots=True)
class Named(Generic[S]):
    """A spec with the plugin it comes from."""

    spec: S
    plugin: Installed

    @property
    def id(self) -> str:
        """`plugin/name`, which no other plugin can claim."""
        return f"{self.plugin.name}/{self.spec.name}"


@dataclass
class Plugins:
    """The plugins of this process; each light module is loaded when it is asked."""

    installed: tuple[Installed, ...]
    problems: list[Problem] = field(default_factory=list)
    off: tuple[str, ...] = ()
    """Names of those that are installed and turned off."""
    _managers: dict[str, pluggy.PluginManager | None] = field(default_factory=dict)

    def load_all(self) -> None:
        """Load every light module, so that `problems` holds all that do not load."""
        for one in self.installed:
            self._manager(one)

    def _manager(self, one: Installed) -> pluggy.PluginManager | None:
        """Return the manager of this one plugin, or None when it does not load.

        Each has its own, so a registration that fails leaves nothing behind, and a hook
        that raises hides no other plugin's.
        """
        if one.name not in self._managers:
            self._managers[one.name] = self._loaded(one)
        return self._managers[one.name]

    def _loaded(self, one: Installed) -> pluggy.PluginManager | None:
        if hanging := _hanging(one):
            self.problems.append(hanging)
            return None
        manager = pluggy.PluginManager(hookspecs.PROJECT)
        manager.add_hookspecs(hookspecs)
        try:
            manager.register(one.entry_point.load(), one.name)
            manager.check_pending()
        except CONTAINED as error:
            self._contain(one, "it does not load", error)
            self._keep(one)
            return None
        return manager

    def _contain(self, one: Installed, what: str, error: BaseException) -> None:
        if os.environ.get("ATHENA_STRICT_PLUGINS"):
            raise error
        self.problems.append(failed(one, what, error))

    def _keep(self, one: Installed) -> None:
        """Keep what came of loading it, for those who only list."""
        mine = (
            problem
            for problem in self.problems
            if (problem.plugin, problem.distribution) == (one.name, one.distribution)
        )
        outcomes.keep(one, outcomes.Outcome(problems=tuple(mine)))

    def _ask(self, one: Installed, hook: str, **arguments: Any) -> Any:
        """Call one plugin's hook; what raises is a problem, and the answer None.

        A hook may be a generator, so its result is read in here too.
        """
        manager = self._manager(one)
        if manager is None:
            return None
        try:
            answer = getattr(manager.hook, hook)(**arguments)
            if isinstance(answer, list):
                return [item for part in answer for item in _items(part)]
        except CONTAINED as error:
            self._contain(one, f"its hook {hook} failed", error)
            return None
        return answer

    @functools.cached_property
    def generators(self) -> tuple[Named[GeneratorSpec], ...]:
        """All generators, by id."""
        return tuple(self._named("athena_generators", GeneratorSpec))

    @functools.cached_property
    def datasets(self) -> tuple[Named[DatasetSpec], ...]:
        """All datasets, by id."""
        return tuple(self._named("athena_datasets", DatasetSpec))

    def _named(self, hook: str, kind: type[S]) -> Iterator[Named[S]]:
        for one in self.installed:
            specs = speccache.remembered(one, kind)
            if specs is None:
                specs = self._specs(one, hook, kind)
            yield from (Named(spec=spec, plugin=one) for spec in specs)

    def _specs(self, one: Installed, hook: str, kind: type[S]) -> tuple[S, ...]:
        """Ask a plugin for its specs; remembered when there was no problem."""
        before = len(self.problems)
        found: dict[str, S] = {}
        for spec in self._ask(one, hook) or ():
            if not isinstance(spec, kind):
                what = f"its hook {hook} gave {spec!r}, which is no {kind.__name__}"
                self.problems.append(problem(one, what))
            elif spec.name in found:
                what = f"its hook {hook} names {spec.name!r} twice"
                self.problems.append(problem(one, what))
            else:
                found[spec.name] = spec
        specs = tuple(found.values())
        if len(self.problems) == before:
            speccache.remember(one, kind, specs)
        if self._manager(one):
            self._keep(one)
        return specs

    def generator(self, name: str) -> Named[GeneratorSpec]:
        """Find a generator by id or short name.

        Raises `NotFoundError` with the nearest name, `AmbiguousError` with the choices.
        """
        return self._find("generator", name, self.generators)

    def dataset(self, name: str) -> Named[DatasetSpec]:
        """Find a dataset by id or short name; raises as `generator` does."""
        return self._find("dataset", name, self.datasets)

    def _find(self, kind: str, name: str, known: tuple[Named[S], ...]) -> Named[S]:
        hits = [one for one in known if name in (one.id, one.spec.name)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            choices = ", ".join(hit.id for hit in hits)
            raise AmbiguousError(
                f"several plugins have a {kind} {name!r}; say which: {choices}",
            )
        raise NotFoundError(self._missing(kind, name, [one.id for one in known]))

    def _missing(self, kind: str, name: str, ids: list[str]) -> str:
        names = ids + [one.partition("/")[2] for one in ids]
        near = difflib.get_close_matches(name, names, n=1)
        text = f"there is no {kind} {name!r}"
        if near:
            text += f"; did you mean {near[0]!r}?"
        elif ids:
            text += f"; there are: {', '.join(ids)}"
        else:
            text += ", and no plugin that brings one is installed"
        if self.problems:
            text += " (a plugin is broken: see `athena doctor`)"
        if self.off:
            text += f" (off: {', '.join(self.off)}; `athena plugins on NAME`)"
        return text

    def refusal(self, work: Work, use: Use) -> str | None:
        """Return the first refusal of a work by a plugin; an error is a refusal."""
        for one in self.installed:
            before = len(self.problems)
            reason = self._ask(one, "athena_refuse", work=work, use=use)
            if len(self.problems) > before and self._managers[one.name]:
                reason = self.problems[-1].what
            if reason is not None:
                return f"{one.name}: {reason}"
        return None

    def preview(self, media_type: str, data: bytes, width: int) -> object | None:
        """Return the first drawing of a piece that a plugin offers."""
        arguments = {"media_type": media_type, "data": data, "width": width}
        drawings = (
            self._ask(one, "athena_preview", **arguments) for one in self.installed
        )
        return next((drawing for drawing in drawings if drawing is not None), None)

    def saved(self, artwork: Artwork) -> None:
        """Tell every plugin that an artwork was saved."""
        for one in self.installed:
            self._ask(one, "athena_saved", artwork=artwork)


def _items(part: Any) -> list[Any]:
    """Return what a collecting hook gave; one that is no list is itself the item."""
    return list(part) if isinstance(part, Iterable) else [part]


@functools.cache
def plugins() -> Plugins:
    """Return the plugins installed beside this core, found once a process."""
    installed, problems = discover()
    off = switches.off() if installed or problems else frozenset()
    names = {one.name for one in installed} | {one.plugin for one in problems}
    return Plugins(
        installed=tuple(one for one in installed if one.name not in off),
        problems=[one for one in problems if one.plugin not in off],
        off=tuple(sorted(off & names)),
    )


def _hanging(one: Installed) -> Problem | None:
    """Return the problem of a plugin that was caught hanging while it was imported."""
    outcome = outcomes.known(one)
    return outcome.problems[0] if outcome and outcome.hangs else None


def load(target: str) -> Any:
    """Import `package.module:name`.

    Raises `PluginError` naming the target when it cannot be had.
    """
    module, _, name = target.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as error:
        if error.name == "torch":
            raise PluginError(
                f"{target} needs PyTorch, which is not installed here: "
                "python -m pip install 'athena-core[torch]'",
            ) from error
        raise PluginError(f"{target} cannot be imported: {error}") from error
    except CONTAINED as error:
        raise PluginError(f"{target} cannot be imported: {error}") from error


def command(name: str) -> Any:
    """Load a command that a plugin brings (`athena.commands`), or answer None.

    Raises `PluginError` when it is there and does not load, or is for another core.
    """
    off = switches.off()
    for one in named(COMMANDS, name):
        if plugin_name(one) in off:
            return None
        if refused := refusal(one):
            raise PluginError(f"{one.distribution}: {refused.what}; {refused.cure}")
        return load(one.entry_point.value)
    return None
