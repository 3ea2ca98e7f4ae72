"""`athena models fingerprint`: what the near-copy guard compares pieces with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from athena_core.cli import options
from athena_core.cli.asking import today
from athena_core.cli.works import WORKS

if TYPE_CHECKING:
    from athena_core.protocols import Model
    from athena_core.run import Offer


@click.command(params=WORKS[:3])
@click.argument("name")
@click.option(
    "--dataset",
    default="",
    help="Where the works are; without it, works that were taken back are left out.",
)
def fingerprint(
    name: str,
    dataset: str,
    right: str,
    because: str,
    extra: tuple[str, ...],
) -> None:
    """Make a model's fingerprints anew, for the guard against near copies.

    A training makes them itself; a model from elsewhere may have none. They are hashes
    of its works, found in the dataset by the ledger, and lie beside the model.
    """
    from athena_core.plugins import plugins
    from athena_core.run import Offer, shelf

    model = shelf.find(plugins(), name)
    if dataset:
        given = options.pairs(extra)
        _taken(model, Offer(name=dataset, right=right, because=because, options=given))
    else:
        _left_out(model)


def _taken(model: Model, offer: Offer) -> None:
    from athena_core import run
    from athena_core.cli import show
    from athena_core.consent.registry import registry
    from athena_core.plugins import plugins
    from athena_core.run import fingerprinting

    _, offered = run.offered(plugins(), offer)
    steps = fingerprinting.add(model, offered, registry(), today())
    with show.bar(f"fingerprints of {model.name}") as bar:
        try:
            while True:
                event = next(steps)
                bar.advance(event.done, event.total)
        except StopIteration as end:
            missing: int = end.value
    if missing:
        show.say(
            f"{missing:,} of its works have no fingerprint: they aren't in the "
            "dataset, can't be read, or were taken back",
        )
    show.write(str(model.folder))


def _left_out(model: Model) -> None:
    from athena_core.cli import show
    from athena_core.consent.registry import registry
    from athena_core.run import fingerprinting

    count = fingerprinting.withdraw(model, registry(), today())
    show.say(f"left out, since they were taken back: {count:,}")
    show.write(str(model.folder))
