"""`athena plugins off`: leave a plugin out, kept in the settings."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
def off(name: str) -> None:
    """Leave a plugin out from now on, without uninstalling it."""
    from athena_core.cli import show
    from athena_core.library import switches
    from athena_core.standing.states import states

    plugin = states().of(name)[0].name
    changed = switches.turn(plugin, on=False)
    show.say(f"{plugin} is off{'' if changed else ' already'}: it is not loaded")
    show.say(f"`athena plugins on {plugin}` takes it in again")
    switches_told(plugin, wanted=False)


def switches_told(plugin: str, *, wanted: bool) -> None:
    """Say that the environment wins over the file, where it does."""
    import os

    from athena_core.cli import show
    from athena_core.library import settings, switches

    key = settings.variable(switches.NAME)
    if os.environ.get(key) and (plugin in switches.off()) is wanted:
        show.say(f"{key} is set in this terminal and wins over the file")
