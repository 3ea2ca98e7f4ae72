"""Names of today: records keep an artist's id, and whatever is shown keeps up.

An artist who may be living can change the name they are credited by at any time. So no
ledger and no record holds it; it is put in where a text is shown or a file is written.
"""

from __future__ import annotations

import re

NAMELESS = re.compile(r"\bartist-[0-9a-hjkmnp-tv-z]{10}\b")
"""The id of an artist who may be living: it carries no name, so a name can change."""


def shown(text: str) -> str:
    """Put today's names in the place of ids; the registry is read only for those."""
    if not NAMELESS.search(text):
        return text
    from athena_core.consent.registry import registry  # noqa: PLC0415 - pydantic

    return registry().named(text)
