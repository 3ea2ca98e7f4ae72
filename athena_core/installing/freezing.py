"""Which plugins are installed, as lines that `install -r` restores."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from urllib.parse import urlsplit
from urllib.request import url2pathname

from athena_core.discovery import COMMANDS, GROUP, named, version


def lines() -> Iterator[str]:
    """Yield one line a plugin's distribution, after one about this core."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield f"# athena-core {version() or 'unknown'}, Python {python}"
    names = {one.distribution for group in (GROUP, COMMANDS) for one in named(group)}
    for name in sorted(names):
        try:
            yield _line(name, distribution(name))
        except (PackageNotFoundError, ValueError):
            yield f"# {name}: its metadata cannot be read"


def _line(name: str, known: Distribution) -> str:
    origin = json.loads(known.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    if origin.get("dir_info", {}).get("editable"):
        return f"# {name} {known.version} is edited in place: -e {_path(url)}"
    if origin.get("vcs_info"):
        kind, commit = origin["vcs_info"]["vcs"], origin["vcs_info"]["commit_id"]
        return f"{name} @ {kind}+{url}@{commit}"
    return f"{name} @ {url}" if url else f"{name}=={known.version}"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return url2pathname(parts.path) if parts.scheme == "file" else url
