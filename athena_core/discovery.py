"""Discovery: which plugins are installed, from metadata alone; none is imported.

What is wrong with one is a `Problem`, and the others go on.
"""

from __future__ import annotations

import functools
import os
import re
import shlex
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import Distribution, EntryPoint, entry_points

GROUP = "athena.plugins"
COMMANDS = "athena.commands"
CORE = "athena-core"
OURS = re.compile(r"athena[-_.]+core\b", re.IGNORECASE)
"""How a requirement begins that is about this core."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Installed:
    """A plugin as its metadata names it; nothing of it is imported."""

    name: str
    distribution: str
    version: str
    entry_point: EntryPoint
    requires: tuple[str, ...] = ()
    """What its distribution needs, as it is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """What is wrong with a plugin, and what mends it."""

    plugin: str
    distribution: str
    version: str
    what: str
    cure: str
    traceback: str = ""
    refused: bool = False
    """Whether it was left alone before import: it is made for another core."""


def discover(
    *,
    anyway: bool = False,
) -> tuple[tuple[Installed, ...], tuple[Problem, ...]]:
    """Read which plugins are installed, and which are refused.

    Of several distributions that claim one name, only `athena-plugin-NAME` may have it;
    one that is made for another core is not imported: both are problems.
    `ATHENA_NO_PLUGINS=1` answers that there are none, unless it is asked `anyway`, as
    those do who only look at names.
    """
    if os.environ.get("ATHENA_NO_PLUGINS") and not anyway:
        return (), ()
    claims: dict[str, list[Installed]] = {}
    for one in named(GROUP):
        same = claims.setdefault(one.name, [])
        # one distribution found twice on the path (a checkout and its install) is one
        if all(other.distribution != one.distribution for other in same):
            same.append(one)
    kept: list[Installed] = []
    problems: list[Problem] = []
    for _, same in sorted(claims.items()):
        rightful = _rightful(same)
        problems += [_claimed(one, same) for one in same if one not in rightful]
        refused = list(filter(None, map(refusal, rightful)))
        problems += refused
        kept += [] if refused else rightful
    return tuple(kept), tuple(problems)


def named(group: str, name: str = "") -> list[Installed]:
    """Return all that is installed in a group of entry points, or what bears a name."""
    found = entry_points(group=group)
    return [_installed(one) for one in (found.select(name=name) if name else found)]


def plugin_name(one: Installed) -> str:
    """Return the name of the plugin that a command comes with."""
    _, begins, name = one.distribution.partition("athena-plugin-")
    return name if begins and name else one.name


def _installed(entry_point: EntryPoint) -> Installed:
    heads = list(_heads(entry_point.dist)) if entry_point.dist else []
    return Installed(
        name=entry_point.name,
        distribution=next((text for key, text in heads if key == "name"), "unknown"),
        version=next((text for key, text in heads if key == "version"), "unknown"),
        entry_point=entry_point,
        requires=tuple(text for key, text in heads if key == "requires-dist"),
    )


def _heads(distribution: Distribution) -> Iterator[tuple[str, str]]:
    """Yield a distribution's metadata, as lower-case key and text.

    The email parser of `importlib.metadata` reads the whole README that follows them,
    once for each field that is asked: 1 ms a plugin, at every start.
    """
    try:
        text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO")
    except (OSError, ValueError):
        return
    for line in (text or "").partition("\n\n")[0].splitlines():
        key, colon, value = line.partition(":")
        if colon and not key[:1].isspace():
            yield key.lower(), value.strip()


def _rightful(same: list[Installed]) -> list[Installed]:
    if len(same) == 1:
        return same
    return [one for one in same if one.distribution == f"athena-plugin-{one.name}"]


def _claimed(one: Installed, same: list[Installed]) -> Problem:
    names = sorted(other.distribution for other in same)
    return problem(
        one,
        f"the name {one.name!r} is claimed by {' and '.join(names)}",
        cure="uninstall one of them: python -m pip uninstall "
        f"{shlex.quote(one.distribution)}",
    )


def refusal(one: Installed) -> Problem | None:
    """Return why a plugin may not be imported by this core, or None when it may."""
    core = version()
    for line in one.requires:
        wanted = _wanted(line) if core and OURS.match(line) else ""
        if wanted and not _holds(wanted, core):
            what = f"it is made for {CORE} {wanted}, and here is {core}"
            return replace(problem(one, what, cure=_mending(one, wanted)), refused=True)
    return None


@functools.cache
def version() -> str:
    """Return the version of this core, or nothing when it is not installed."""
    from importlib.metadata import (  # noqa: PLC0415 - only where one is asked
        PackageNotFoundError,
        distribution,
    )

    try:
        heads = dict(_heads(distribution(CORE)))
    except PackageNotFoundError:
        return ""
    return heads.get("version", "")


# Fifty plugins are made for the same two or three ranges of cores.
@functools.cache
def _wanted(line: str) -> str:
    """Return the versions of a requirement, or nothing where it asks for none here."""
    from packaging.requirements import (  # noqa: PLC0415 - 15 ms, only with plugins
        InvalidRequirement,
        Requirement,
    )

    try:
        wanted = Requirement(line)
    except InvalidRequirement:
        return ""
    if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
        return ""
    return str(wanted.specifier)


@functools.cache
def _holds(wanted: str, core: str) -> bool:
    from packaging.specifiers import SpecifierSet  # noqa: PLC0415 - as above

    return SpecifierSet(wanted).contains(core, prereleases=True)


def _mending(one: Installed, wanted: str) -> str:
    """Return the pip line: a newer core for a newer plugin, else a newer plugin."""
    newer = [
        part
        for part in wanted.split(",")
        if part.startswith((">", "=", "~")) and not _holds(part, version())
    ]
    if newer:
        return f"update Athena: python -m pip install --upgrade '{CORE}{wanted}'"
    name = shlex.quote(one.distribution)
    return f"update it: python -m pip install --upgrade {name}"


def problem(one: Installed, what: str, *, cure: str = "") -> Problem:
    """Return what is wrong with a plugin, with the pip line that mends it."""
    name = shlex.quote(one.distribution)
    return Problem(
        plugin=one.name,
        distribution=one.distribution,
        version=one.version,
        what=what,
        cure=cure
        or "update or remove it: python -m pip install --upgrade "
        f"{name}, or python -m pip uninstall {name}",
    )


def failed(one: Installed, what: str, error: BaseException) -> Problem:
    """Return the problem of a plugin that raised, with its traceback."""
    text = f"{what}: {type(error).__name__}: {error}".rstrip(": ")
    trace = "".join(traceback.format_exception(error))
    return replace(problem(one, text), traceback=trace)
