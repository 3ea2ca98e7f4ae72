"""What a plugin needs and this machine has not: distributions, weights, a device."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

from athena_core.library import fetched
from athena_core.specs import GeneratorSpec

if TYPE_CHECKING:
    from packaging.requirements import Requirement

TOO_DEEP = 3
"""Extras of extras are followed this far."""
EXTRA_OF_CORE = re.compile(r"athena[-_.]+core", re.IGNORECASE)


def distributions(lines: Iterable[str]) -> tuple[str, str]:
    """Return what is missing of a plugin's requirements, and the line that mends it.

    Both are empty when nothing is.
    """
    for line in lines:
        missing = list(_missing(line, frozenset(), TOO_DEEP))
        if missing:
            return ", ".join(missing), f"python -m pip install '{_asked(line)}'"
    return "", ""


def _asked(line: str) -> str:
    """Return a requirement without its marker, as pip takes it."""
    wanted = _requirement(line)
    if not wanted:
        return line
    extras = f"[{','.join(sorted(wanted.extras))}]" if wanted.extras else ""
    # a core with its extra: the version that is here stays
    here = "" if EXTRA_OF_CORE.fullmatch(wanted.name) else str(wanted.specifier)
    return f"{wanted.name}{extras}{here}"


def _requirement(line: str) -> Requirement | None:
    from packaging.requirements import (  # noqa: PLC0415 - 15 ms, only where asked
        InvalidRequirement,
        Requirement,
    )

    try:
        return Requirement(line)
    except InvalidRequirement:
        return None


def _missing(line: str, extras: frozenset[str], depth: int) -> Iterator[str]:
    wanted = _requirement(line)
    if wanted is None or not _applies(wanted, extras) or not depth:
        return
    try:
        here = version(wanted.name)
    except PackageNotFoundError:
        yield wanted.name
        return
    if wanted.specifier and not wanted.specifier.contains(here, prereleases=True):
        yield f"{wanted.name} {wanted.specifier} (here is {here})"
    for inner in (requires(wanted.name) or ()) if wanted.extras else ():
        if "extra" in inner:
            yield from _missing(inner, frozenset(wanted.extras), depth - 1)


def _applies(wanted: Requirement, extras: frozenset[str]) -> bool:
    if not wanted.marker:
        return True
    return any(wanted.marker.evaluate({"extra": one}) for one in extras or {""})


def weights(plugin: str, specs: Iterable[GeneratorSpec]) -> tuple[str, str]:
    """Return which generators' weights are elsewhere still, and the command for it."""
    for spec in specs:
        if spec.fetch and not fetched.complete(f"{plugin}/{spec.name}", spec.fetch):
            return f"weights of {spec.name}", f"athena models fetch {spec.name}"
    return "", ""


def device(specs: Iterable[GeneratorSpec]) -> tuple[str, str]:
    """Return the device that a generator needs and that is not here, and what to do.

    Asks PyTorch, but only for a plugin that names a device.
    """
    for spec in specs:
        if spec.devices and (why := _no_device(spec.devices)):
            return f"a device for {spec.name}: {' or '.join(spec.devices)}", why
    return "", ""


def _no_device(kinds: tuple[str, ...]) -> str:
    from athena_core import accel  # noqa: PLC0415 - loads PyTorch, where it is asked

    try:
        reasons = [accel.why_not(kind) for kind in kinds]
    except (ImportError, OSError) as error:
        return f"PyTorch does not load ({error}); see `athena doctor`"
    return "" if None in reasons else "; ".join(filter(None, reasons))
