"""Plugins: found by their metadata, loaded one by one, each failure contained.

Three grains, so that nobody waits for what nobody asked for: `discover()` reads names
from metadata and imports nothing; `Plugins` imports the plugins' light modules for
their specs; `load()` imports the one factory that runs. A plugin that fails at any of
these becomes a `Problem` with its traceback, and the others go on.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pluggy

from athena_core import hookspecs
from athena_core.errors import AmbiguousError, NotFoundError, PluginError
from athena_core.specs import DatasetSpec, GeneratorSpec

if TYPE_CHECKING:
    from athena_core.protocols import Artwork, Use, Work

S = TypeVar("S", GeneratorSpec, DatasetSpec)
T = TypeVar("T")

# A plugin may call sys.exit() while it is imported; Ctrl-C stays the user's.
CONTAINED = (Exception, SystemExit)


@dataclass(frozen=True, kw_only=True, slots=True)
class Installed:
    """A plugin as its metadata names it; nothing of it is imported."""

    name: str
    distribution: str
    version: str
    entry_point: EntryPoint


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """What is wrong with a plugin, and what mends it."""

    plugin: str
    distribution: str
    version: str
    what: str
    cure: str
    traceback: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named(Generic[S]):
    """A spec with the plugin it comes from."""

    spec: S
    plugin: Installed

    @property
    def id(self) -> str:
        """`plugin/name`, which no other plugin can claim."""
        return f"{self.plugin.name}/{self.spec.name}"


def discover() -> tuple[tuple[Installed, ...], tuple[Problem, ...]]:
    """Read which plugins are installed, from metadata alone.

    `ATHENA_NO_PLUGINS=1` answers that there are none. Of several distributions that
    claim one name, only `athena-plugin-NAME` may have it; the others are problems.
    """
    if os.environ.get("ATHENA_NO_PLUGINS"):
        return (), ()
    claims: dict[str, list[Installed]] = {}
    for entry_point in entry_points(group=hookspecs.GROUP):
        found = _installed(entry_point)
        same = claims.setdefault(found.name, [])
        # one distribution found twice on the path (a checkout and its install) is one
        if all(other.distribution != found.distribution for other in same):
            same.append(found)
    kept: list[Installed] = []
    problems: list[Problem] = []
    for _, same in sorted(claims.items()):
        kept += (rightful := _rightful(same))
        problems += [_claimed(one, same) for one in same if one not in rightful]
    return tuple(kept), tuple(problems)


def _installed(entry_point: EntryPoint) -> Installed:
    distribution = entry_point.dist
    return Installed(
        name=entry_point.name,
        distribution=distribution.name if distribution else "unknown",
        version=distribution.version if distribution else "unknown",
        entry_point=entry_point,
    )


def _rightful(same: list[Installed]) -> list[Installed]:
    if len(same) == 1:
        return same
    return [one for one in same if one.distribution == f"athena-plugin-{one.name}"]


def _claimed(one: Installed, same: list[Installed]) -> Problem:
    names = sorted(other.distribution for other in same)
    return _problem(
        one,
        f"the name {one.name!r} is claimed by {' and '.join(names)}",
        cure=f"uninstall one of them: python -m pip uninstall {one.distribution}",
    )


def _problem(one: Installed, what: str, *, cure: str = "") -> Problem:
    return Problem(
        plugin=one.name,
        distribution=one.distribution,
        version=one.version,
        what=what,
        cure=cure
        or "update or remove it: python -m pip install --upgrade "
        f"{one.distribution}, or python -m pip uninstall {one.distribution}",
        traceback="",
    )


def _failed(one: Installed, what: str, error: BaseException) -> Problem:
    text = f"{what}: {type(error).__name__}: {error}".rstrip(": ")
    plain = _problem(one, text)
    return Problem(
        plugin=plain.plugin,
        distribution=plain.distribution,
        version=plain.version,
        what=plain.what,
        cure=plain.cure,
        traceback="".join(traceback.format_exception(error)),
    )


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


@dataclass
class Plugins:
    """The plugins of this process; loads their light modules at the first question."""

    installed: tuple[Installed, ...]
    problems: list[Problem] = field(default_factory=list)
    _manager: pluggy.PluginManager | None = None

    def _loaded(self) -> pluggy.PluginManager:
        if self._manager is None:
            self._manager = _manager()
            for one in self.installed:
                self._load(one, self._manager)
        return self._manager

    def _load(self, one: Installed, manager: pluggy.PluginManager) -> None:
        try:
            module = one.entry_point.load()
            # A registration that fails leaves pieces behind in pluggy, so a manager of
            # its own tries it first.
            trial = _manager()
            trial.register(module, one.name)
            trial.check_pending()
            manager.register(module, one.name)
        except CONTAINED as error:
            if os.environ.get("ATHENA_STRICT_PLUGINS"):
                raise
            self.problems.append(_failed(one, "it does not load", error))

    def _ask(self, hook: str, **arguments: Any) -> Iterator[tuple[Installed, Any]]:
        """Call a hook plugin by plugin; what raises is a problem, not an end.

        A hook may be a generator, so its result is read in here too.
        """
        manager = self._loaded()
        for one in self.installed:
            if manager.get_plugin(one.name) is None:
                continue
            answer = self._answer(one, manager, hook, arguments)
            if answer is not None:
                yield one, answer

    def _answer(
        self,
        one: Installed,
        manager: pluggy.PluginManager,
        hook: str,
        arguments: dict[str, Any],
    ) -> Any:
        others = [p for n, p in manager.list_name_plugin() if n != one.name]
        caller = manager.subset_hook_caller(hook, others)
        try:
            result = caller(**arguments)
            if isinstance(result, list):
                return [list(part) if _many(part) else part for part in result]
        except CONTAINED as error:
            if os.environ.get("ATHENA_STRICT_PLUGINS"):
                raise
            self.problems.append(_failed(one, f"its hook {hook} failed", error))
            return None
        return result

    def _collect(self, hook: str, kind: type[S]) -> tuple[Named[S], ...]:
        found: dict[str, Named[S]] = {}
        for one, answers in self._ask(hook):
            for spec in [item for part in answers for item in part]:
                if not isinstance(spec, kind):
                    what = f"its hook {hook} gave {spec!r}, which is no {kind.__name__}"
                    self.problems.append(_problem(one, what))
                elif f"{one.name}/{spec.name}" in found:
                    what = f"its hook {hook} names {spec.name!r} twice"
                    self.problems.append(_problem(one, what))
                else:
                    named = Named(spec=spec, plugin=one)
                    found[named.id] = named
        return tuple(found.values())

    @functools.cached_property
    def generators(self) -> tuple[Named[GeneratorSpec], ...]:
        """All generators, by id."""
        return self._collect("athena_generators", GeneratorSpec)

    @functools.cached_property
    def datasets(self) -> tuple[Named[DatasetSpec], ...]:
        """All datasets, by id."""
        return self._collect("athena_datasets", DatasetSpec)

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
        return text

    def refusal(self, work: Work, use: Use) -> str | None:
        """Return the first refusal of a work by a plugin; an error is a refusal."""
        before = len(self.problems)
        for one, reason in self._ask("athena_refuse", work=work, use=use):
            return f"{one.name}: {reason}"
        if len(self.problems) > before:
            problem = self.problems[before]
            return f"{problem.plugin}: {problem.what}"
        return None

    def preview(self, media_type: str, data: bytes, width: int) -> object | None:
        """Return the first drawing of a piece that a plugin offers."""
        arguments = {"media_type": media_type, "data": data, "width": width}
        for _, drawing in self._ask("athena_preview", **arguments):
            return drawing  # type: ignore[no-any-return]
        return None

    def saved(self, artwork: Artwork) -> None:
        """Tell every plugin that an artwork was saved."""
        for _ in self._ask("athena_saved", artwork=artwork):
            pass


def _manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def _many(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes)


@functools.cache
def plugins() -> Plugins:
    """Return the plugins installed beside this core, found once a process."""
    installed, problems = discover()
    return Plugins(installed=installed, problems=list(problems))


def command(name: str) -> Callable[..., Any] | None:
    """Load a command that a plugin brings (`athena.commands`), or answer None.

    Raises `PluginError` when it is there and does not load.
    """
    for entry_point in entry_points(group=hookspecs.COMMANDS, name=name):
        return load(entry_point.value)  # type: ignore[no-any-return]
    return None
