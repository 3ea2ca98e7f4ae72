"""The list of plugins that came with Athena, read offline."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from athena_core.errors import InputError
from athena_core.library.shipped import shipped
from athena_core.text import folded

FILE = "plugins.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One plugin of the list; being listed is no examination."""

    name: str
    distribution: str
    summary: str
    kinds: tuple[str, ...] = ()
    folder: str = ""
    """Its place in a checkout of Athena."""
    licence: str = ""
    owner: str = ""
    homepage: str = ""
    published: bool = False
    """Whether an index has it, so that its name is enough to install it."""


def listed() -> tuple[Listed, ...]:
    """Return the list. Raises `InputError` when it cannot be read."""
    path = shipped(FILE)
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("plugins", [])
        return tuple(_listed(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a list of plugins: {error}") from None


def _listed(row: dict[str, Any]) -> Listed:
    texts = {
        name: str(row.get(name, ""))
        for name in ("folder", "licence", "owner", "homepage")
    }
    return Listed(
        name=str(row["name"]),
        distribution=str(row["distribution"]),
        summary=str(row["summary"]),
        kinds=tuple(map(str, row.get("kinds", ()))),
        published=row.get("published", False) is True,
        **texts,
    )


def search(words: tuple[str, ...]) -> list[Listed]:
    """Return what has all the words, whatever their case and accents."""
    wanted = [folded(word) for word in words]
    return [
        one
        for one in listed()
        if all(
            word in folded(f"{one.name} {one.distribution} {one.summary} {one.kinds}")
            for word in wanted
        )
    ]
