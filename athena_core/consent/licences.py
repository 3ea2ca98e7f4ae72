"""What an open licence gives. A licence that is not in this table gives nothing.

Licences of models (RAIL and its kin) are no ground for using a work, so none is here.
"""

from __future__ import annotations

from dataclasses import dataclass

from athena_core.consent.uses import Permission


@dataclass(frozen=True, slots=True)
class Licence:
    """How far a licence goes, and what it asks in return."""

    gives: Permission
    conditions: tuple[str, ...] = ()


CREDIT = ("credit",)
SHARE_ALIKE = ("credit", "share-alike")

LICENCES: dict[str, Licence] = {
    "Apache-2.0": Licence("any", CREDIT),
    "CC-BY-3.0": Licence("any", CREDIT),
    "CC-BY-4.0": Licence("any", CREDIT),
    "CC-BY-NC-4.0": Licence("noncommercial", CREDIT),
    "CC-BY-NC-SA-4.0": Licence("noncommercial", SHARE_ALIKE),
    "CC-BY-SA-3.0": Licence("any", SHARE_ALIKE),
    "CC-BY-SA-4.0": Licence("any", SHARE_ALIKE),
    "CC-PDM-1.0": Licence("any"),
    "CC0-1.0": Licence("any"),
    "MIT": Licence("any", CREDIT),
}
"""By SPDX identifier. Licences that forbid adaptations (ND) give nothing."""
