"""The guard between making and saving: no piece may be a work the model learned from.

This first form catches exact copies only, by the content hashes in the ledger: every
poem word for word, and a picture whose file is one of the works. It says so in the
record; it is no promise that a piece resembles nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from athena_core import text
from athena_core.library import ledger as ledgers
from athena_core.protocols import Model, Piece

METHOD = "athena.exact/1"
ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a piece may be saved; `nearest` is the id of the work it copies."""

    passed: bool
    nearest: str = ""

    def check(self) -> dict[str, str]:
        """Return the verdict as the record keeps it."""
        return {
            "method": METHOD,
            "passed": "yes" if self.passed else "no",
            "nearest": self.nearest,
        }


class Guard:
    """Checks pieces of one model; reading its ledger costs once."""

    def __init__(self, model: Model | None) -> None:
        record = {} if model is None else model.ledger
        learned = (*ledgers.works(record), *ledgers.pieces(record))
        self._works = {work["sha256"]: work["id"] for work in learned}

    def check(self, piece: Piece) -> Verdict:
        """Compare one piece with every work on the ledger."""
        data = piece.data
        if piece.media_type == "text/plain":
            data = text.canonical(data.decode()).encode()
        copied = self._works.get(hashlib.sha256(data).hexdigest())
        return Verdict(passed=copied is None, nearest=copied or "")


def redraw(seed: int, attempt: int) -> int:
    """Return the seed of a further attempt: attempt 0 is the seed itself.

    Drawn from SHA-256 of seed and attempt, so no attempt meets a neighbour's seed.
    """
    if attempt == 0:
        return seed
    digest = hashlib.sha256(f"{seed} {attempt}".encode()).digest()
    return int.from_bytes(digest[:6], "big")
