"""What a person should look at before merging; none of it blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from athena_core.consent.entry import Entry
from athena_core.consent.findings import Finding, hint
from athena_core.consent.gate import crossing

if TYPE_CHECKING:
    from athena_core.consent.gate.judging import Look

SOON = dt.timedelta(days=60)
NOREPLY = ("@users.noreply.github.com", "noreply@github.com")


def about(look: Look, mails: set[str]) -> Iterator[Finding]:
    """Yield hints about a change; `mails` are its commits' addresses, never shown."""
    if any(not mail.endswith(NOREPLY) for mail in mails):
        yield hint(
            "",
            "R051",
            "its commits carry an e-mail address, which stays public for ever; the "
            "noreply address in GitHub's settings (Emails) keeps it private",
        )
    yield from crossing.twins(look.standing, look.coming)
    for path, after in look.coming.items():
        yield from ending(path, after, look.asker.on)
        yield from _grown(path, look.before(path), after)


def ending(path: str, entry: Entry, on: dt.date) -> Iterator[Finding]:
    """Yield a hint for a consent that ends within 60 days."""
    consent = entry.rights.consent
    if consent and entry.status == "active" and on <= consent.expires <= on + SOON:
        yield hint(
            path,
            "R052",
            f"its consent ends on {consent.expires}; ask whether it goes on, and let "
            "it end if nobody answers",
        )


def _grown(path: str, before: Entry | None, after: Entry) -> Iterator[Finding]:
    """Yield a hint for works that nobody looked at when the entry became active."""
    if before is None or after.status != "active":
        return
    known = {work.id for work in before.works}
    if added := [work.id for work in after.works if work.id not in known]:
        yield hint(
            path,
            "R055",
            f"{len(added)} works come into an entry that is active; look at them as "
            "at a new one",
        )
