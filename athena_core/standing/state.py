"""A plugin's state, with what is behind it and the line that changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from athena_core.discovery import Installed, Problem

Word = Literal["ready", "off", "broken", "refused", "needs", "untried"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """One thing that a plugin brings."""

    kind: Literal["generator", "dataset", "command"]
    id: str
    summary: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """One installed plugin, or one refused claim to a name."""

    name: str
    distribution: str
    version: str
    state: Word
    why: str = ""
    """Nothing when it is ready."""
    cure: str = ""
    """The line that mends it."""
    problems: tuple[Problem, ...] = ()
    brings: tuple[Brought, ...] = ()


def of(one: Installed, state: Word, why: str = "", cure: str = "") -> Standing:
    """Return the state of a plugin that has no problem."""
    return Standing(
        name=one.name,
        distribution=one.distribution,
        version=one.version,
        state=state,
        why=why,
        cure=cure,
    )


def troubled(problem: Problem, *others: Problem) -> Standing:
    """Return the state of a plugin with problems, of which the first is told."""
    return Standing(
        name=problem.plugin,
        distribution=problem.distribution,
        version=problem.version,
        state="refused" if problem.refused else "broken",
        why=problem.what,
        cure=problem.cure,
        problems=(problem, *others),
    )


def switched_off(standing: Standing, why: str, cure: str) -> Standing:
    """Return the state of a plugin that is off, whatever else is true of it."""
    return replace(standing, state="off", why=why, cure=cure, problems=())
