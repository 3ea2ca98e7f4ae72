"""A minuet in the terminal: its tune as a line that rises and falls, and its throws."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from athena_plugin_dice_waltz.measures import EIGHTHS, measure
from athena_plugin_dice_waltz.params import MEASURES, THROWS
from athena_plugin_dice_waltz.wav import COMMENT, TITLE, told

STAIRS = "▁▂▃▄▅▆▇█"
LOWEST, HIGHEST = -3, 17


@dataclass(frozen=True, slots=True)
class Card:
    """What a file of ours says of itself, for Rich to print."""

    title: str
    instrument: str
    seconds: int
    throws: tuple[int, ...]
    width: int

    @classmethod
    def of(cls, data: bytes, width: int) -> Card | None:
        """Read it; None for a file that is not ours, or not whole."""
        words = told(data)
        parts = words.get(COMMENT, "").split("; ")
        if len(parts) != 5 or parts[0] != "dice-waltz":  # noqa: PLR2004 - as written
            return None
        said = parts[4].split()
        if len(said) != MEASURES or not set(said) <= {str(one) for one in THROWS}:
            return None
        with wave.open(io.BytesIO(data)) as file:
            seconds = file.getnframes() // file.getframerate()
        thrown = tuple(map(int, said))
        return cls(words.get(TITLE, ""), parts[2], seconds, thrown, width)

    def __rich_console__(
        self,
        console: Console,
        options: ConsoleOptions,
    ) -> RenderResult:
        """Yield the title and the tune, or sentences where nothing can be drawn."""
        if console.no_color or console.color_system is None:
            yield Text(self.words())
            return
        yield Text(self.title, style="bold")
        yield Text(f"{self.instrument}, {self.seconds} seconds", style="dim")
        row = max(1, min(8, (min(self.width, options.max_width) - 1) // (EIGHTHS + 1)))
        for start in range(0, MEASURES, row):
            places = range(start, min(MEASURES, start + row))
            yield Text()
            yield Text("│".join(self._line(place) for place in places) + "│")
            yield Text(" ".join(f"{self.throws[at]:<{EIGHTHS}}" for at in places))

    def _line(self, place: int) -> str:
        """Draw the tune of one measure, an eighth a column."""
        return "".join(_stairs(place, self.throws[place]))

    def words(self) -> str:
        """Tell the minuet."""
        return (
            f"{self.title}. Sixteen measures, a throw of two dice for each; "
            f"{self.instrument}, {self.seconds} seconds of sound."
        )


def _stairs(place: int, throw: int) -> Iterator[str]:
    for step, length in measure(place, throw).tune:
        if step is None:
            yield " " * length
            continue
        stair = (step - LOWEST) * len(STAIRS) // (HIGHEST - LOWEST + 1)
        yield STAIRS[stair] * length
