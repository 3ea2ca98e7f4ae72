"""What a look at the registry finds: a refusal that blocks, or a hint to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["refusal", "hint"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One sentence about one file, with its stable code."""

    path: str
    """From the registry's folder; empty when it is about the whole."""
    code: str
    sentence: str
    kind: Kind = "refusal"

    def __str__(self) -> str:
        """Return a line for people, such as `entries/x.toml: ... [R023]`."""
        return f"{self.path or 'the change'}: {self.sentence} [{self.code}]"


def refusal(path: str, code: str, sentence: str) -> Finding:
    """Return what blocks a change."""
    return Finding(path, code, sentence)


def hint(path: str, code: str, sentence: str) -> Finding:
    """Return what a person should look at, and what blocks nothing."""
    return Finding(path, code, sentence, "hint")


def refused(found: list[Finding]) -> bool:
    """Whether anything blocks."""
    return any(one.kind == "refusal" for one in found)
