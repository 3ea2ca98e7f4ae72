"""May these works be put to this use? The registry is asked for each, by id and hash.

A model's ledger tells which entry a work had when it was learned from; what the entry
says today decides. A work that no entry holds is the user's own word: declared, and not
checked by anybody.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from athena_core.consent import pool
from athena_core.consent.decide import Decision, Reason
from athena_core.consent.entry import Entry, Withdrawal
from athena_core.consent.registry import Asking, Registry
from athena_core.library import ledger
from athena_core.protocols import Use, Work

Line = Mapping[str, Any]
"""A work as a ledger writes it down: id, title, maker, sha256, right."""
Pair = tuple[str, str]
"""An entry's id, and a work's id in it: empty where the entry holds it no longer."""
State = Literal["given", "refused", "declared"]

NAMED = 3
"""Works that a sentence names; the others are counted."""
DECLARED = Reason(
    "A30",
    allows=False,
    text="its right is declared by the user and not checked",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What the registry says of one work and one use."""

    id: str
    """In its dataset."""
    title: str
    maker: str
    """Name as in the ledger; of an artist who may be living, the id of their entry."""
    sha256: str
    entry: str
    """Empty for a work that no entry holds."""
    state: State
    reasons: tuple[Reason, ...] = ()
    """Why not."""
    until: dt.date | None = None
    """The first day on which the answer is another."""
    conditions: tuple[str, ...] = ()


def rulings(
    registry: Registry,
    works: Iterable[Line | Work],
    use: Use,
    asking: Asking,
) -> Iterator[Ruling]:
    """Ask for every work; those given together are the company that makers count."""
    lines = [ledger.entry(one) if isinstance(one, Work) else one for one in works]
    found = [pairs(registry, one) for one in lines]
    company = len({_person(registry, some) for some in found} - {""})
    for one, some in zip(lines, found, strict=True):
        decisions = [_decided(registry, pair, use, asking, company) for pair in some]
        yield _ruling(one, some, decisions)


def pairs(registry: Registry, work: Line) -> list[Pair]:
    """Return the entries that answer for a work, and the work in each.

    The entry it was learned under answers even when it holds the work no longer, since
    what was withdrawn is blanked.
    """
    hashes = (work["sha256"], work.get("content_sha256", ""))
    found = registry.holding(*filter(None, hashes))
    own = (work.get("right") or {}).get("entry", "")
    if own and own not in {entry for entry, _ in found}:
        found.insert(0, (own, ""))
    return found


def withdrawals(registry: Registry, work: Line, use: Use) -> list[Withdrawal]:
    """Return the withdrawals that reach a work, in effect already or coming."""
    found = []
    for entry, identifier in pairs(registry, work):
        if known := registry.find(entry):
            some = [one for one in known.withdrawals if known.in_force(one)]
            found += [one for one in some if _reaches(known, one, use, identifier)]
    return sorted(found, key=lambda one: one.effective_on)


def _reaches(entry: Entry, one: Withdrawal, use: Use, work: str) -> bool:
    if work or one.works == "all":
        return one.reaches(use, work)
    # a blanked work: the withdrawal that names works no longer there took it back
    named_and_gone = {name for name in one.works if entry.work(name) is None}
    return any(one.reaches(use, name) for name in named_and_gone)


def _person(registry: Registry, some: list[Pair]) -> str:
    """Return whose work it is; nobody where no entry tells, as in admission."""
    entry = registry.find(some[0][0]) if some else None
    return "" if entry is None else pool.person(entry.artist)


def _ruling(work: Line, some: list[Pair], decisions: list[Decision]) -> Ruling:
    """Join the answers of all entries that hold the work: any no wins."""
    against = [one for one in decisions if not one.allowed]
    reasons = tuple(dict.fromkeys(why for one in against for why in one.why))
    conditions = dict.fromkeys(part for one in decisions for part in one.conditions)
    state: State = "refused" if against else "given"
    return Ruling(
        id=str(work["id"]),
        title=str(work.get("title", "")),
        maker=str(work.get("maker", "")),
        sha256=str(work["sha256"]),
        entry=some[0][0] if some else "",
        state=state if some else "declared",
        reasons=reasons if some else (DECLARED,),
        until=min((one.until for one in decisions if one.until), default=None),
        conditions=() if against else tuple(conditions),
    )


def _decided(
    registry: Registry,
    pair: Pair,
    use: Use,
    asking: Asking,
    company: int,
) -> Decision:
    identifier, work = pair
    entry = registry.find(identifier)
    if entry is None:
        return _none(f"the registry at hand has no entry {identifier}")
    decision = registry.decide(identifier, work, use, asking, company)
    if not work:
        decision = _blanked(entry, decision, use, asking.on)
    old = entry.rights.consent and registry.too_old(asking.on)
    return _outdated(registry, decision, asking.on) if old else decision


def _outdated(registry: Registry, decision: Decision, on: dt.date) -> Decision:
    """Say that a consent may have been taken back since the registry's day."""
    reason = Reason("A06", allows=False, text=registry.warning(on) or "")
    why = () if decision.allowed else decision.reasons
    return Decision(allowed=False, reasons=(*why, reason), until=None)


def _blanked(entry: Entry, decision: Decision, use: Use, on: dt.date) -> Decision:
    """Say of a work that its entry holds no longer when it was withdrawn."""
    others = [one for one in decision.why if one.code != "D01"]
    past = [
        one
        for one in entry.withdrawals
        if one.effective_on <= on and entry.in_force(one)
    ]
    others += [withdrawn(one) for one in past if _reaches(entry, one, use, "")]
    if not others:
        return _none(f"the entry {entry.id} holds this work no longer")
    return Decision(allowed=False, reasons=tuple(dict.fromkeys(others)), until=None)


def withdrawn(one: Withdrawal) -> Reason:
    """Return the reason that a withdrawal is, in the words of the decision."""
    text = f"withdrawn from {one.effective_on} by the {one.by}"
    return Reason("D03", allows=False, text=text)


def _none(text: str) -> Decision:
    reason = Reason("D01", allows=False, text=text)
    return Decision(allowed=False, reasons=(reason,), until=None)


def may(
    registry: Registry,
    works: Iterable[Line | Work],
    use: Use,
    asking: Asking,
    *,
    declared: bool = False,
) -> list[Ruling]:
    """Return the works that may not be put to the use, with all reasons; none is yes.

    `declared` lets pass what the user declares, for what stays with the user.
    """
    passed = {"given", "declared"} if declared else {"given"}
    found = rulings(registry, works, use, asking)
    return [one for one in found if one.state not in passed]


def told(refused: Iterable[Ruling]) -> list[str]:
    """Say why in lines, one a reason, the most frequent first, its first works named.

    A work with several reasons is counted under each.
    """
    works: defaultdict[Reason, list[str]] = defaultdict(list)
    for one in refused:
        for reason in one.reasons:
            works[reason].append(one.id)
    ordered = sorted(works.items(), key=lambda item: (-len(item[1]), item[0].code))
    return [_line(reason, ids) for reason, ids in ordered]


def _line(reason: Reason, ids: list[str]) -> str:
    rest = len(ids) - NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    named = ", ".join(ids[:NAMED])
    return f"{len(ids):,} x {reason.text} [{reason.code}]: {named}{more}"
