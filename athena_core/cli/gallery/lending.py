"""What the gallery's commands share: the open index, and the pieces that are meant."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from athena_core.gallery import Exhibit, Index


@contextlib.contextmanager
def index() -> Iterator[Index]:
    """Lend the index; where it must be made first, a bar shows how far that is."""
    from athena_core.gallery import opened

    with bar() as advance, opened(advance=advance) as lent:
        yield lent


@contextlib.contextmanager
def bar() -> Iterator[Callable[[int, int], None]]:
    """Lend a way to say how far a look is; a bar is drawn only where it goes on."""
    from athena_core.cli import show

    with contextlib.ExitStack() as stack:
        bars: list[show.Bar] = []

        def advance(done: int, total: int) -> None:
            if not bars and done < total:
                bars.append(stack.enter_context(show.bar("looking through the pieces")))
            for one in bars:
                one.advance(done, total)
            if done == total:
                stack.close()

        yield advance


def exhibits(lent: Index, names: Sequence[str]) -> list[Exhibit]:
    """Return the pieces of these names, each once. Raises as `gallery.one` does."""
    from athena_core.gallery import one

    found = {one.number: one for one in (one(lent, name) for name in names)}
    return list(found.values())


def called(exhibit: Exhibit) -> str:
    """Return how talk names a piece."""
    return f"{short(exhibit.name)} ({exhibit.id})"


def short(text: str, width: int = 60) -> str:
    """Return a title that fits into a line."""
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}\N{HORIZONTAL ELLIPSIS}"
