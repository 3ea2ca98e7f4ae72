"""How a plugin loaded last time, so that a list can say so without importing it.

One JSON file a plugin in the cache. Its name is a hash of what was installed and of the
light module's file as it lies there, so that an update or an edit is a new question.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
from dataclasses import asdict, dataclass
from pathlib import Path

from athena_core import files
from athena_core.discovery import Installed, Problem
from athena_core.errors import InputError
from athena_core.library import home

VERSION = "1"
TORN = (KeyError, TypeError, ValueError, AttributeError)
"""What a file raises that is JSON and holds no outcome."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of loading a plugin: nothing wrong, or problems."""

    problems: tuple[Problem, ...] = ()
    hangs: bool = False
    """Whether it was still loading when its time was up."""


def known(one: Installed) -> Outcome | None:
    """Return what came of it last time, or None when it was not tried as it is now."""
    try:
        kept = files.read_json(_path(one))
        problems = tuple(Problem(**problem) for problem in kept["problems"])
        return Outcome(problems=problems, hangs=bool(kept["hangs"]))
    except (InputError, *TORN):
        return None


def keep(one: Installed, outcome: Outcome) -> None:
    """Keep what came of it; a folder that cannot be written costs only the memory."""
    if known(one) == outcome:
        return
    with contextlib.suppress(InputError):
        files.write_json(_path(one), asdict(outcome))


def forget(one: Installed) -> None:
    """Forget what came of it, so that it is tried anew."""
    with contextlib.suppress(OSError):
        _path(one).unlink(missing_ok=True)


def lost(one: Installed) -> bool:
    """Whether a plugin's top module is nowhere to be found; nothing is imported."""
    try:
        return importlib.util.find_spec(_top(one)) is None
    except (ImportError, ValueError, AttributeError):
        return False


def _top(one: Installed) -> str:
    return one.entry_point.value.partition(":")[0].partition(".")[0].strip()


def _module_file(one: Installed) -> Path | None:
    try:
        spec = importlib.util.find_spec(_top(one))
    except (ImportError, ValueError, AttributeError):
        return None
    origin = spec.origin if spec and spec.has_location else None
    return Path(origin) if origin else None


def _path(one: Installed) -> Path:
    distribution = one.entry_point.dist
    record = distribution.read_text("RECORD") if distribution else ""
    lines = (VERSION, one.distribution, one.version, one.name, record, *_written(one))
    digest = hashlib.sha256("\n".join(map(str, lines)).encode()).hexdigest()
    return home.cache() / "outcomes" / f"{one.name}-{digest[:32]}.json"


def _written(one: Installed) -> tuple[object, ...]:
    """Return when the light module was written, and how long it is."""
    path = _module_file(one)
    try:
        known_of = path.stat() if path else None
    except OSError:
        return ()
    return (path, known_of.st_mtime_ns, known_of.st_size) if known_of else ()
