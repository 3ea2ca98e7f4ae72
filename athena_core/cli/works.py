"""The options that name works and say by what right they are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from athena_core.cli import options

if TYPE_CHECKING:
    from athena_core.protocols import Dataset, Model, Skipped, Work
    from athena_core.run import Offer, Selection
    from athena_core.run.generated import Generated

WORKS = [
    click.Option(
        ["--right"],
        default="",
        help="By what right the works are used: own, public-domain, or a licence.",
    ),
    click.Option(["--because"], default="", help="Why, in words."),
    click.Option(["-o", "extra"], multiple=True, help="An option of the dataset: k=v."),
    click.Option(["--only"], multiple=True, help="A label, such as tone:colour."),
    click.Option(
        ["--per-maker"],
        type=click.IntRange(1),
        help="At most so many works of one maker.",
    ),
    click.Option(
        ["--leave-out"],
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A file of work ids or hashes to leave out, one a line.",
    ),
]


def wanted(
    dataset: str,
    *,
    right: str,
    because: str,
    extra: tuple[str, ...],
    only: tuple[str, ...],
    per_maker: int | None,
    leave_out: Path | None,
) -> tuple[Offer, Selection]:
    """Read the options into a dataset and a selection of its works."""
    from athena_core import run

    offer = run.Offer(
        name=dataset,
        right=right,
        because=because,
        options=options.pairs(extra),
    )
    selection = run.Selection(
        only=only,
        per_maker=per_maker,
        leave_out=run.read_leave_out(leave_out) if leave_out else frozenset(),
    )
    return offer, selection


@dataclass(frozen=True, slots=True)
class Watched:
    """Pieces that a model makes to learn from, with how far it is on the screen."""

    dataset: Generated

    @property
    def parent(self) -> Model:
        """Return who makes them."""
        return self.dataset.parent

    def works(self) -> Iterator[Work | Skipped]:
        """Yield each piece as it comes."""
        from athena_core.cli import show

        with show.bar(f"{self.parent.name} makes pieces to learn from") as bar:
            bar.advance(0, self.dataset.count)
            for done, work in enumerate(self.dataset.works(), 1):
                bar.advance(done, self.dataset.count)
                yield work


def opened(offer: Offer) -> tuple[str, Dataset]:
    """Open a dataset; one whose works have to be made first says how far it is."""
    from athena_core import run
    from athena_core.plugins import plugins
    from athena_core.run.generated import Generated

    title, dataset = run.offered(plugins(), offer)
    if isinstance(dataset, Generated):
        return title, Watched(dataset)
    return title, dataset
