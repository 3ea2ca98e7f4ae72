"""What the terminal can show: plain words, 256 colours or all of them.

Rich decides whether there is a terminal at all (`FORCE_COLOR`, `TTY_COMPATIBLE`,
notebooks). Only where it would fall back on 16 colours, as in a tmux that calls itself
`screen`, this module says 256, which every terminal of the last twenty years can show.
"""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console

Colours = Literal["truecolor", "256", "none"]
"""How many colours a picture may use; with `none` it is told in words."""
FEW = frozenset({"standard", "windows"})


def is_plain(flag: bool, stream: IO[str]) -> bool:
    """Whether to write words only: no colour, no boxes, no redrawn lines.

    `flag` is `--plain`; NO_COLOR, TERM=dumb and output that goes to a file or a pipe
    say the same.
    """
    if flag or os.environ.get("NO_COLOR"):
        return True
    from rich.console import Console  # noqa: PLC0415 - 60 ms that --help can spare

    console = Console(file=stream)
    return not console.is_terminal or console.is_dumb_terminal


def console(stream: IO[str], *, plain: bool = False) -> Console:
    """Return a console on `stream` with the colours its terminal can show.

    It reads no markup and no emoji codes and highlights nothing, so text from outside
    comes out as it is.
    """
    from rich.console import Console  # noqa: PLC0415 - the same

    found = Console(file=stream)
    return Console(
        file=stream,
        color_system=None if is_plain(plain, stream) else _system(found),
        no_color=is_plain(plain, stream),
        markup=False,
        emoji=False,
        highlight=False,
    )


def _system(found: Console) -> Literal["truecolor", "256"]:
    system = found.color_system
    return "truecolor" if system == "truecolor" else "256"


def colours(console: Console) -> Colours:
    """Say how a picture can be drawn on this console."""
    system = console.color_system
    if console.no_color or system is None:
        return "none"
    return "truecolor" if system == "truecolor" else "256"
