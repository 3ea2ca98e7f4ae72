"""The code on a receipt: whoever has it can withdraw, with no account and no reason.

Only its hash stands in the public entry. 160 random bits can't be guessed, so a plain
SHA-256 keeps the secret; there is nothing to make slow.
"""

from __future__ import annotations

import hashlib
import re
import secrets

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is read as another (i, l, o, u)."""
LENGTH = 32
"""Letters of five bits: 160 bits in all."""
GROUP = 4
READ_AS = str.maketrans("ilo", "110")


def draw() -> str:
    """Draw a code such as `k3f9-0w2x-...`, eight groups of four."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def bare(code: str) -> str:
    """Return a code as it was drawn, however it was copied from paper: no groups."""
    return re.sub(r"[\s.-]", "", code.lower()).translate(READ_AS)


def whole(code: str) -> bool:
    """Whether this has the form of a code, be it one of ours or not."""
    letters = bare(code)
    return len(letters) == LENGTH and set(letters) <= set(LETTERS)


def digest(code: str) -> str:
    """Return the SHA-256 that stands in an entry for a code."""
    return hashlib.sha256(bare(code).encode()).hexdigest()
