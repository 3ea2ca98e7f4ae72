"""`athena models list`: every model, retired ones with their notice."""

from __future__ import annotations

import click


@click.command("list")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(machine: bool) -> None:
    """List the models that came with plugins, and yours."""
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent.registry import registry
    from athena_core.errors import InputError
    from athena_core.library import ledger
    from athena_core.plugins import plugins
    from athena_core.run import retiring, shelf

    known = list(shelf.listing(plugins()))
    models = [one for one in known if not isinstance(one, InputError)]
    notices = [retiring.notice(one, registry(), today()) for one in models]
    if machine:
        show.as_json(
            [
                {
                    "name": one.name,
                    "folder": one.folder,
                    **one.card,
                    "notice": str(notice) if notice else None,
                }
                for one, notice in zip(models, notices, strict=True)
            ],
        )
    else:
        rows = [
            (
                one.name,
                str(one.card.get("generator", "?")),
                f"{one.card.get('step', '?')}",
                ledger.counted(one.ledger) if one.ledger else "origin unknown",
                ledger.marked(one.ledger),
                str(notice or ""),
            )
            for one, notice in zip(models, notices, strict=True)
        ]
        head = ("model", "generator", "step", "learned from", "rights", "notice")
        show.table(head, rows)
    for one in known:
        if isinstance(one, InputError):
            show.say(str(one))
    for elsewhere in shelf.elsewhere(plugins()):
        show.say(f"{elsewhere} needs weights: athena models fetch {elsewhere}")
