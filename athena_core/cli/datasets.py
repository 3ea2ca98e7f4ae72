"""`athena datasets`: where works come from, and whether they may be used."""

from __future__ import annotations

from pathlib import Path

import click

from athena_core.cli import options


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


@datasets.command()
@click.argument("name")
@click.option("--right", default="", help="own, public-domain, or a licence.")
@click.option("--because", default="", help="Why, in words.")
@click.option("-o", "extra", multiple=True, help="An option of the dataset: k=v.")
@click.option("--only", multiple=True, help="A label, such as tone:colour.")
@click.option("--per-maker", type=click.IntRange(1), help="At most so many a maker.")
@click.option(
    "--leave-out",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of work ids or hashes to leave out.",
)
@click.option("--json", "machine", is_flag=True, help="Write every work as JSON.")
def check(
    name: str,
    right: str,
    because: str,
    extra: tuple[str, ...],
    only: tuple[str, ...],
    per_maker: int | None,
    leave_out: Path | None,
    machine: bool,
) -> None:
    """Read a dataset: what is usable, what is skipped or refused, and why."""
    from athena_core import run
    from athena_core.cli import show
    from athena_core.consent import admit
    from athena_core.library import ledger
    from athena_core.plugins import plugins

    offer = run.Offer(
        name=name,
        right=right,
        because=because,
        options=options.pairs(extra),
    )
    title, dataset = run.offered(plugins(), offer)
    selection = run.Selection(
        only=only,
        per_maker=per_maker,
        leave_out=run.read_leave_out(leave_out) if leave_out else frozenset(),
    )
    corpus = admit(selection.of(dataset.works()), "train", plugins().refusal)
    record = ledger.ledger(corpus, title, None)
    if machine:
        show.as_json(record)
        return
    show.write(f"{title}: {ledger.counted(record)} may be learned from")
    show.write(f"held out for measuring: {len(corpus.held_out):,}")
    show.write(f"skipped: {len(corpus.skipped):,}")
    for skipped in corpus.skipped:
        show.write(f"  {skipped.name}: {skipped.reason}")
    show.write(f"refused: {len(corpus.refused):,}")
    for one in corpus.refused[:20]:
        show.write(f"  {one.work.id} [{one.code}]: {one.reason}")
    if len(corpus.refused) > 20:  # noqa: PLR2004 - a screenful
        show.write(f"  and {len(corpus.refused) - 20:,} more (--json lists all)")
    if not corpus.works:
        raise click.exceptions.Exit(1)
