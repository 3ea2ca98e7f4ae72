"""Which models learned from works that may no longer be learned from, and why.

Every work of a model's ledger, its parents' works included, is held against the
registry by the entry it had and by its hash.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from athena_core.consent.entry import Withdrawal
from athena_core.consent.permission import Ruling, rulings, withdrawals
from athena_core.consent.registry import Asking, Registry
from athena_core.library import ledger
from athena_core.protocols import Model, Use
from athena_core.run.retiring import replacement

Standing = Literal[
    "withdrawn",
    "leaving",
    "expired",
    "suspended",
    "narrower",
    "fine",
    "declared",
]
IN_WORDS: dict[Standing, str] = {
    "withdrawn": "withdrawn",
    "leaving": "about to be withdrawn",
    "expired": "of a consent that ran out",
    "suspended": "held back by the registry",
    "narrower": "given for less today",
    "fine": "fine",
    "declared": "declared by the user, not checked",
}
"""What is said of a work, the gravest first."""
USES: tuple[Use, ...] = ("train", "share_model", "publish_outputs")
"""What a model needs of its works: to have learned, to be shared, to be shown."""
CODES: tuple[tuple[str, Standing], ...] = (
    ("D03", "withdrawn"),
    ("D02", "suspended"),
    ("D06", "expired"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Works of one entry of which the same is to be said."""

    entry: str
    standing: Standing
    works: tuple[str, ...]
    """Their ids in the dataset."""
    uses: tuple[Use, ...] = ()
    """For which of `USES` they may not be used on the day."""
    why: tuple[str, ...] = ()
    since: dt.date | None = None
    """Of a withdrawal: the day it takes effect."""
    by: str = ""
    """Who withdrew: the artist, the holder, a guardian, a steward."""
    models: str = ""
    """What a withdrawal asks of models: `retire` or `keep`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What the registry says on a day of one model's works."""

    model: str
    works: int
    counts: Mapping[str, int]
    """By standing."""
    groups: tuple[Group, ...]
    """What is neither fine nor declared, the gravest first."""
    origin_known: bool
    """Whether there is a ledger at all."""
    replaced_by: str = ""
    """The model that was trained in its place."""

    @property
    def retire(self) -> bool:
        """Whether a withdrawal in effect asks that the model be retired."""
        found = (one for one in self.groups if one.standing == "withdrawn")
        return any(one.models == "retire" for one in found)


def audit(models: Iterable[Model], registry: Registry, asking: Asking) -> list[Finding]:
    """Hold every work of every model against the registry."""
    return [_audited(model, registry, asking) for model in models]


def _audited(model: Model, registry: Registry, asking: Asking) -> Finding:
    works = list(ledger.works(model.ledger))
    asked = [rulings(registry, works, use, asking) for use in USES]
    grouped: defaultdict[Group, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for work, *answers in zip(works, *asked, strict=True):
        group = _group(registry, work, dict(zip(USES, answers, strict=True)), asking.on)
        counts[group.standing] += 1
        if group.standing not in {"fine", "declared"}:
            grouped[group].append(str(work["id"]))
    return Finding(
        model=model.name,
        works=len(works),
        counts=dict(counts),
        groups=tuple(_told(grouped)),
        origin_known=bool(model.ledger),
        replaced_by=replacement(model.name),
    )


def _told(grouped: Mapping[Group, list[str]]) -> Iterator[Group]:
    gravest = list(IN_WORDS)
    ordered = sorted(grouped, key=lambda one: (gravest.index(one.standing), one.entry))
    for one in ordered:
        yield replace(one, works=tuple(grouped[one]))


def _group(
    registry: Registry,
    work: Mapping[str, Any],
    answers: Mapping[Use, Ruling],
    on: dt.date,
) -> Group:
    """Say what is to be said of one work, as a group of none yet."""
    train = answers["train"]
    if train.state == "declared":
        return Group(entry="", standing="declared", works=())
    refused = {use: one for use, one in answers.items() if one.state == "refused"}
    reasons = dict.fromkeys(why.text for one in refused.values() for why in one.reasons)
    withdrawal = _withdrawal(registry, work, on)
    standing = _standing(train, refused=bool(refused), leaving=withdrawal is not None)
    told = standing in {"withdrawn", "leaving"} and withdrawal is not None
    return Group(
        entry=train.entry,
        standing=standing,
        works=(),
        uses=tuple(refused),
        why=tuple(reasons),
        since=withdrawal.effective_on if withdrawal and told else None,
        by=withdrawal.by if withdrawal and told else "",
        models=withdrawal.models if withdrawal and told else "",
    )


def _standing(train: Ruling, *, refused: bool, leaving: bool) -> Standing:
    codes = {reason.code for reason in train.reasons}
    for code, standing in CODES:
        if code in codes:
            return standing
    if refused:
        return "narrower"
    return "leaving" if leaving else "fine"


def _withdrawal(
    registry: Registry,
    work: Mapping[str, Any],
    on: dt.date,
) -> Withdrawal | None:
    """Return the withdrawal that says most: in effect, and asking to retire models."""
    found = withdrawals(registry, work, "train")
    grave = sorted(found, key=lambda one: (one.effective_on > on, one.models == "keep"))
    return grave[0] if grave else None
