"""`athena models info`: a model's card, and whose works it learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.protocols import Model


@click.command()
@click.argument("name")
@click.option("--json", "machine", is_flag=True, help="Write card and ledger as JSON.")
def info(name: str, machine: bool) -> None:
    """Show a model's card, and the shares of those whose works it learned from."""
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent.registry import registry
    from athena_core.plugins import plugins
    from athena_core.run import retiring, shelf

    model = shelf.find(plugins(), name)
    notice = retiring.notice(model, registry(), today())
    if machine:
        told = str(notice) if notice else None
        show.as_json({"card": model.card, "ledger": model.ledger, "notice": told})
        return
    show.write(f"{model.name}  ({model.folder})")
    if notice:
        show.write(f"  {notice}")
    _card(model)
    if model.ledger:
        _learned_from(model)
    else:
        show.write("origin unknown: nobody says whose works it learned from")


def _card(model: Model) -> None:
    from athena_core.cli import show

    facts = {key: model.card[key] for key in model.card if key != "name"}
    for key, value in {**facts, **model.card.get("measures", {})}.items():
        if isinstance(value, str | int | float) and value != "":
            show.write(f"  {key}: {value}")


def _learned_from(model: Model) -> None:
    from athena_core.cli import show
    from athena_core.library import ledger

    show.write(ledger.summary(model.ledger))
    total = sum(count for _, count in ledger.shares(model.ledger))
    rows = [
        (maker, f"{count:,}", f"{count / total:.1%}")
        for maker, count in ledger.shares(model.ledger)
    ]
    show.table(("maker", "works", "share"), rows)
    parts = [f"{basis} {count:,}" for basis, count in ledger.rights(model.ledger)]
    if parts:
        show.write("rights: " + ", ".join(parts))
    if mark := ledger.marked(model.ledger):
        show.write(mark)
    if left_out := model.ledger.get("left_out"):
        replaced = model.ledger["replaces"]["model"]
        show.write(f"left out, though {replaced} learned from them: {len(left_out):,}")
        for one in left_out:
            show.write(f"  {one['id']} [{one['code']}]: {one['reason']}")
