"""The record of one piece: who made it, from whose works, by what right, which seed.

Numbers that are not whole stand as text, so that the record's bytes never depend on
how a machine prints a float.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from athena_core.library import ledger as ledgers
from athena_core.library import weights
from athena_core.protocols import Model, Source
from athena_core.provenance.canonical import SCHEMA

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
ALGORITHM_ONLY = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"


def credit(generator: str, model: Model | None) -> str:
    """Return the credit line: a machine's work, learned from whom, by nobody of them.

    It names makers for their share in the learning and claims no likeness to anybody.
    An artist who may be living stands in it by the registry's id; `consent.names.shown`
    puts today's name there.
    """
    core = f"Athena {installed('athena-core')}"
    if model is None:
        return f"Made by a machine with {core} ({generator}); it learned from no works."
    by = generator if model.name == generator else f"{generator}, model {model.name}"
    if not model.ledger:
        return (
            f"Made by a machine with {core} ({by}); origin unknown: nobody has said "
            "whose works the model learned from."
        )
    mark = ledgers.marked(model.ledger)
    # a model of pieces that an algorithm made has nobody whose work it could be
    nobody = "; not a work by any of them" if any(ledgers.works(model.ledger)) else ""
    return (
        f"Made by a machine with {core} ({by}), {ledgers.summary(model.ledger)}"
        f"{f'; {mark}' if mark else ''}{nobody}."
    )


def record(
    *,
    generator: str,
    distribution: str,
    model: Model | None,
    seed: int,
    attempt: int,
    params: Mapping[str, Any],
    title: str,
    content: Mapping[str, str],
    checks: list[dict[str, str]],
    inputs: tuple[Source, ...] = (),
) -> dict[str, Any]:
    """Write down everything that made a piece."""
    return {
        "schema": SCHEMA,
        "kind": kind(content["media_type"]),
        "title": title,
        "made_on": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credit": credit(generator, model),
        "generator": {
            "id": generator,
            "distribution": distribution,
            "version": installed(distribution),
            "core": installed("athena-core"),
        },
        "model": None if model is None else _model(model),
        "datasets": [] if model is None else ledgers.datasets(model.ledger),
        "registry": {} if model is None else dict(model.ledger.get("registry", {})),
        "conditions": conditions(model, inputs),
        "recipe": {
            "seed": str(seed),
            "attempt": attempt,
            "params": {name: _text(value) for name, value in sorted(params.items())},
        },
        "inputs": [_input(source) for source in inputs],
        "environment": environment(),
        "content": dict(content),
        "checks": checks,
        "digital_source_type": ALGORITHM_ONLY if model is None else SOURCE_TYPE,
    }


def _model(model: Model) -> dict[str, Any]:
    return {
        "name": model.name,
        "licence": str(model.card.get("licence", "not stated")),
        "ledger_sha256": ledgers.digest(model.ledger) if model.ledger else "unknown",
        "step": model.card.get("step"),
        "files": weights.files(model.folder),
        "tensors": weights.tensors(model.folder),
        "works": sum(1 for _ in ledgers.works(model.ledger)),
        "makers": [
            {"maker": maker, "works": count}
            for maker, count in ledgers.shares(model.ledger)
        ],
        "rights": dict(ledgers.rights(model.ledger)),
        "declared": ledgers.declared(model.ledger),
    }


ASKED = ("noncommercial", "credit", "share-alike", "no-name", "no-name-prompt")
"""Conditions a piece carries onward, the strictest first."""


def conditions(model: Model | None, inputs: tuple[Source, ...]) -> list[str]:
    """Return what all the works behind a piece ask for: the strictest of each.

    `not-for-sharing` where a right is the user's own word, which nobody checked.
    """
    asked = {one for source in inputs for one in source.right.conditions}
    mine = any(not source.right.entry for source in inputs)
    if model is not None:
        asked |= ledgers.conditions(model.ledger)
        mine = mine or ledgers.declared(model.ledger) > 0
    found = [one for one in ASKED if one in asked]
    if "credit" not in asked and "credit-welcome" in asked:
        found.append("credit-welcome")
    return [*found, *(["not-for-sharing"] if mine else [])]


def kind(media_type: str) -> str:
    """Return what a piece is, in a word: picture, poem, or its media type's own."""
    if media_type == "text/plain":
        return "poem"
    first = media_type.partition("/")[0]
    return "picture" if first == "image" else first


def _input(source: Source) -> dict[str, str]:
    return {
        "name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "right": source.right.basis,
        "because": source.right.because,
    }


def environment() -> dict[str, str]:
    """Return what a remake needs to know about this machine."""
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "torch": installed("torch"),
        "pillow": installed("pillow"),
        "device": "cpu",
        "dtype": "float64",
    }


def installed(distribution: str) -> str:
    """Return the version of a distribution, or `not installed`."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"


def _text(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)
