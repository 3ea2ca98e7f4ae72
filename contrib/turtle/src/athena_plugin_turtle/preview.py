"""A drawing in the terminal: two points a cell, or in words where there is no colour.

The core draws PNG by itself; of an SVG it knows nothing, so this reads our own back.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from athena_plugin_turtle.sheet import Sheet, painted, read

TALLEST = 30
"""Lines of the terminal a drawing takes at most."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A sheet that Rich can print."""

    sheet: Sheet
    width: int

    @classmethod
    def of(cls, data: bytes, kind: str, width: int) -> Drawing | None:
        """Read an SVG of ours; None for anybody else's."""
        sheet = read(data, kind)
        return cls(sheet, width) if sheet else None

    def __rich_console__(
        self,
        console: Console,
        options: ConsoleOptions,
    ) -> RenderResult:
        """Yield half blocks, or one sentence where the terminal has no colours."""
        if console.no_color or console.color_system is None:
            yield Text(self.words())
            return
        sheet = self.sheet
        columns = min(self.width, options.max_width)
        columns = min(columns, TALLEST * 2 * sheet.width // sheet.height)
        lines = max(1, columns * sheet.height // sheet.width // 2)
        image = painted(sheet, max(columns, 2 * lines)).resize((columns, 2 * lines))
        rows = [image.crop((0, y, columns, y + 1)).tobytes() for y in range(2 * lines)]
        for upper, lower in zip(rows[::2], rows[1::2], strict=True):
            for at in range(0, len(upper), 3):
                yield Segment("▀", _style(upper[at : at + 3], lower[at : at + 3]))
            yield Segment.line()

    def words(self) -> str:
        """Tell the drawing: counted, not interpreted."""
        sheet = self.sheet
        lines = sum(1 for mark in sheet.marks if not mark.fill)
        shapes = len(sheet.marks) - lines
        told = [f"{lines} lines"] * bool(lines) + [f"{shapes} shapes"] * bool(shapes)
        return f"{sheet.title}: a drawing of {' and '.join(told) or 'nothing'} (SVG)."


def _style(upper: bytes, lower: bytes) -> Style:
    return Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))
