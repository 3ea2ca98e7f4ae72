"""Taking a consent back: what an entry becomes, and what counts as nothing more.

Pure functions from entry to entry, so that the command which prepares a withdrawal and
the gate which lets it pass cannot mean two things by one word.
"""

from __future__ import annotations

import datetime as dt

from athena_core.consent.entry import Artist, Entered, Entry, Withdrawal
from athena_core.consent.rights import Rights
from athena_core.consent.uses import Permits

BLANK = "withdrawn"
"""What stands where a name or a title stood."""


def withdrawn(entry: Entry, *added: Withdrawal) -> Entry:
    """Return the entry with withdrawals recorded, one revision on."""
    return entry.model_copy(
        update={
            "revision": entry.revision + 1,
            "withdrawals": (*entry.withdrawals, *added),
        },
    )


def blanked(entry: Entry, on: dt.date) -> Entry:
    """Return the entry without what is withdrawn wholly, and in effect, on a day.

    When nothing is left the entry is a tombstone: no name, no title, no link, no word,
    no account, no key. The id and the dates stay, and the hashes where
    `keep_fingerprint` was permitted and not withdrawn by name. The revision stays.
    """
    whole = [one for one in _effective(entry, on) if one.scope == "everything"]
    gone = {
        work.id
        for work in entry.works
        if any(one.works == "all" or work.id in one.works for one in whole)
    }
    if whole and all(work.id in gone for work in entry.works):
        hashes = (one for one in entry.works if _may_keep_hashes(entry, one, on))
        return _tombstone(entry, tuple(_fingerprint(one) for one in hashes), whole[-1])
    works = (
        _signed_part(entry, work, on) if work.id in gone else work
        for work in entry.works
    )
    return entry.model_copy(update={"works": tuple(works)})


def only_withdraws(before: Entry, after: Entry, on: dt.date) -> bool:
    """Whether a change of an entry takes back, or blanks what was taken back, no more.

    `on` is the day on which it is judged. The revision must be the next.
    """
    known = len(before.withdrawals)
    if after.withdrawals[:known] != before.withdrawals:
        return False
    added = after.withdrawals[known:]
    if any(one.requested_on > on for one in added):
        return False
    recorded = withdrawn(before, *added)
    days = {one.effective_on for one in _effective(recorded, on)}
    results = [blanked(recorded, day) for day in sorted(days)]
    if added:
        return after in [recorded, *results]
    return after != recorded and after in results


def tombstone(entry: Entry) -> bool:
    """Whether nothing of an entry is left but its id, its dates and perhaps hashes."""
    return entry.status == "withdrawn" and entry.artist.credit_as == BLANK


def _effective(entry: Entry, on: dt.date) -> list[Withdrawal]:
    return [
        one
        for one in entry.withdrawals
        if one.effective_on <= on and entry.in_force(one)
    ]


def _may_keep_hashes(entry: Entry, work: Entered, on: dt.date) -> bool:
    given = [entry.permits, *([work.permits] if work.permits else [])]
    taken = any(
        one.reaches("keep_fingerprint", work.id) for one in _effective(entry, on)
    )
    return not taken and all(one.keep_fingerprint != "no" for one in given)


def _fingerprint(work: Entered) -> Entered:
    permits = work.permits and Permits(keep_fingerprint=work.permits.keep_fingerprint)
    return Entered(
        id=work.id,
        title=BLANK,
        media_type=work.media_type,
        sha256=work.sha256,
        content_sha256=work.content_sha256,
        phash=work.phash,
        permits=permits,
    )


def _signed_part(entry: Entry, work: Entered, on: dt.date) -> Entered:
    """Return a withdrawn work among others that stay: what the signature is over.

    Without its id, file hash and permits the artist's signature would hold no longer
    for the others (see `statement`). The hashes that find it again in another file stay
    only where they may.
    """
    kept = _fingerprint(work).model_copy(update={"permits": work.permits})
    if _may_keep_hashes(entry, work, on):
        return kept
    return kept.model_copy(update={"content_sha256": None, "phash": None})


def _tombstone(entry: Entry, works: tuple[Entered, ...], last: Withdrawal) -> Entry:
    kept = entry.permits.keep_fingerprint if works else "no"
    return Entry(
        schema=entry.schema_,
        id=entry.id,
        revision=entry.revision,
        title=BLANK,
        status="withdrawn",
        status_reason=f"withdrawn by the {last.by} from {last.effective_on}",
        added=entry.added,
        artist=_nobody(entry.artist),
        rights=_bare(entry.rights),
        permits=Permits(keep_fingerprint=kept),
        works=works,
        withdrawals=entry.withdrawals,
    )


def _nobody(artist: Artist) -> Artist:
    """Return what an entry has to say of a person, which is whether they may live."""
    if artist.may_live:
        return Artist(credit_as=BLANK, living=artist.living, adult=True)
    return Artist(
        credit_as=BLANK,
        living="deceased",
        died=artist.died,
        died_source=artist.died_source,
    )


def _bare(rights: Rights) -> Rights:
    """Return the rights without the holder's page; the licence's own stands instead."""
    if rights.licence is None:
        return rights
    page = f"https://spdx.org/licenses/{rights.licence.split()[0].strip('()')}.html"
    return rights.model_copy(update={"licence_evidence": page})
