"""The recipe of a model: how its works were named, so that it can be trained again.

It holds paths of the user's machine and lies beside the checkpoints, not in them: it is
no part of a card, a ledger or an export.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import files
from athena_core.consent.registry import Asking
from athena_core.errors import InputError
from athena_core.formats import newer
from athena_core.library import home
from athena_core.plugins import Plugins
from athena_core.run.opening import GENERATED, Offer

SCHEMA = "athena.recipe/1"
FILE = "recipe.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipe:
    """A dataset as it can be named from any folder, and what it was asked for."""

    offer: Offer
    commercial: bool = False
    territory: str = ""
    """Empty: as the setting has it."""

    @classmethod
    def of(cls, plugins: Plugins, offer: Offer, asking: Asking) -> Recipe:
        """Write down what a user typed, its paths made whole."""
        options = {name: _option(value) for name, value in offer.options.items()}
        whole = Offer(
            name=_name(plugins, offer.name),
            right=offer.right,
            because=offer.because,
            options=options,
        )
        return cls(
            offer=whole,
            commercial=asking.commercial,
            territory=asking.territory,
        )


def _name(plugins: Plugins, name: str) -> str:
    head, colon, source = name.partition(":")
    if head == GENERATED:
        return name
    known = {called for one in plugins.datasets for called in (one.id, one.spec.name)}
    if head in known:
        return f"{head}:{Path(source).expanduser().absolute()}" if colon else name
    return str(Path(name).absolute()) if Path(name).exists() else name


def _option(value: str) -> str:
    """Make a path whole; a word that also names a file stays a word."""
    looks_so = "/" in value or "." in value
    return str(Path(value).absolute()) if looks_so and Path(value).exists() else value


def keep(name: str, recipe: Recipe) -> Path:
    """Write a model's recipe beside its checkpoints."""
    offer = recipe.offer
    content = {
        "schema": SCHEMA,
        "dataset": offer.name,
        "right": offer.right,
        "because": offer.because,
        "options": dict(offer.options),
        "commercial": recipe.commercial,
        "territory": recipe.territory,
    }
    path = home.models() / name / FILE
    files.write_json(path, content)
    return path


def read(name: str) -> Recipe | None:
    """Return a model's recipe, or None where none was kept.

    Raises `InputError` when its file is none, or a newer Athena's.
    """
    path = home.models() / name / FILE
    if not path.exists():
        return None
    content = files.read_json(path)
    if sentence := newer(content.get("schema"), SCHEMA):
        raise InputError(f"{path} {sentence}")
    try:
        return _recipe(content)
    except (LookupError, TypeError, AttributeError):
        raise InputError(
            f"{path} is no recipe; name the works with --dataset instead",
        ) from None


def _recipe(content: Mapping[str, Any]) -> Recipe:
    options = {str(name): str(value) for name, value in content["options"].items()}
    offer = Offer(
        name=str(content["dataset"]),
        right=str(content["right"]),
        because=str(content["because"]),
        options=options,
    )
    return Recipe(
        offer=offer,
        commercial=content["commercial"] is True,
        territory=str(content["territory"]),
    )
