"""From a dataset's name to the dataset: installed, declared, a path, or a generator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from athena_core.errors import AmbiguousError, InputError, NotFoundError
from athena_core.params import build
from athena_core.plugins import Plugins, load
from athena_core.protocols import Dataset, Right, Skipped, Work
from athena_core.run.contained import blamed
from athena_core.run.generated import Generated

if TYPE_CHECKING:
    from athena_core.consent.overlay import Declaration

FOLDER = "folder"
GENERATED = "generated"


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A dataset as the user names it.

    `starter`, `wikiart:PATH`, a declared name, a path alone, or
    `generated:GENERATOR:COUNT`.
    """

    name: str
    right: str = ""
    because: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """A dataset of which the user has said whose the works are.

    What lies beside the works and speaks of one of them comes first, except before
    the answer that nobody was asked.
    """

    dataset: Dataset
    right: Right
    maker: str = ""

    def works(self) -> Iterator[Work | Skipped]:
        """Yield the dataset's works with the right that was declared."""
        for one in self.dataset.works():
            yield one if isinstance(one, Skipped) else self._claimed(one)

    def _claimed(self, work: Work) -> Work:
        asked = self.right.basis != "not-asked"
        return replace(
            work,
            right=(work.right if asked else None) or self.right,
            maker=work.maker or self.maker,
        )


def offered(plugins: Plugins, offer: Offer) -> tuple[str, Dataset]:
    """Open a dataset; returns its name for people, and the dataset.

    Raises `NotFoundError` for an unknown name, `InputError` for a wrong option.
    """
    if offer.name.partition(":")[0] == GENERATED:
        return _generated(plugins, offer)
    if declaration := _declaration(plugins, offer.name):
        return _declared(plugins, offer, declaration)
    name, source = _parts(plugins, offer.name)
    named = plugins.dataset(name)
    values: dict[str, Any] = dict(offer.options)
    given = {"source": source, "right": offer.right, "because": offer.because}
    values |= {key: value for key, value in given.items() if value}
    params = build(load(named.spec.params), values)
    with blamed(named.plugin, named.id):
        dataset: Dataset = load(named.spec.factory)(params)
    return (Path(source).resolve().name if source else named.spec.name), dataset


def taken(plugins: Plugins, name: str) -> str | None:
    """Say who has a dataset's name already, or None: a declaration may not take it."""
    if name == GENERATED:
        return "Athena itself"
    owners = [one.plugin for one in plugins.datasets if one.spec.name == name]
    return owners[0].distribution if owners else None


def _declaration(plugins: Plugins, name: str) -> Declaration | None:
    """Return what the user declared under this name, if anything.

    Raises `InputError` when a plugin has come since that brings the same name.
    """
    from athena_core.consent import overlay  # noqa: PLC0415 - pydantic, for few

    found = overlay.find(name)
    if found and (owner := taken(plugins, name)):
        raise InputError(
            f"{name!r} is declared by you and brought by {owner}; `athena datasets "
            f"forget {name}` takes yours back, and it can be declared by another name",
        )
    return found


def _declared(
    plugins: Plugins,
    offer: Offer,
    declaration: Declaration,
) -> tuple[str, Dataset]:
    if offer.right or offer.because:
        raise InputError(
            f"{offer.name!r} has a declaration that says by what right; leave --right "
            f"and --because out, or `athena datasets forget {offer.name}`",
        )
    _, dataset = offered(plugins, replace(offer, name=declaration.source))
    maker = declaration.maker or ""
    return declaration.name, Declared(
        dataset=dataset,
        right=declaration.basis,
        maker=maker,
    )


def _generated(plugins: Plugins, offer: Offer) -> tuple[str, Dataset]:
    if offer.right or offer.because:
        raise InputError(
            "pieces of a model are used by the right by which it learned; leave "
            "--right and --because out",
        )
    dataset = Generated.opened(plugins, offer.name, offer.options)
    return dataset.title, dataset


def _parts(plugins: Plugins, name: str) -> tuple[str, str]:
    """Split `NAME:SOURCE`; a path alone belongs to the `folder` dataset."""
    head, _, source = name.partition(":")
    try:
        return plugins.dataset(head).id, source
    except AmbiguousError:
        raise
    except NotFoundError as error:
        if Path(name).exists():
            return FOLDER, name
        if "/" in head or "." in head:
            message = f"{name} does not exist; name a folder or a dataset"
            raise InputError(message) from None
        raise NotFoundError(f"there is no folder {name!r}, and {error}") from None
