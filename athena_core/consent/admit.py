"""Admission: every work is asked for its right before anything learns from it.

A work whose hash stands in the registry is decided by its entries, whatever a dataset
says of it; only that nobody was asked is taken at its word. A work that the registry
does not know may be declared by the user; it is then marked as declared, not checked.
Unknown is no, and nothing is dropped in silence.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from athena_core.consent import pool
from athena_core.consent.decide import POOLED, Decision
from athena_core.consent.entry import Entry
from athena_core.consent.licences import LICENCES
from athena_core.consent.permission import may, told
from athena_core.consent.registry import Asking, Registry, registry
from athena_core.library import ledger as ledgers
from athena_core.protocols import (
    Corpus,
    Model,
    Refused,
    Right,
    Skipped,
    Use,
    Work,
    held_out,
)

Ask = Callable[[Work, Use], str | None]

HOW_TO_STATE = (
    "say it with --right own|public-domain|LICENCE --because TEXT, or put a "
    "rights.toml or works.csv beside the works"
)
NOT_ASKED = (
    "somebody else's, and they have not been asked; ask them, and if they say yes the "
    "registry's page for artists shows how they can put it on record"
)
ALONE = 10**9
"""A company that is large enough for every floor: the floors are held afterwards."""


def admit(
    offered: Iterable[Work | Skipped],
    use: Use,
    ask: Ask = lambda _work, _use: None,
    *,
    known: Registry | None = None,
    asking: Asking | None = None,
    generated_from: tuple[Model, ...] = (),
) -> Corpus:
    """Sort what a dataset offers into admitted, held out, refused and skipped.

    `ask` is the plugins' `athena_refuse`: it may refuse more, never allow more. `known`
    is the registry, the process's own if not given; `asking` says on which day, at
    which place and whether for money. `generated_from` are the models that made what
    is offered as made by a model: what they learned from is asked for in its place.
    """
    desk = _Desk(
        use=use,
        ask=ask,
        known=known or registry(),
        asking=asking or Asking(on=datetime.now(UTC).date()),
        generated_from=generated_from,
    )
    for item in offered:
        desk.take(item)
    desk.hold_floors()
    return desk.corpus()


@dataclass(kw_only=True)
class _Desk:
    """Where each work is asked; keeps the order in which the works came."""

    use: Use
    ask: Ask
    known: Registry
    asking: Asking
    generated_from: tuple[Model, ...]
    admitted: list[Work] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def take(self, item: Work | Skipped) -> None:
        """Ask one work for its right."""
        if isinstance(item, Skipped):
            self.skipped.append(item)
            return
        answer = self._asked(item)
        if isinstance(answer, Refused):
            self.refused.append(answer)
        elif reason := self.ask(answer, self.use):
            self.refused.append(Refused(work=answer, code="A20", reason=reason))
        else:
            self.admitted.append(answer)

    def _asked(self, work: Work) -> Work | Refused:
        if work.right and work.right.basis == "not-asked":
            return Refused(work=work, code="A07", reason=NOT_ASKED)
        if wrong := self._wrong_claim(work):
            return Refused(work=work, code=wrong[0], reason=wrong[1])
        pairs = self._entries(work)
        if not pairs:
            return self._declared(work)
        for entry, identifier in pairs:
            decision = self._decide(entry, identifier, ALONE)
            if not decision.allowed:
                return _refusal(work, entry, decision)
            if entry.rights.consent and self.known.too_old(self.asking.on):
                reason = self.known.warning(self.asking.on) or ""
                known = _known(work, entry, decision)
                return Refused(work=known, code="A06", reason=reason)
        entry, identifier = pairs[0]
        return _known(work, entry, self._decide(entry, identifier, ALONE))

    def _declared(self, work: Work) -> Work | Refused:
        """Take the user's word for a work that the registry does not know."""
        if wrong := _wrong_declaration(work, commercial=self.asking.commercial):
            return Refused(work=work, code=wrong[0], reason=wrong[1])
        right = work.right
        if right and right.basis == "generated":
            reason = self._wrong_parents
            return Refused(work=work, code="A08", reason=reason) if reason else work
        if right is None or right.basis != "open-licence":
            return work
        licence = LICENCES[str(canonicalize_license_expression(right.licence))]
        limits = ("noncommercial",) if licence.gives == "noncommercial" else ()
        conditions = licence.conditions + limits
        return replace(work, right=replace(right, conditions=conditions))

    @functools.cached_property
    def _wrong_parents(self) -> str:
        """Say why pieces of these models may not be learned from; once for all."""
        if not self.generated_from:
            return "it was made by a model, and nobody says by which"
        reasons = (self._wrong_parent(model) for model in self.generated_from)
        return next(filter(None, reasons), "")

    def _wrong_parent(self, model: Model) -> str:
        if not model.ledger:
            return (
                f"{model.name} made it, and nobody says whose works that learned from"
            )
        works = ledgers.works(model.ledger)
        refused = may(self.known, works, self.use, self.asking, declared=True)
        if not refused:
            return ""
        return (
            f"{model.name} made it, which learned from {len(refused):,} "
            f"{'work' if len(refused) == 1 else 'works'} that may not be used so: "
            f"{told(refused)[0]}; `athena models retrain {model.name}` trains it "
            "without them, and pieces of the new model may be used"
        )

    def _entries(self, work: Work) -> list[tuple[Entry, str]]:
        hashes = filter(None, (work.sha256, work.content_sha256))
        found = self.known.holding(*hashes)
        return [
            (self.known.entries[one].entry, identifier) for one, identifier in found
        ]

    def _wrong_claim(self, work: Work) -> tuple[str, str] | None:
        """Say what is wrong with an entry that the dataset itself names."""
        right = work.right
        if right is None or (right.basis != "consent" and not right.entry):
            return None
        if not right.entry or self.known.find(right.entry) is None:
            return "A04", (
                "it claims a consent that the registry does not hold"
                if not right.entry
                else f"the registry has no entry {right.entry}"
            )
        if right.entry not in {entry.id for entry, _ in self._entries(work)}:
            return "A05", (
                f"the entry {right.entry} does not hold this work: none of its hashes "
                "is this file's"
            )
        return None

    def _decide(self, entry: Entry, identifier: str, makers: int) -> Decision:
        return self.known.decide(entry.id, identifier, self.use, self.asking, makers)

    def hold_floors(self) -> None:
        """Refuse the works whose consent asks for more company than there is."""
        if self.use not in POOLED:
            return
        learned = [one for one in self.admitted if not held_out(one.sha256)]
        makers = {one.sha256: self._maker(one) for one in learned}
        floors = {one.sha256: self._floor(one) for one in self.admitted}
        _, count = pool.company(makers, floors)
        for work in [one for one in self.admitted if floors[one.sha256] > count]:
            self.admitted.remove(work)
            self.refused.append(self._without_company(work, count))

    def _maker(self, work: Work) -> str:
        entry = self.known.find(work.right.entry) if work.right else None
        return "" if entry is None else pool.person(entry.artist)

    def _floor(self, work: Work) -> int:
        consents = (entry.rights.consent for entry, _ in self._entries(work))
        floors = (one.min_pool_artists for one in consents if one)
        # a company of one is no company to wait for
        return max((floor for floor in floors if floor > 1), default=0)

    def _without_company(self, work: Work, count: int) -> Refused:
        for entry, identifier in self._entries(work):
            decision = self._decide(entry, identifier, count)
            if not decision.allowed:
                return _refusal(work, entry, decision)
        raise AssertionError(work.id)

    def corpus(self) -> Corpus:
        """Return what came of it."""
        return Corpus(
            works=tuple(one for one in self.admitted if not held_out(one.sha256)),
            held_out=tuple(one for one in self.admitted if held_out(one.sha256)),
            refused=tuple(self.refused),
            skipped=tuple(self.skipped),
            generated_from=self.generated_from,
        )


