"""`athena datasets`: where works come from, and whether they may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from athena_core.cli.works import WORKS, wanted

if TYPE_CHECKING:
    from athena_core.protocols import Corpus

SCREENFUL = 20


@click.group()
def datasets() -> None:
    """List datasets, look at one, or check what it holds."""


@datasets.command("list")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(machine: bool) -> None:
    """List the kinds of datasets that are installed."""
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.plugins import plugins

    found = plugins().datasets
    if machine:
        show.as_json([{"id": one.id, **asdict(one.spec)} for one in found])
        return
    show.table(
        ("dataset", "what it reads"),
        [(one.spec.name, one.spec.summary) for one in found],
    )
    if not found:
        show.say("none is installed: python -m pip install athena-plugin-collections")


@datasets.command()
@click.argument("name")
def info(name: str) -> None:
    """Show a dataset's options."""
    from athena_core.cli import show
    from athena_core.params import fields
    from athena_core.plugins import load, plugins

    named = plugins().dataset(name)
    show.write(f"{named.id}: {named.spec.summary}")
    show.table(
        ("option (-o name=value)", "default", "meaning"),
        [
            (
                field.name,
                "" if field.default is None else str(field.default),
                field.help,
            )
            for field in fields(load(named.spec.params))
        ],
    )


def _check(name: str, *, machine: bool, **values: Any) -> None:
    from athena_core import run
    from athena_core.cli import show
    from athena_core.consent.admit import admit
    from athena_core.library import ledger
    from athena_core.plugins import plugins

    offer, selection = wanted(name, **values)
    title, dataset = run.offered(plugins(), offer)
    corpus = admit(selection.of(dataset.works()), "train", plugins().refusal)
    record = ledger.ledger(corpus, title, None)
    if machine:
        show.as_json(record)
        return
    show.write(f"{title}: {ledger.counted(record)} may be learned from")
    _tell(corpus)
    if not corpus.works:
        raise click.exceptions.Exit(1)


def _tell(corpus: Corpus) -> None:
    """Write what is held out, skipped and refused, a screenful at most."""
    from athena_core.cli import show

    show.write(f"held out for measuring: {len(corpus.held_out):,}")
    skipped = [f"{one.name}: {one.reason}" for one in corpus.skipped]
    refused = [f"{one.work.id} [{one.code}]: {one.reason}" for one in corpus.refused]
    for word, lines in (("skipped", skipped), ("refused", refused)):
        show.write(f"{word}: {len(lines):,}")
        for line in lines[:SCREENFUL]:
            show.write(f"  {line}")
        if len(lines) > SCREENFUL:
            show.write(f"  and {len(lines) - SCREENFUL:,} more (--json lists all)")


datasets.add_command(
    click.Command(
        "check",
        callback=_check,
        params=[
            click.Argument(["name"]),
            *WORKS,
            click.Option(["--json", "machine"], is_flag=True, help="All as JSON."),
        ],
        help="Read a dataset: what is usable, what is skipped or refused, and why.",
    ),
)
