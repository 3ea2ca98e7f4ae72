"""A check, and the two ways in which it does not pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Failed(AssertionError):  # noqa: N818 - it reads as the outcome of a check
    """The plugin does not keep the contract; the message says what to do."""


class NotAsked(Exception):  # noqa: N818 - the same
    """The check does not apply, with the reason; it is never counted as passed."""

    def __str__(self) -> str:
        return f"not asked: {super().__str__()}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing asked of an installed plugin."""

    id: str
    """`plugin/generator:same-seed-same-piece`, or `plugin:it-loads`."""
    why: str
    """Why it is asked, in one sentence."""
    _ask: Callable[[], None]

    def run(self) -> None:
        """Ask. Raises `Failed` with what to do, or `NotAsked` with the reason."""
        self._ask()
