"""The guard between making and saving: no piece may be a work the model learned from.

A piece is held against the hashes in the ledger, which tell a work itself, and against
the fingerprints that lie beside the model, which tell a near copy (`nearcopy`). What
was compared stands in the record; it is no promise that a piece resembles nothing.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from athena_core import text
from athena_core.library import ledger as ledgers
from athena_core.nearcopy import calibrating, comparing, kept, taking
from athena_core.nearcopy import words as rows
from athena_core.nearcopy.comparing import Check, Names
from athena_core.nearcopy.looks import ONE_VIEW
from athena_core.nearcopy.pictureprints import PicturePrints
from athena_core.nearcopy.wordprints import WordPrints
from athena_core.protocols import Model, Piece

METHOD = "athena.exact/1"
ATTEMPTS = 20
NO_PRINTS = "the model brings no fingerprints"
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a piece may be saved: when every check passed."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether no check found a copy."""
        return all(one.passed for one in self.checks)

    @property
    def nearest(self) -> str:
        """The id of the work that the piece copies; empty when it passed."""
        return next((one.nearest for one in self.checks if not one.passed), "")

    @property
    def reason(self) -> str:
        """Why the piece is a copy, in words; empty when it passed."""
        return next((one.reason for one in self.checks if not one.passed), "")

    def records(self) -> list[dict[str, str]]:
        """Return the checks as the record keeps them."""
        return [one.record() for one in self.checks]


class Guard:
    """Checks pieces of one model; ledger and fingerprints are read once."""

    def __init__(self, model: Model | None) -> None:
        self._model = model
        record = {} if model is None else model.ledger
        self._learned = [*ledgers.works(record), *ledgers.pieces(record)]
        self._works = {work["sha256"]: str(work["id"]) for work in self._learned}
        self._kinds = {str(work.get("media_type", "")) for work in self._learned}

    def check(self, piece: Piece, given: Mapping[str, str] = NOTHING) -> Verdict:
        """Compare one piece with every work that the model learned from.

        `given` are the words that the user gave, by parameter: they are not the
        model's. Raises `InputError` when a file of fingerprints is damaged.
        """
        checks = [self._exact(piece)]
        if self._model is not None and checks[0].passed:
            checks += self._near(piece, given)
        return Verdict(tuple(checks))

    def _exact(self, piece: Piece) -> Check:
        data = piece.data
        if taking.is_text(piece.media_type):
            data = text.canonical(data.decode()).encode()
        copied = self._works.get(hashlib.sha256(data).hexdigest(), "")
        reason = f"is {copied} itself" if copied else ""
        return Check(method=METHOD, nearest=copied, reason=reason)

    def _near(self, piece: Piece, given: Mapping[str, str]) -> Iterator[Check]:
        """Yield what fingerprints say; nothing where no work is of the piece's kind."""
        if taking.is_text(piece.media_type) and self._learned_texts:
            if self._words is None:
                yield _not_compared(rows.METHOD)
                return
            poem = piece.data.decode()
            names = self._names(taking.is_text)
            yield comparing.words(self._words, names, poem, piece.title, given)
        elif taking.is_picture(piece.media_type) and self._learned_pictures:
            if self._pictures is None:
                yield _not_compared(ONE_VIEW)
                return
            yield from comparing.pictures(
                self._pictures,
                self._names(taking.is_picture),
                piece.data,
                self._limits,
            )

    @property
    def _learned_texts(self) -> bool:
        return not self._kinds or any(map(taking.is_text, self._kinds))

    @property
    def _learned_pictures(self) -> bool:
        return not self._kinds or any(map(taking.is_picture, self._kinds))

    @functools.cache  # noqa: B019 - a guard lives as long as one run
    def _names(self, kind: Callable[[str], bool]) -> Names:
        some = (one for one in self._learned if kind(str(one.get("media_type", ""))))
        return Names({one["sha256"]: str(one["id"]) for one in some})

    @functools.cached_property
    def _words(self) -> WordPrints | None:
        return None if self._model is None else kept.words(self._model.folder)

    @functools.cached_property
    def _pictures(self) -> PicturePrints | None:
        return None if self._model is None else kept.pictures(self._model.folder)

    @functools.cached_property
    def _limits(self) -> dict[str, int]:
        card = {} if self._model is None else self._model.card
        return calibrating.limits(card.get(kept.CARD, {}))


def _not_compared(method: str) -> Check:
    return Check(method=method, facts={"because": NO_PRINTS}, compared=False)


def redraw(seed: int, attempt: int) -> int:
    """Return the seed of a further attempt: attempt 0 is the seed itself.

    Drawn from SHA-256 of seed and attempt, so no attempt meets a neighbour's seed.
    """
    if attempt == 0:
        return seed
    digest = hashlib.sha256(f"{seed} {attempt}".encode()).digest()
    return int.from_bytes(digest[:6], "big")