def _refusal(work: Work, entry: Entry, decision: Decision) -> Refused:
    first, *others = decision.why
    also = "".join(f"; {one.text} [{one.code}]" for one in others)
    return Refused(
        work=_known(work, entry, decision),
        code=first.code,
        reason=first.text + also,
    )


def _known(work: Work, entry: Entry, decision: Decision) -> Work:
    """Return the work with the registry's right, and its maker as records keep them."""
    right = Right(
        basis=entry.rights.basis,
        because=because(entry, work),
        licence=entry.rights.licence or "",
        entry=entry.id,
        revision=entry.revision,
        conditions=decision.conditions,
    )
    maker = entry.id if entry.artist.may_live else entry.artist.credit_as
    return replace(work, maker=maker, right=right)


def because(entry: Entry, work: Work) -> str:
    """Say why a work may be used, in words for a card or a screen."""
    rights = entry.rights
    if rights.consent:
        return f"consent ({rights.consent.text}) until {rights.consent.expires}"
    if rights.licence:
        return f"licence {rights.licence}: {rights.licence_evidence}"
    return "; ".join(_out_of_copyright(entry, work))


def _out_of_copyright(entry: Entry, work: Work) -> Iterator[str]:
    yield "copyright has run out (USA; life + 70 years; longer terms exist)"
    yield f"maker died {entry.artist.died}"
    entered = next((one for one in entry.works if one.sha256 == work.sha256), None)
    edition = entry.edition(entered.edition) if entered else None
    if edition and edition.published:
        yield f"published {edition.published}"
    if edition and edition.statement:
        yield f"{edition.statement_by}: '{edition.statement}'"


def _wrong_declaration(work: Work, *, commercial: bool) -> tuple[str, str] | None:
    """Return code and sentence when what is declared of a work does not carry."""
    right = work.right
    if right is None:
        return "A01", f"nobody says by what right it may be used; {HOW_TO_STATE}"
    if not right.because.strip():
        return "A02", f"its right ({right.basis}) gives no reason; {HOW_TO_STATE}"
    if right.basis == "open-licence":
        return _wrong_licence(right.licence, commercial=commercial)
    return None


def _wrong_licence(licence: str, *, commercial: bool) -> tuple[str, str] | None:
    try:
        spdx = canonicalize_license_expression(licence)
    except InvalidLicenseExpression:
        return "A03", f"{licence!r} is no SPDX licence identifier, such as CC-BY-4.0"
    if spdx in LICENCES:
        if commercial and LICENCES[spdx].gives != "any":
            return "A03", f"the licence {spdx} is for non-commercial purposes only"
        return None
    return "A03", (
        f"the licence {spdx} is not one that is known to allow learning from a work "
        f"({', '.join(LICENCES)})"
    )
