"""Who may change an entry, and how: judged by the entry as it stands on the base.

Never by the change's own copy: else whoever rewrites the owner owns the entry. (A large
registry of host names took over accounts that way: its check read the new file.)
Accounts are numbers, since a login can be given up and taken by another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from athena_core.consent.doors import receiptcode
from athena_core.consent.doors.withdrawing import only_withdraws
from athena_core.consent.entry import Entered, Entry, Withdrawal
from athena_core.consent.proof.statement import statement
from athena_core.consent.proof.stewards import Stewards
from athena_core.errors import InputError

SPENT = "the entry's withdrawal code was spent by an earlier withdrawal; ask a steward"
NO_CODE = (
    "a withdrawal passes from the artist, from a steward, or with the code on the "
    "receipt; this one carries none that fits"
)
BASIS = (
    "the basis of an entry is changed by a steward alone; withdraw this one and offer "
    "another"
)
NOT_THEIRS = (
    "only the artist (as the entry stands on the base) or a steward may change it"
)
NO_WAY_BACK = (
    "a withdrawn entry comes back only by a consent given later than the withdrawal, "
    "witnessed by two stewards and sent by one"
)
NOT_THEIR_YES = (
    "consent can be given only by the artist's own account; for others two stewards "
    'witness it (evidence kind "steward-witnessed")'
)

Said = Iterator[tuple[str, str]]
"""Codes and sentences."""
ONE_DAY = dt.timedelta(days=1)
"""Somewhere it is already tomorrow."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who sends a change, and on which day it is looked at."""

    account: int | None
    """The number of the GitHub account; None when nobody knows."""
    stewards: Stewards
    """As the base names them."""
    on: dt.date

    @property
    def steward(self) -> bool:
        """Whether this is a steward on that day."""
        known = self.account is not None
        return known and self.stewards.find(self.account or 0, self.on) is not None

    def owns(self, entry: Entry) -> bool:
        """Whether this is the entry's own artist."""
        return self.account is not None and self.account == entry.artist.github_id


def withdraws(before: Entry | None, after: Entry, on: dt.date) -> bool:
    """Whether a change of an entry takes back and does nothing else.

    A status of "withdrawn" may be written at once beside a withdrawal of everything.
    """
    if before is None:
        return False
    day = on + ONE_DAY
    if after.status == "withdrawn" and after.works and _whole(before, after):
        kept = {"status": before.status, "status_reason": before.status_reason}
        if only_withdraws(before, after.model_copy(update=kept), day):
            return True
    return only_withdraws(before, after, day)


def _whole(before: Entry, after: Entry) -> bool:
    added = after.withdrawals[len(before.withdrawals) :]
    return any(one.scope == "everything" and one.works == "all" for one in added)


def withdrawal(before: Entry, after: Entry, asker: Asker) -> Said:
    """Yield why a change that only withdraws may not pass.

    With the receipt's code it passes whoever sends it, an account nobody knows too.
    """
    yield from _dated(before, after, asker)
    anybodys = before.rights.basis == "public-domain" and asker.account is not None
    if asker.steward or asker.owns(before) or anybodys:
        return
    consent = before.rights.consent
    wanted = consent.withdrawal_code_sha256 if consent else None
    added = after.withdrawals[len(before.withdrawals) :]
    if wanted is not None and wanted in _digests(before.withdrawals):
        yield "R031", SPENT
    elif wanted is None or wanted not in _digests(added):
        yield "R031", NO_CODE


def _digests(withdrawals: tuple[Withdrawal, ...]) -> set[str]:
    return {receiptcode.digest(one.code) for one in withdrawals if one.code}


def new(after: Entry, asker: Asker, taken: str | None) -> Said:
    """Yield why a new entry may not stand; `taken` is a path that has its id."""
    if taken:
        yield "R016", f"this id is taken by {taken}; ids are never used again"
    if after.revision != 1:
        yield "R023", f"revision is {after.revision}; a new entry's is 1"
    yield from _given(None, after, asker)
    if after.rights.basis != "public-domain" and after.status != "pending":
        yield "R028", 'a new entry starts as "pending", until a steward has looked'


