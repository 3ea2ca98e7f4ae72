"""The record of one piece: who made it, from whose works, by what right, which seed.

Numbers that are not whole stand as text, so that the record's bytes never depend on
how a machine prints a float.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from athena_core.library import ledger as ledgers
from athena_core.protocols import Model, Source

SCHEMA = "athena.provenance/1"
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
    return (
        f"Made by a machine with {core} ({by}), {ledgers.summary(model.ledger)}"
        f"{f' ({mark})' if mark else ''}; not a work by any of them."
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
        "files": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(model.folder.glob("*.safetensors"))
            if not path.name.startswith("training")
        },
        "works": sum(1 for _ in ledgers.works(model.ledger)),
        "makers": [
            {"maker": maker, "works": count}
            for maker, count in ledgers.shares(model.ledger)
        ],
        "rights": dict(ledgers.rights(model.ledger)),
        "declared": ledgers.declared(model.ledger),
        "entries": [
            {"id": entry, "revision": revision}
            for entry, revision in ledgers.entries(model.ledger)
        ],
    }


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
