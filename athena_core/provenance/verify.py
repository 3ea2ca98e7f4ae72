"""How far a file can be believed, in words that promise no more than was checked.

`none` no record. `broken` a record that cannot be read. `altered` a record of
something else. `unsigned` it fits, but anybody could have written it. `signed-unknown`
signed by a key that this machine does not know. `signed` by one it does. `remade` the
same recipe gave the same piece here: the strongest proof there is without a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from athena_core.provenance import reading, signing
from athena_core.provenance.canonical import RecordError

Level = Literal[
    "none",
    "broken",
    "altered",
    "unsigned",
    "signed-unknown",
    "signed",
    "remade",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A level, what it rests on, and the record if it can be read."""

    level: Level
    sentence: str
    record: Mapping[str, Any] | None = None

    @property
    def sure(self) -> bool:
        """Whether more than the file's own word speaks for it."""
        return self.level in {"signed", "remade"}


def verify(path: Path, keys: frozenset[str] = frozenset()) -> Verdict:
    """Check a file against its record, and the record against `keys` that are known.

    Raises `InputError` when the file cannot be read.
    """
    try:
        found = reading.read(path)
    except RecordError as error:
        return Verdict(level="broken", sentence=str(error))
    if found.record is None:
        return Verdict(level="none", sentence="there is no Athena record in this file")
    if not found.fits:
        return Verdict(
            level="altered",
            sentence="this is not what its record was made for: the piece or its title "
            "was changed, or the record is another piece's",
            record=found.record,
        )
    return _signature(found.record, keys)


def _signature(record: Mapping[str, Any], keys: frozenset[str]) -> Verdict:
    if "signature" not in record:
        return Verdict(
            level="unsigned",
            sentence="the record fits the piece, but nothing shows who wrote it: "
            "anybody could have",
            record=record,
        )
    key = signing.signer(record)
    if key is None:
        return Verdict(
            level="altered",
            sentence="the signature does not fit the record, so the record was changed",
            record=record,
        )
    if key in keys:
        sentence = "signed by a key that you trust"
        return Verdict(level="signed", sentence=sentence, record=record)
    return Verdict(
        level="signed-unknown",
        sentence=f"signed, by a key that this machine does not know ({key})",
        record=record,
    )
