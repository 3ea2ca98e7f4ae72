"""Discovery: which plugins are installed, from metadata alone; none is imported.

What is wrong with one is a `Problem`, and the others go on.
"""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points

GROUP = "athena.plugins"
COMMANDS = "athena.commands"


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


def discover() -> tuple[tuple[Installed, ...], tuple[Problem, ...]]:
    """Read which plugins are installed, and which claims to a name are refused.

    `ATHENA_NO_PLUGINS=1` answers that there are none. Of several distributions that
    claim one name, only `athena-plugin-NAME` may have it; the others are problems.
    """
    if os.environ.get("ATHENA_NO_PLUGINS"):
        return (), ()
    claims: dict[str, list[Installed]] = {}
    for entry_point in entry_points(group=GROUP):
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
    return problem(
        one,
        f"the name {one.name!r} is claimed by {' and '.join(names)}",
        cure=f"uninstall one of them: python -m pip uninstall {one.distribution}",
    )


def problem(one: Installed, what: str, *, cure: str = "") -> Problem:
    """Return what is wrong with a plugin, with the pip line that mends it."""
    return Problem(
        plugin=one.name,
        distribution=one.distribution,
        version=one.version,
        what=what,
        cure=cure
        or "update or remove it: python -m pip install --upgrade "
        f"{one.distribution}, or python -m pip uninstall {one.distribution}",
    )


def failed(one: Installed, what: str, error: BaseException) -> Problem:
    """Return the problem of a plugin that raised, with its traceback."""
    text = f"{what}: {type(error).__name__}: {error}".rstrip(": ")
    trace = "".join(traceback.format_exception(error))
    return replace(problem(one, text), traceback=trace)
