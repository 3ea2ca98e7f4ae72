"""`athena models delete`: one of your models, with its checkpoints."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> None:
    """Delete one of your models with its checkpoints."""
    from athena_core.cli import show
    from athena_core.library import models as library

    model = library.find(name)
    if not yes:
        step = model.card.get("step", "?")
        click.confirm(f"Delete {model.name!r} (step {step})?", abort=True, err=True)
    show.say(f"deleted {name}: {library.remove(name) / 1e6:.1f} MB free again")
