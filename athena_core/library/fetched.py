"""Models whose weights came from elsewhere, by `athena models fetch` and nothing else.

`fetched/PLUGIN/GENERATOR/KEY/` is one whole model; KEY is a hash of what the plugin
names, so that other weights in its next release are another folder. Files on their way
lie beside it and are moved there in one rename when all are there and right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from athena_core import files
from athena_core.library import home, models
from athena_core.protocols import Model
from athena_core.specs import GeneratorSpec, Weights


def folder(generator: str, fetch: Sequence[Weights]) -> Path:
    """Return where a generator's weights lie, fetched or not."""
    named = files.dumps([asdict(one) for one in fetch])
    return _of(generator) / hashlib.sha256(named).hexdigest()[:16]


def coming(generator: str, fetch: Sequence[Weights]) -> Path:
    """Return where files lie that are on their way."""
    whole = folder(generator, fetch)
    return whole.with_name(f".coming-{whole.name}")


def _of(generator: str) -> Path:
    return home.home().joinpath("fetched", *generator.split("/"))


def complete(generator: str, fetch: Sequence[Weights]) -> bool:
    """Whether all files are there; they were checked when they came."""
    return (folder(generator, fetch) / models.CARD).is_file()


def find(generator: str, fetch: Sequence[Weights]) -> Model | None:
    """Read the model that was fetched for a generator, or return None."""
    if not fetch or not complete(generator, fetch):
        return None
    return models.read(folder(generator, fetch), generator)


def own(generator: str, spec: GeneratorSpec) -> Model | None:
    """Return a generator's own model: shipped in its plugin, or fetched."""
    return models.shipped(spec.weights, generator) or find(generator, spec.fetch)


def put(generator: str, fetch: Sequence[Weights]) -> Model:
    """Move what came to its place, with a card where none is among the files.

    Raises `InputError` when a card or a ledger that came is no JSON.
    """
    whole, here = folder(generator, fetch), coming(generator, fetch)
    if not (here / models.CARD).exists():
        card = {"schema": models.SCHEMA, "generator": generator}
        files.write_json(here / models.CARD, card)
    models.read(here, generator)
    here.rename(whole)
    return models.read(whole, generator)
