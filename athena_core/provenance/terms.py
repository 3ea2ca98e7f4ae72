"""What may be done with a piece, in words: you may, please, you may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CREDIT = "keep the credit line with it"
PLEASE = {
    "credit": CREDIT,
    "credit-welcome": CREDIT,
    "share-alike": "pass on what you make of it under the same licence",
    "no-name": "leave unnamed who asked not to be named",
}
NOT = {
    "noncommercial": "sell it, or use it for money",
    "no-name-prompt": "steer a model by the name of an artist behind it",
    "not-for-sharing": "publish it with Athena's credit, since rights behind it were "
    "declared by the user and not checked",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The three halves of the last sentence of `athena inspect`."""

    may: str
    please: str
    may_not: str

    def __str__(self) -> str:
        please = f"; please: {self.please}" if self.please else ""
        return f"You may: {self.may}{please}; you may not: {self.may_not}."


def terms(record: Mapping[str, Any]) -> Terms:
    """Return what a record's conditions come to.

    A record without conditions is of weights whose origin is unknown, or of an early
    version: then nothing but looking at it is promised.
    """
    conditions: Iterable[str] = record.get("conditions", ("not-for-sharing",))
    asked = set(conditions)
    may = ["look at it", "print it for yourself"]
    if "not-for-sharing" not in asked:
        may = ["use it", "show it", "print it", "change it"]
        if "noncommercial" not in asked:
            may.append("sell it")
    never = [NOT[one] for one in NOT if one in asked]
    return Terms(
        may=_listed(may),
        please=_listed([PLEASE[one] for one in PLEASE if one in asked]),
        may_not=_listed([*never, "say that it is a work by any of them"], "or"),
    )


def _listed(words: list[str], joined: str = "and") -> str:
    *first, last = words or [""]
    return f"{', '.join(first)} {joined} {last}" if first else last
