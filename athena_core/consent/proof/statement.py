"""What a person signs: their yes in canonical bytes, without what may change after.

Signed are the terms, the uses and the works with their hashes. A name, a title, a link,
the entry's status and its withdrawals may change without signing anew; a work that is
added, a hash that is another or a use that is wider may not.
"""

from __future__ import annotations

import json

from athena_core.consent.entry import Entered, Entry
from athena_core.errors import InputError

SCHEMA = "athena.statement/1"
NAMESPACE = "athena-consent"
"""Of the SSH signature: `ssh-keygen -Y sign -n athena-consent -f KEY STATEMENT`."""
_NOT_SIGNED = frozenset({"evidence", "withdrawal_code_sha256"})


def statement(entry: Entry) -> bytes:
    """Return the bytes that show a consent when signed.

    JSON with sorted keys, no blanks and no end of line, in UTF-8; works stand in the
    order of their ids. Raises `InputError` for an entry that gives no consent.
    """
    consent = entry.rights.consent
    if consent is None:
        raise InputError(f"{entry.id} gives no consent, so there is nothing to sign")
    content = {
        "schema": SCHEMA,
        "entry": entry.id,
        "consent": consent.model_dump(mode="json", exclude=set(_NOT_SIGNED)),
        "permits": entry.permits.model_dump(mode="json"),
        "works": [_work(one) for one in sorted(entry.works, key=lambda work: work.id)],
    }
    text = json.dumps(
        content,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return text.encode()


def _work(work: Entered) -> dict[str, object]:
    permits = work.permits.model_dump(mode="json") if work.permits else None
    return {"id": work.id, "sha256": work.sha256, "permits": permits}
