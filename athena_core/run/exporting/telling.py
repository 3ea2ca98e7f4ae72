"""What is said about a piece in words: heading, how to make it again, what may be done.

All texts are plain; whoever sets them into a page escapes them.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from athena_core.consent.names import shown
from athena_core.errors import AthenaError
from athena_core.params import fields
from athena_core.plugins import Plugins, load
from athena_core.provenance.terms import terms
from athena_core.run.exporting.choosing import Chosen

Facts = list[tuple[str, str]]
RIGHTS = {
    "public-domain": "copyright has run out (USA; life + 70 years; longer terms exist)",
    "consent": "consent",
    "open-licence": "an open licence",
    "own": "declared as the user's own, not checked",
    "generated": "made by a model",
}


def heading(one: Chosen) -> str:
    """Return a piece's title, or what it is where it has none."""
    if title := one.piece.title.strip():
        return title
    kind = "Poem" if one.is_poem else "Picture"
    return f"{kind}, seed {one.record['recipe']['seed']}"


def facts(one: Chosen, plugins: Plugins, since: Iterable[str]) -> Facts:
    """Return what stands under a piece, each with its name."""
    record = one.record
    made = str(record["made_on"]).replace("T", " ").removesuffix("Z") + " UTC"
    told = [
        ("Made", f"{made}, by a machine: {_machine(record)}"),
        ("Seed", str(record["recipe"]["seed"])),
        ("To make it again", command(record, defaults(record, plugins))),
        ("Terms", str(terms(record))),
        ("Checked", f"{one.level}; {one.sentence}"),
    ]
    if derived := record.get("derived"):
        operation = f"this is a {derived['operation']} made from the piece of this seed"
        told.insert(1, ("Made from it", operation))
    told += [
        ("Given", f"{given['name']} ({given['right']}: {given['because']})")
        for given in record["inputs"]
    ]
    told += [("Since then", line) for line in since]
    return told


def _machine(record: Mapping[str, Any]) -> str:
    generator, model = record["generator"], record["model"]
    own = model is not None and model["name"] != generator["id"]
    named = f", model {model['name']}" if own else ""
    return f"Athena {generator['core']}, {generator['id']}{named}"


def defaults(record: Mapping[str, Any], plugins: Plugins) -> Mapping[str, Any]:
    """Return what a generator's parameters are when nobody sets them, if it is here."""
    try:
        spec = plugins.generator(str(record["generator"]["id"])).spec
        return {one.name: one.default for one in fields(load(spec.params))}
    except AthenaError:
        return {}


def command(record: Mapping[str, Any], usual: Mapping[str, Any]) -> str:
    """Return the line that makes a piece again, without what is as `usual`."""
    generator, recipe, model = record["generator"], record["recipe"], record["model"]
    params = dict(recipe["params"])
    words = ["athena", "create", generator["id"], "--seed", recipe["seed"]]
    if "to_seed" in params:
        end, frames = params.pop("to_seed"), params.pop("frames")
        words = ["athena", "interpolate", generator["id"]]
        words += ["--from-seed", recipe["seed"], "--to-seed", end, "--steps", frames]
        params.pop("frame")
    if model is not None and model["name"] != generator["id"]:
        words += ["--model", model["name"]]
    for name, value in params.items():
        words += _option(name, value) if not _same(value, usual.get(name)) else []
    return shlex.join(str(word) for word in words)


def _same(value: object, usual: object) -> bool:
    return value in {None, ""} or str(value) == str(usual)


def _option(name: str, value: object) -> list[str]:
    flag = str(name).replace("_", "-")
    if isinstance(value, bool):
        return [f"--{flag}" if value else f"--no-{flag}"]
    return [f"--{flag}", str(value)]


def credits_of(pieces: Iterable[Chosen]) -> list[str]:
    """Return the credit lines of all pieces with today's names, each once."""
    return list(dict.fromkeys(shown(str(one.record["credit"])) for one in pieces))


def makers(model: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield everybody whose works a model learned from, by share, named as today."""
    for one in model["makers"]:
        yield shown(str(one["maker"])), int(one["works"])


def rights(model: Mapping[str, Any]) -> str:
    """Say by what right a model learned from its works."""
    parts = [
        f"{RIGHTS.get(str(basis), str(basis))}: {count:,}"
        for basis, count in sorted(model["rights"].items(), key=lambda part: -part[1])
    ]
    if declared := int(model["declared"]):
        parts.append(f"declared by the user and not checked: {declared:,}")
    return "; ".join(parts)
