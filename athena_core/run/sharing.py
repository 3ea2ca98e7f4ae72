"""Whether a copy of a model may be given away: every work is asked for share_model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from athena_core.consent.permission import Ruling, rulings, told
from athena_core.consent.registry import Asking, Registry
from athena_core.errors import RefusedError
from athena_core.library import ledger
from athena_core.protocols import Model
from athena_core.run import retiring

PRIVATE = "not for sharing"
WELCOME = frozenset({"credit-welcome"})
"""Conditions that are wishes."""
REASONS = 5
"""Reasons that a refusal tells; the others are counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the copy's card says beside the model's own, and what the user is told."""

    card: Mapping[str, Any]
    notes: tuple[str, ...] = ()


def asked(
    model: Model,
    registry: Registry,
    asking: Asking,
    *,
    private: bool = False,
) -> Facts:
    """Ask for a copy. A `private` one stays with the user, and its card says so.

    Raises `RefusedError` with all reasons: the model is retired, of unknown origin, or
    learned from works of which no model may be shared.
    """
    notice = retiring.notice(model, registry, asking.on)
    if notice and notice.retired:
        raise RefusedError(f"model {model.name!r} is not exported: {notice}")
    found = list(rulings(registry, ledger.works(model.ledger), "share_model", asking))
    refused = [one for one in found if one.state != "given"]
    why = told(refused)
    if not found:
        why = ["nobody says whose works it learned from"]
    if not why:
        return _free(found)
    if not private:
        raise RefusedError(_no(model, len(refused), len(found), why))
    reason = f"{PRIVATE}: {'; '.join(why)}"
    return Facts(card={"sharing": reason}, notes=(f"note: {reason}",))


def _free(found: list[Ruling]) -> Facts:
    """Return what the works ask of whoever gets the copy."""
    asked_for = sorted({part for one in found for part in one.conditions})
    firm = [part for part in asked_for if part not in WELCOME]
    note = f"what its works ask of whoever gets it: {', '.join(firm)}"
    return Facts(
        card={"conditions": asked_for} if asked_for else {},
        notes=(note,) if firm else (),
    )


def _no(model: Model, refused: int, works: int, why: list[str]) -> str:
    rest = len(why) - REASONS
    more = [f"and {rest:,} more reasons"] if rest > 0 else []
    if not works:
        told_of = why[0]
    else:
        told_of = (
            f"{refused:,} of the {works:,} works it learned from may not be shared in "
            f"a model: {'; '.join([*why[:REASONS], *more])}"
        )
    return (
        f"model {model.name!r} is not exported: {told_of}; --private makes a copy for "
        "your own machines"
    )
