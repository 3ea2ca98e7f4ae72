"""Options of the parrot and the verses."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from athena_core import Params


class ParrotParams(Params):
    """How the parrot speaks."""

    words: int = Field(4, ge=1, le=50)
    """How many words it says."""
    voice: Literal["plain", "loud"] = "plain"
    """How it says them."""


class ParrotTrainParams(Params):
    """How the parrot learns."""

    steps: int = Field(3, ge=1, le=1000)
    """How often it listens to everything."""
    fail_at: int = 0
    """Step at which it falls off its perch; 0 for never."""
    checkpoint_every: int = Field(1, ge=1)
    """Steps between checkpoints."""


class DauberParams(Params):
    """How the dauber paints."""

    side: int = Field(16, ge=1, le=64)
    """Pixels along one side."""


class GreedyParams(Params):
    """An option that belongs to the command."""

    seed: int = 0
    """Not its own."""


class VersesParams(Params):
    """Where the verses stand."""

    source: Path
    """A text file."""
    right: str = ""
    """own, public-domain or a licence."""
    because: str = ""
    """Why."""
