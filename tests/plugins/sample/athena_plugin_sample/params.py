from pathlib import Path

from pydantic import Field

from athena_core import Params


class MurmurParams(Params):
    """How it murmurs."""

    words: int = Field(6, ge=2, le=40)
    """How many words."""
    loud: bool = False
    """Whether in capitals."""


class MurmurTrainParams(Params):
    """How it listens."""

    steps: int = Field(50, ge=1, le=1000)
    """How often it listens to everything."""
    checkpoint_every: int = Field(10, ge=1)
    """Steps between two checkpoints."""


class NotesParams(Params):
    """Which notes."""

    source: Path
    """A folder of texts."""
    right: str = ""
    """By what right."""
    because: str = ""
    """Why."""
