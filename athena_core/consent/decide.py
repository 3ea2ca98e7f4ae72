"""May this work be put to this use, on this day, at this place? And every reason why.

Pure: no clock, no network, no files; the day, the place and what was verified are
arguments. Unknown is no, any no wins, and all reasons are listed, not the first alone.
Nothing about a person's identity is read here (a test reads this file).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from athena_core.consent.entry import Entered, Entry
from athena_core.consent.licences import LICENCES
from athena_core.consent.places import (
    US_YEARS,
    USUAL,
    first_day,
    known,
    term,
)
from athena_core.consent.rights import Consent
from athena_core.consent.uses import Permission, narrowest
from athena_core.protocols import Use

POOLED: frozenset[Use] = frozenset({"train", "share_model", "publish_outputs"})
"""Uses of what a model learned, for which the company of other makers counts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that bears on the answer, with its code."""

    code: str
    allows: bool
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, its reasons, the day it may change, and what a yes asks in return."""

    allowed: bool
    reasons: tuple[Reason, ...]
    until: dt.date | None
    """The first day on which the answer is another, as far as the entry tells."""
    conditions: tuple[str, ...] = ()
    """`credit`, `credit-welcome`, `no-name`, `no-name-prompt`, `noncommercial`,
    `share-alike`."""

    @property
    def why(self) -> tuple[Reason, ...]:
        """The reasons on the side of the answer."""
        return tuple(one for one in self.reasons if one.allows == self.allowed)


@dataclass(frozen=True, slots=True)
class _Question:
    entry: Entry
    use: Use
    commercial: bool
    work: str
    territory: str
    verified: frozenset[str]
    pool_artists: int | None

    @property
    def entered(self) -> Entered | None:
        return self.entry.work(self.work)


def decide(
    entry: Entry,
    use: Use,
    *,
    commercial: bool,
    on: dt.date,
    work: str,
    territory: str = USUAL,
    verified: frozenset[str] = frozenset(),
    pool_artists: int | None = None,
) -> Decision:
    """Decide about one use of one work.

    `work` is its id in the entry; `territory` a country (ISO 3166 alpha-2) or `usual`:
    the USA and where copyright lasts for life and 70 years. `verified` holds `consent`
    when the entry's evidence was checked; `pool_artists` counts the makers a model
    learns from, and None means that nobody counted.
    """
    question = _Question(
        entry,
        use,
        commercial,
        work,
        territory,
        verified,
        pool_artists,
    )
    reasons = tuple(_reasons(question, on))
    allowed = _yes(reasons)
    later = sorted(day for day in _days(question) if day > on)
    until = next((day for day in later if _on(question, day) != allowed), None)
    conditions = tuple(_conditions(question)) if allowed else ()
    return Decision(allowed, reasons, until, tuple(dict.fromkeys(conditions)))


def _yes(reasons: tuple[Reason, ...]) -> bool:
    return bool(reasons) and all(reason.allows for reason in reasons)


def _on(question: _Question, day: dt.date) -> bool:
    return _yes(tuple(_reasons(question, day)))


def _days(question: _Question) -> Iterator[dt.date]:
    """Yield every day on which some fact about the entry turns."""
    entry, consent = question.entry, question.entry.rights.consent
    yield entry.added
    yield from (withdrawal.effective_on for withdrawal in entry.withdrawals)
    if consent:
        yield consent.given_on
        yield consent.expires + dt.timedelta(days=1)
    elif entry.rights.basis == "public-domain":
        yield from _days_of_copyright(question)


def _days_of_copyright(question: _Question) -> Iterator[dt.date]:
    died = question.entry.artist.died
    years = term(question.territory, died)
    if years is not None and died is not None:
        yield first_day(died, years)
    edition = question.entry.edition(getattr(question.entered, "edition", None))
    if edition and edition.published:
        yield first_day(edition.published, US_YEARS)
    if edition and edition.ground == "dead-150-years" and died is not None:
        yield first_day(died, DEAD_FOR)


def _reasons(question: _Question, on: dt.date) -> Iterator[Reason]:
    entry = question.entry
    if question.entered is None:
        yield _no("D01", f"entry {entry.id} has no work {question.work!r}")
    if entry.status != "active":
        why = entry.status_reason or "it has not been reviewed"
        yield _no("D02", f"the entry is {entry.status}: {why}")
    yield from _withdrawn(question, on)
    if on < entry.added:
        yield _no("D04", f"the entry was added on {entry.added}, after {on}")
    if question.entered is not None:
        yield from _by_right(question, on)
        yield _by_permits(question)


def _withdrawn(question: _Question, on: dt.date) -> Iterator[Reason]:
    """Say what was taken back. A consent that was given later is a new yes."""
    for one in question.entry.withdrawals:
        reaches = one.reaches(question.use, question.work)
        if reaches and question.entry.in_force(one) and one.effective_on <= on:
            yield _no("D03", f"withdrawn from {one.effective_on} by the {one.by}")


