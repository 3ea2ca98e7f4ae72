"""The formats that Athena writes, and the one rule for other versions of them.

Every file says what it is as `athena.WHAT/NUMBER`. An older number is read, or the file
is made anew where it can be. A newer one is refused, since what cannot be understood
must not be guessed at, least of all a right.
"""

from __future__ import annotations

import re

FORMAT = re.compile(r"(athena\.[a-z-]+)/([1-9][0-9]{0,5})")


def newer(found: object, known: str) -> str:
    """Say what to upgrade when a format is newer than the one known here, else nothing.

    The sentence goes after the name of the file.
    """
    here, there = FORMAT.fullmatch(known), FORMAT.fullmatch(str(found)[:80])
    if here is None or there is None or there[1] != here[1]:
        return ""
    if int(there[2]) <= int(here[2]):
        return ""
    return f"is of the format {there[0]}, and {upgrade(known)}"


def upgrade(known: str) -> str:
    """Say how far this Athena reads, and how to get one that reads further."""
    from importlib.metadata import version  # noqa: PLC0415 - only for a refusal

    return (
        f"Athena {version('athena-core')} reads up to {known}; "
        "python -m pip install --upgrade athena-core gets the newest"
    )
