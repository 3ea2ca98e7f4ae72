"""The remarks in an entry's file: no program needs them, everybody reads them.

TOML's own reader drops them, so a contact that may stand in no field could stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from athena_core.consent.wording import problems

MAXIMUM = 400
"""Letters of one remark."""
_STRING_OR_REMARK = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#(?P<remark>[^\r\n]*)",
    re.DOTALL,
)


def remarks(text: str) -> Iterator[str]:
    """Yield the remarks of a TOML text, which was read without a fault before."""
    for found in _STRING_OR_REMARK.finditer(text):
        if found["remark"] is not None:
            yield found["remark"].strip()


def faults(text: str) -> list[str]:
    """Say what is wrong with the remarks, without repeating them."""
    said = (
        sentence
        for remark in remarks(text)
        if remark
        for sentence in problems(remark, maximum=MAXIMUM)
    )
    return [f"a remark {sentence}" for sentence in dict.fromkeys(said)]