def change(before: Entry, after: Entry, asker: Asker) -> Said:
    """Yield why a change of an entry may not pass."""
    if after.rights.basis != before.rights.basis and not asker.steward:
        yield "R017", BASIS
    yield from _owner(before, after, asker)
    if after.revision != before.revision + 1:
        yield (
            "R023",
            f"revision is {after.revision}; it must be {before.revision + 1}",
        )
    yield from _history(before, after, asker)
    yield from _given(before, after, asker)
    yield from _activated(before, after, asker)


def _owner(before: Entry, after: Entry, asker: Asker) -> Said:
    if asker.steward or asker.account is None:
        return  # where the account is unknown, R000 speaks for the whole change
    if not asker.owns(before) and before.rights.basis != "public-domain":
        yield "R021", NOT_THEIRS
    if _identity(before) != _identity(after):
        yield "R022", "a change of github_id or signing_key needs a steward"


def _identity(entry: Entry) -> tuple[int | None, str | None]:
    return entry.artist.github_id, entry.artist.signing_key


def _history(before: Entry, after: Entry, asker: Asker) -> Said:
    if before.status == "withdrawn" != after.status and not _renewed(
        before, after, asker
    ):
        yield "R024", NO_WAY_BACK
    if after.withdrawals[: len(before.withdrawals)] != before.withdrawals:
        yield "R025", "a recorded withdrawal may not be altered"
    yield from _dated(before, after, asker)
    known = {work.id: work for work in before.works}
    for work in after.works:
        if _another_file(known.get(work.id, work), work):
            yield "R026", f"work {work.id!r} has a new hash; give a new file a new id"


def _another_file(old: Entered, new: Entered) -> bool:
    pixels = {old.content_sha256, new.content_sha256} - {None}
    return old.sha256 != new.sha256 or len(pixels) > 1


def _dated(before: Entry, after: Entry, asker: Asker) -> Said:
    """Yield why a withdrawal's days are not what they say, or take nothing back."""
    for one in after.withdrawals[len(before.withdrawals) :]:
        if one.requested_on > asker.on + ONE_DAY:
            yield "R033", "a withdrawal is dated on the day it is asked for, not later"
        if not after.in_force(one):
            yield "R033", "it takes effect before the consent was given: nothing ends"


def _renewed(before: Entry, after: Entry, asker: Asker) -> bool:
    consent = after.rights.consent
    last = max((one.effective_on for one in before.withdrawals), default=before.added)
    return (
        asker.steward
        and consent is not None
        and consent.given_on > last
        and consent.evidence.kind == "steward-witnessed"
    )


def _given(before: Entry | None, after: Entry, asker: Asker) -> Said:
    """Yield a refusal of words put into somebody's mouth."""
    consent = after.rights.consent
    if consent is None or consent.evidence.kind == "steward-witnessed":
        return
    if before and _words(before) == _words(after):
        return
    if not (asker.owns(after) and (before is None or asker.owns(before))):
        yield "R027", NOT_THEIR_YES


def _words(entry: Entry) -> bytes | None:
    """Return what was agreed to, as it is signed."""
    try:
        return statement(entry)
    except InputError:
        return None


def asks_for_evidence(before: Entry | None, after: Entry) -> bool:
    """Whether a change is one whose consent has to be shown anew.

    A new name, title or link is not, and neither is whatever narrows.
    """
    if after.status not in {"pending", "active"}:
        return False
    if before is None or before.status != after.status:
        return True
    shown = before.rights.consent and before.rights.consent.evidence
    shows = after.rights.consent and after.rights.consent.evidence
    same = _words(before) == _words(after) and shown == shows
    return not same or _identity(before) != _identity(after)


def _activated(before: Entry, after: Entry, asker: Asker) -> Said:
    if after.status != "active" or before.status == "active":
        return
    if after.rights.basis == "public-domain":
        return
    if not asker.steward:
        yield "R029", "only a steward moves an entry to active"
    elif asker.owns(after):
        yield "R029", "nobody moves their own entry to active; ask another steward"
    elif not asker.stewards.enough(asker.on):
        yield (
            "R029",
            "nothing becomes active while fewer than two stewards are named",
        )
