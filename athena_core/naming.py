"""What saved files are called: a pattern of the person's own, safe on every system.

`{date}/{model}/{seed}-{title}` makes folders too. What is put in for a word never does:
letters, digits and marks of any script stay, all else becomes a hyphen, so no name ends
with a dot, begins with a hyphen, climbs out of its folder or means a device of Windows.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath

FIELDS = {
    "generator": "the generator's short name",
    "seed": "the seed",
    "title": "the piece's title, or untitled",
    "date": "the day, such as 2026-11-25 (UTC)",
    "time": "the time, such as 14-58-03 (UTC)",
    "model": "the model's name",
    "kind": "picture, poem ...",
}
USUAL = "{generator}-{seed}"
LONGEST = 120
"""Bytes of one name without its ending: some encrypted disks take 143 in all."""
DEEPEST = 8
DIGITS = "0123456789\xb9\xb2\xb3"
"""Windows takes the raised ones in a device's name for the plain ones."""
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin", "conout"}
    | {f"{name}{digit}" for name in ("com", "lpt") for digit in DIGITS},
)
OURS = frozenset({"walk", "notes"})
"""Names that mean something else in a gallery's folder."""
BRACES = re.compile(r"\{([^{}]*)\}")


def check(pattern: object) -> str:
    """Return a pattern that can be used.

    Raises `ValueError` with what it must be.
    """
    text = pattern.strip() if isinstance(pattern, str) else ""
    for word in BRACES.findall(text):
        if word not in FIELDS:
            near = difflib.get_close_matches(word, FIELDS, n=1, cutoff=0.4)
            hint = f" (did you mean {{{near[0]}}}?)" if near else ""
            raise ValueError(f"made of {_listed()}; {{{word}}} is none{hint}")
    parts = text.split("/")
    if "{" in BRACES.sub("", text) or "}" in BRACES.sub("", text):
        raise ValueError(f"made of {_listed()}, each in one pair of braces")
    if not all(_part(BRACES.sub("x", part)) for part in parts) or len(parts) > DEEPEST:
        raise ValueError(
            f"a name such as {USUAL} or {{date}}/{{model}}/{{seed}}-{{title}}, made of "
            f"{_listed()}",
        )
    return text


def _listed() -> str:
    return ", ".join(f"{{{name}}}" for name in FIELDS)


def dated(pattern: str) -> bool:
    """Whether the pattern says the day, so that no folder of the day is needed."""
    return "{date}" in pattern


def name(pattern: str, facts: Mapping[str, str]) -> PurePosixPath:
    """Return a file's name below its folder, without an ending.

    `pattern` is one that `check` let through.
    """
    parts = (
        _part(BRACES.sub(lambda match: _value(facts, match[1]), part))
        for part in pattern.split("/")
    )
    return PurePosixPath(*(_free(part) for part in parts))


def _value(facts: Mapping[str, str], word: str) -> str:
    found = _part(facts.get(word, ""))
    return "untitled" if word == "title" and not found else found


def _part(text: str) -> str:
    """Return words as a part of a file's name."""
    plain = unicodedata.normalize("NFC", text.replace("'", "").replace("\u2019", ""))
    kept = "".join(sign if _kept(sign) else "-" for sign in plain[: 4 * LONGEST])
    return _short(re.sub("-{2,}", "-", kept).strip("-"))


def _kept(sign: str) -> bool:
    return sign == "_" or unicodedata.category(sign)[0] in "LMN"


def _short(text: str) -> str:
    """Cut a name after as many letters as its bytes allow."""
    return text.encode()[:LONGEST].decode(errors="ignore").rstrip("-")


def _free(part: str) -> str:
    """Return a part that is nobody's word and not empty."""
    found = part or "untitled"
    return f"{found}_" if found.lower() in DEVICES | OURS else found
