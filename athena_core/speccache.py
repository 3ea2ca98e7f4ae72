"""Specs remembered from the last time, so that a name costs no plugin's import.

One JSON file for each installed plugin, named by the hash of its RECORD: what pip wrote
down of every file it installed. A plugin that is edited in place has no such promise
and is asked each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from athena_core import files
from athena_core.discovery import Installed
from athena_core.errors import InputError
from athena_core.library import home
from athena_core.specs import DatasetSpec, GeneratorSpec, Weights

S = TypeVar("S", GeneratorSpec, DatasetSpec)
VERSION = "2"
TORN = (KeyError, TypeError, ValueError, AttributeError)
"""What a file raises that is JSON and holds no specs."""


def remembered(one: Installed, kind: type[S]) -> tuple[S, ...] | None:
    """Return a plugin's specs as it gave them last, or None when it must be asked."""
    path = _path(one, kind)
    if path is None:
        return None
    try:
        specs = files.read_json(path)["specs"]
        return tuple(_back(kind, spec) for spec in specs)
    except (InputError, *TORN):
        return None


def remember(one: Installed, kind: type[S], specs: tuple[S, ...]) -> None:
    """Keep a plugin's specs; a folder that cannot be written costs only time."""
    path = _path(one, kind)
    if path is not None:
        plain = [json.loads(json.dumps(asdict(spec), default=sorted)) for spec in specs]
        with contextlib.suppress(InputError):
            files.write_json(path, {"specs": plain})


def _path(one: Installed, kind: type[S]) -> Path | None:
    distribution = one.entry_point.dist
    record = distribution.read_text("RECORD") if distribution else None
    if not record or not distribution or _editable(distribution):
        return None
    key = f"{VERSION}\n{one.distribution}\n{one.name}\n{kind.__name__}\n{record}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    return home.cache() / "specs" / f"{one.name}-{digest[:32]}.json"


def _editable(distribution: Any) -> bool:
    origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    return bool(origin.get("dir_info", {}).get("editable"))


def _back(kind: type[S], spec: dict[str, Any]) -> S:
    """Turn JSON back into a spec: its lists are tuples, one set, and weights."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in spec.items()
    }
    if "fetch" in values:
        values["fetch"] = tuple(Weights(**one) for one in spec["fetch"])
    if "capabilities" in values:
        values["capabilities"] = frozenset(values["capabilities"])
    return kind(**values)
