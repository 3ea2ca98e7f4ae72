"""The generator: seeds in, drawings out."""

from __future__ import annotations

from collections.abc import Iterator

from athena_core import Context, Event, Model, Piece, Progress
from athena_plugin_turtle import sheet as sheets
from athena_plugin_turtle.hand import Chance
from athena_plugin_turtle.page import HEIGHT, WIDTH, Page
from athena_plugin_turtle.params import TurtleParams
from athena_plugin_turtle.sheet import Sheet

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


class Turtle:
    """Draws one sheet a seed."""

    def generate(
        self,
        params: TurtleParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one `Piece` for each seed; there is no model to learn with."""
        del model
        for number, seed in enumerate(context.seeds):
            yield Progress(done=number, total=len(context.seeds))
            yield _piece(drawn(context.random(seed).random, params), params)


def _piece(sheet: Sheet, params: TurtleParams) -> Piece:
    if params.format == "svg":
        data = sheets.svg(sheet, params.size, "turtle")
        return Piece(media_type="image/svg+xml", data=data, title=sheet.title)
    data = sheets.png(sheet, params.size)
    return Piece(media_type="image/png", data=data, title=sheet.title)


def drawn(chance: Chance, params: TurtleParams) -> Sheet:
    """Let the turtle draw on a fresh sheet."""
    page = Page(params, chance)
    page.draw()
    return Sheet(WIDTH, HEIGHT, page.paper, _title(page), page.marks())


def _title(page: Page) -> str:
    said = [_many(page.closed, "form")] * bool(page.closed)
    said += [_many(page.open, "scribble")] * bool(page.open)
    told = " and ".join(said) or "an empty sheet"
    return told[0].upper() + told[1:]


def _many(count: int, what: str) -> str:
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {what}{'s' * (count != 1)}"
