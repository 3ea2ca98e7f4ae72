"""What can be set. Nothing heavy is imported here."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from athena_core import Params

Key = Literal["C", "D", "E-flat", "F", "G", "A", "B-flat"]
Instrument = Literal["fortepiano", "harpsichord", "flute", "music-box", "organ"]
MEASURES = 16
THROWS = range(2, 13)
"""What two dice can show."""


class DiceWaltzParams(Params):
    """How the minuet is thrown and played."""

    dice: str = Field(default="", examples=["7 5 9", "2 12 2 12"])
    """Throws of your own, such as "7 5 9", from the first measure on; chance throws
    the rest."""
    key: Key | None = None
    """The key; by itself chance chooses one."""
    tempo: int = Field(default=126, ge=60, le=220)
    """Quarter notes a minute."""
    repeats: bool = False
    """Whether each half is played twice, as in a ballroom."""
    instrument: Instrument = "fortepiano"
    """What it is played on."""
    bass: float = Field(default=0.62, ge=0, le=1)
    """How loud the left hand is, against the right."""
    room: float = Field(default=0.35, ge=0, le=1)
    """How much the room answers."""
    rate: Literal["22050", "44100"] = "22050"
    """Samples a second; the higher takes twice the time and the space."""

    @field_validator("dice")
    @classmethod
    def _throws(cls, said: str) -> str:
        throws = said.replace(",", " ").split()
        good = {str(throw) for throw in THROWS}
        if len(throws) > MEASURES or not set(throws) <= good:
            message = (
                f"two dice show 2 to 12, and there are at most {MEASURES} throws: "
                '"7 5 9 11"'
            )
            raise ValueError(message)
        return " ".join(throws)