def _by_right(question: _Question, on: dt.date) -> Iterator[Reason]:
    rights = question.entry.rights
    if rights.consent:
        yield from _by_consent(question, rights.consent, on)
    elif rights.basis == "public-domain":
        yield from _by_calendar(question, on)
    elif rights.licence not in LICENCES:
        yield _no(
            "D11",
            f"the licence {rights.licence} is not on Athena's table, so it gives "
            "nothing",
        )


def _by_consent(
    question: _Question,
    consent: Consent,
    on: dt.date,
) -> Iterator[Reason]:
    if on < consent.given_on:
        yield _no("D05", f"consent was given on {consent.given_on}, after {on}")
    if on > consent.expires:
        yield _no("D06", f"consent ran out on {consent.expires}")
    if consent.territory != "worldwide" and question.territory not in consent.territory:
        places = ", ".join(consent.territory)
        yield _no(
            "D07",
            f"consent reaches {places}, not {_place(question.territory)}",
        )
    if "consent" not in question.verified:
        yield _no("D08", "what shows the consent has not been verified")
    if question.use in POOLED and consent.min_pool_artists > 1:
        counted = question.pool_artists
        if counted is None or counted < consent.min_pool_artists:
            yield _no(
                "D09",
                f"only together with others, {consent.min_pool_artists} makers in all; "
                + ("nobody counted" if counted is None else f"here are {counted}"),
            )


def _by_calendar(question: _Question, on: dt.date) -> Iterator[Reason]:
    """Say at which places copyright has not run out, or is not known to have."""
    place, died = question.territory, question.entry.artist.died
    if not known(place) or died is None:
        yield _no("D10", f"whether copyright has run out in {place} is not known here")
        return
    years = term(place, died)
    if years is not None and on < (free := first_day(died, years)):
        yield _no("D10", f"copyright lasts in {_place(place)} until {free}")
    if place in {"US", USUAL} and (reason := _held_in_usa(question, on)):
        yield _no("D14", reason)


def _held_in_usa(question: _Question, on: dt.date) -> str | None:
    """Say why copyright in the USA is not shown to have run out, or None.

    There it goes by first publication, not by death: 17 U.S.C. 304 and 303.
    """
    edition = question.entry.edition(getattr(question.entered, "edition", None))
    if edition is None:
        return "nothing shows that copyright has run out in the USA"
    if edition.ground == "first-publication" and edition.published:
        free = first_day(edition.published, US_YEARS)
        return f"copyright in the USA lasts until {free}" if on < free else None
    if edition.ground == "dead-150-years":
        free = first_day(question.entry.artist.died or on.year, DEAD_FOR)
        return "its maker has not been dead for 150 years" if on < free else None
    return None


DEAD_FOR = 150
"""Years after which a maker's works count as published long ago."""


def _by_permits(question: _Question) -> Reason:
    given, use = _given(question), question.use
    if given == "no":
        return _no("D12", f"{use} is not among the uses given")
    if given == "noncommercial" and question.commercial:
        return _no("D13", f"{use} is given for non-commercial purposes only")
    purpose = "commercial" if question.commercial else "non-commercial"
    return Reason(
        "D00", allows=True, text=f"{use} ({purpose}) is given: {_by(question)}"
    )


def _given(question: _Question) -> Permission:
    entry, entered = question.entry, question.entered
    given = [entry.permits.of(question.use)]
    if entered and entered.permits:
        given.append(entered.permits.of(question.use))
    if entry.rights.licence:
        licence = LICENCES.get(entry.rights.licence)
        given.append(licence.gives if licence else "no")
    return narrowest(*given)


def _by(question: _Question) -> str:
    """Say by what right, in the words a screen may print."""
    entry = question.entry
    if entry.rights.consent:
        return f"consent ({entry.rights.consent.text})"
    if entry.rights.licence:
        return f"licence {entry.rights.licence}"
    return "copyright has run out (USA; life + 70 years; longer terms exist)"


def _conditions(question: _Question) -> Iterator[str]:
    rights = question.entry.rights
    if rights.consent:
        credit = rights.consent.credit
        yield {"required": "credit", "welcome": "credit-welcome"}.get(credit, "no-name")
        if rights.consent.name_as_prompt == "no":
            yield "no-name-prompt"
    elif rights.licence:
        yield from LICENCES[rights.licence].conditions
    else:
        yield "credit-welcome"
    if _given(question) == "noncommercial":
        yield "noncommercial"


def _place(territory: str) -> str:
    if territory == USUAL:
        return "the usual places (USA; life + 70 years)"
    return territory


def _no(code: str, text: str) -> Reason:
    return Reason(code, allows=False, text=text)
