"""Whether a file was made from a piece: both fit their records, and one names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core.provenance.verify import Verdict, verify

UNTRUE = frozenset({"none", "broken", "altered"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Whether a file was made from a piece, and a sentence on it."""

    holds: bool
    sentence: str


def origin(made: Verdict, source: Path) -> Origin:
    """Hold a file that was checked against the piece it is said to be made from.

    Raises `InputError` when the piece cannot be read.
    """
    piece = verify(source)
    if piece.level in UNTRUE or piece.record is None:
        return Origin(holds=False, sentence=f"{source} is no source: {piece.sentence}")
    if made.level in UNTRUE or made.record is None:
        return Origin(holds=False, sentence=f"not shown to be made from {source}")
    sha256 = piece.record["content"]["sha256"]
    derived = made.record.get("derived")
    if sha256 in set(_named(derived)):
        operation = derived.get("operation") if derived else ""
        said = f"by its record, a {operation} made from {source}"
        return Origin(holds=True, sentence=said)
    if derived is None and made.record["content"]["sha256"] == sha256:
        return Origin(
            holds=True, sentence=f"the same piece as {source}, not made of it"
        )
    return Origin(holds=False, sentence=f"not made from {source}")


def _named(derived: object) -> Iterator[str]:
    """Yield the hashes of all pieces that something was made from."""
    if not isinstance(derived, Mapping):
        return
    others: Any = derived.get("with", [])
    listed = others if isinstance(others, list) else [others]
    yield from (one for one in [derived.get("of"), *listed] if isinstance(one, str))
