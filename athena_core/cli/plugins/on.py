"""`athena plugins on`: take a plugin in again."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
def on(name: str) -> None:
    """Take a plugin in again that was turned off."""
    from athena_core.cli import show
    from athena_core.cli.plugins.off import switches_told
    from athena_core.library import switches

    changed = switches.turn(name, on=True)
    show.say(f"{name} is on" if changed else f"{name} was not off")
    switches_told(name, wanted=True)
