"""An entry in plain sentences: what was said yes to, until when, and the way back.

The artist gets it as a receipt, with the code that takes the consent back; the same
sentences, without the code, are what `athena registry show` prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from athena_core.consent.decide import POOLED
from athena_core.consent.doors.withdrawing import tombstone
from athena_core.consent.entry import Entered, Entry, Withdrawal
from athena_core.consent.licences import LICENCES
from athena_core.consent.rights import Consent
from athena_core.consent.uses import IN_WORDS, USES, Permission

ANSWERS: dict[Permission, str] = {
    "no": "no",
    "noncommercial": "yes, but not for money",
    "any": "yes, for any purpose",
}
CREDIT = {
    "required": "The name must be shown wherever the works are credited.",
    "welcome": "The name may be shown.",
    "withheld": "The name is not shown.",
}
STATUS = {
    "pending": "It is waiting for review; until that is done, every answer is no.",
    "suspended": "It is on hold; until that ends, every answer is no.",
}
LISTED = 20
"""Works named on a receipt; the entry's file has them all."""


def receipt(entry: Entry, code: str | None = None) -> str:
    """Return an entry in plain sentences; with a code, as the receipt of its giver."""
    parts = [_head(entry), *_status(entry)]
    if not tombstone(entry):
        parts += [_works(entry), _uses(entry), "\n".join(_terms(entry))]
    parts += _withdrawals(entry)
    if entry.status != "withdrawn":
        parts += _way_back(entry, code)
    return "\n\n".join(parts) + "\n"


def day(date: dt.date) -> str:
    """Return a date as people say it, such as 3 May 2031."""
    return f"{date.day} {date:%B %Y}"


def _head(entry: Entry) -> str:
    line = f"Entry {entry.id}, revision {entry.revision}, added on {day(entry.added)}."
    if tombstone(entry):
        return line
    consent = entry.rights.consent
    withheld = consent is not None and consent.credit == "withheld"
    name = "with no name" if withheld else f"as {entry.artist.credit_as}"
    return f"{entry.title}\n{line}\nCredited {name}."


def _status(entry: Entry) -> Iterator[str]:
    if entry.status == "withdrawn":
        yield "It is withdrawn: nothing may be done with these works any more."
    elif sentence := STATUS.get(entry.status):
        reason = f" Why: {entry.status_reason}." if entry.status_reason else ""
        yield sentence + reason


def _works(entry: Entry) -> str:
    more = len(entry.works) - LISTED
    return "\n".join(
        [
            f"Works: {len(entry.works)}",
            *(f"  {_titled(work)}" for work in entry.works[:LISTED]),
            *([f"  and {more} more"] if more > 0 else []),
        ],
    )


def _titled(work: Entered) -> str:
    return f"{work.title} ({work.year})" if work.year else work.title


def _uses(entry: Entry) -> str:
    free = entry.rights.basis == "public-domain"
    lines = ["What may be done with them:"]
    for use, words in IN_WORDS.items():
        if not (free and use == "keep_fingerprint"):
            given = ANSWERS[entry.permits.of(use)]
            lines.append(f"  {words[0].upper()}{words[1:]}: {given}.")
    if all((entry.permits.of(use) != "no") == (use == "show_work") for use in USES):
        lines.append("  So they may be shown, and nothing else.")
    if any(work.permits for work in entry.works):
        lines.append("  For some of the works it is less; the entry's file says which.")
    return "\n".join(lines)


def _terms(entry: Entry) -> Iterator[str]:
    consent = entry.rights.consent
    if consent:
        yield from _of_consent(entry, consent)
    elif entry.rights.licence:
        yield f"By what right: the licence {entry.rights.licence}."
        licence = LICENCES.get(entry.rights.licence)
        if licence is None:
            yield "Athena does not know this licence, so it gives nothing."
        elif licence.conditions:
            yield f"The licence asks for: {', '.join(licence.conditions)}."
    else:
        yield (
            "By what right: copyright has run out (USA; life + 70 years; longer terms "
            "exist)."
        )


def _of_consent(entry: Entry, consent: Consent) -> Iterator[str]:
    yield (
        f"By what right: a consent ({consent.text}), given on {day(consent.given_on)}."
    )
    yield f"It ends on {day(consent.expires)} by itself; it can be renewed."
    yield f"Where it holds: {_places(consent)}."
    learned = any(entry.permits.of(use) != "no" for use in POOLED)
    if learned and consent.min_pool_artists > 1:
        yield (
            "A model may learn from these works together with those of others: "
            f"{consent.min_pool_artists} makers in all."
        )
    yield CREDIT[consent.credit]
    if learned:
        asked = "may" if consent.name_as_prompt == "yes" else "may not"
        yield f"The name {asked} be a word that steers a model."


def _places(consent: Consent) -> str:
    if consent.territory == "worldwide":
        return "everywhere"
    return f"only in {', '.join(consent.territory)}"


def _withdrawals(entry: Entry) -> Iterator[str]:
    lines = [f"  {_withdrawal(one)}" for one in entry.withdrawals]
    if lines:
        yield "\n".join(["Taken back:", *lines])


def _withdrawal(one: Withdrawal) -> str:
    uses = "everything" if one.scope == "everything" else ", ".join(one.scope)
    works = "all works" if one.works == "all" else f"the works {', '.join(one.works)}"
    models = "are retired" if one.models == "retire" else "stay"
    return (
        f"{uses}, for {works}, from {day(one.effective_on)}, by the {one.by}; models "
        f"that learned from them {models}."
    )


def _way_back(entry: Entry, code: str | None) -> Iterator[str]:
    if entry.rights.consent is None:
        return
    command = f"athena registry withdraw {entry.id} --code " + (code or "CODE")
    yield (
        "Take it back, all or a part, on any day, without a reason and without an "
        "account:\n"
        f"  {command}\n"
        "  or the form 'Take my works back' on the project's page; "
        "or tell a steward the code.\n"
        "It takes effect within seven days. Copies that somebody has downloaded before "
        "can't be called back."
    )
    if code:
        yield (
            f"The code: {code}\n"
            "Keep it. It is shown once, and Athena keeps only its hash. Whoever has it "
            "can take the\n"
            "works back with it, once, and can do nothing else. A steward can give you "
            "another."
        )
