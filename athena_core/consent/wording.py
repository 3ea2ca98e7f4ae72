"""The gate for every text of an entry: refused at the door, with the reason.

A refused text is never repeated in the reason, since it may be the private thing itself
and reasons end in public logs.
"""

from __future__ import annotations

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""C0 without tab and line feed, DEL, and C1 (0x9b begins an escape sequence)."""
BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufe00-\ufe0f"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef]",
)
EMAIL = re.compile(
    r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]{2,}"
    r"|[^\s@]+ ?[\[({] ?(at|@) ?[\])}] ?[^\s@]+",
    re.IGNORECASE,
)
"""Written as it is, or with the sign in brackets, as some people do it."""
TELEPHONE = re.compile(
    r"(?<![\w/.-])(?:\+|00)\d[\d\s().-]{6,}\d(?![\w/-])"
    r"|(?<![\w/.-])\(?0\d{1,4}\)?[ /-]\d[\d /-]{4,}\d(?![\w/-])"
    r"|(?<![\w/.-])(?:1[ .-])?\(?[2-9]\d\d\)?[ .-]\d{3}[ .-]\d{4}(?![\w/-])",
)
"""International numbers, national ones in groups, and those of North America."""


CONTACT = (
    "contains a private contact (e-mail or telephone), and the registry is public for "
    "ever"
)


def problems(text: str, *, maximum: int = 200, lines: bool = False) -> list[str]:
    """Say what is wrong with a text, without repeating it; nothing is wrong: []."""
    checks = (
        (text != unicodedata.normalize("NFC", text), "is not NFC-normalised"),
        (len(text) > maximum, f"is longer than {maximum} characters"),
        (CONTROL.search(text), "contains control characters"),
        (not lines and re.search(r"[\n\t]", text), "contains a line break or a tab"),
        (BIDIRECTIONAL.search(text), "contains bidirectional control characters"),
        (INVISIBLE.search(text), "contains invisible characters"),
        (text != text.strip(), "starts or ends with blank space"),
        (not text.strip(), "is empty; leave it out instead"),
        (EMAIL.search(text) or TELEPHONE.search(text), CONTACT),
    )
    return [sentence for wrong, sentence in checks if wrong]
