"""`athena config`: what is set, who says so, and what it means."""

from __future__ import annotations

from typing import Any

import click


@click.group(invoke_without_command=True)
@click.option("--json", "machine", is_flag=True, help="List them as JSON.")
@click.pass_context
def config(ctx: click.Context, machine: bool) -> None:
    """List the settings, or change one; an option that is typed wins over them."""
    if ctx.invoked_subcommand is None:
        _list(machine=machine)


def _list(*, machine: bool) -> None:
    from athena_core.cli import show
    from athena_core.library import settings

    rows = [
        {
            "name": found.name,
            "value": found.value,
            "from": found.origin,
            "variable": settings.variable(found.name),
            "meaning": settings.SETTINGS[found.name].meaning,
        }
        for found in map(settings.find, settings.SETTINGS)
    ]
    if machine:
        show.as_json(rows)
        return
    shown = [
        (row["name"], _word(row["value"]), row["from"], row["meaning"]) for row in rows
    ]
    show.table(("setting", "value", "from", "meaning"), shown)
    show.say(f"kept in {settings.path()}; `athena config set NAME VALUE` changes one")


@config.command()
@click.argument("name")
def get(name: str) -> None:
    """Write one setting's value."""
    from athena_core.cli import show
    from athena_core.library import settings

    show.write(_word(settings.value(name)))


@config.command("set")
@click.argument("name")
@click.argument("value")
def set_(name: str, value: str) -> None:
    """Set a value; comments in the file stay."""
    from athena_core.cli import show
    from athena_core.library import settings

    kept = settings.put(name, value)
    show.say(f"{name} is {_word(kept)} now, kept in {settings.path()}")
    if name == "territory":
        _about(kept)
    _overruled(name)


@config.command()
@click.argument("name")
def unset(name: str) -> None:
    """Take a setting out of the file, so that its default counts again."""
    from athena_core.cli import show
    from athena_core.library import settings

    if settings.drop(name):
        show.say(f"{name} is taken out of {settings.path()}")
    else:
        show.say(f"{name} was not set in {settings.path()}")
    if name in settings.SETTINGS:
        _overruled(name)


def _word(value: Any) -> str:
    """Return a value as it is typed."""
    if isinstance(value, list):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _about(territory: str) -> None:
    """Say what a place that nobody looked up leads to."""
    from athena_core.cli import show
    from athena_core.consent import places

    if not places.known(territory):
        show.say(
            f"how long copyright lasts in {territory} is not known here, and unknown "
            "refuses: no work will count as out of copyright there; known are US, "
            f"{', '.join(places.listed())}",
        )


def _overruled(name: str) -> None:
    """Say that the environment wins over the file, where it does."""
    import os

    from athena_core.cli import show
    from athena_core.library import settings

    key = settings.variable(name)
    if os.environ.get(key):
        show.say(f"{key} is set in this terminal and wins over the file")
