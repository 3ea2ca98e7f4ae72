"""Questions: what a check asks in the child, and of which specs it can be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from athena_core.specs import DatasetSpec, GeneratorSpec

Kind = Literal["plugin", "generator", "dataset"]

CANNOT = {
    "generate": "does not generate",
    "train": "does not train",
    "interpolate": "does not interpolate",
    "transform": "does not transform",
    "encode": "does not encode",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question, asked of each generator or dataset that it applies to."""

    word: str
    """What stands behind the colon of a check's id."""
    why: str
    ask: Callable[[Any], object]
    """Called in the child with its `Subject`; what it returns can be compared."""
    needs: tuple[str, ...] = ()
    """Capabilities; the generator must have one of them, where any is named."""
    twice: bool = False
    """Whether two processes with other hash seeds must give the same answer."""
    differs: str = ""
    """What to tell when they do not."""

    def not_asked(self, spec: GeneratorSpec | DatasetSpec | None) -> str:
        """Return why this cannot be asked of a spec, or nothing."""
        if not self.needs or not isinstance(spec, GeneratorSpec):
            return ""
        if spec.capabilities.intersection(self.needs):
            return ""
        return " and ".join(CANNOT[word] for word in self.needs)
