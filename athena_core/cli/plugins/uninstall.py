"""`athena plugins uninstall`: a plugin, never the core; it imports nothing."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def uninstall(name: str, yes: bool) -> None:
    """Uninstall a plugin by its NAME or its distribution's."""
    from athena_core.cli import show
    from athena_core.installing import pip
    from athena_core.library import switches

    distribution = _distribution(name)
    pip.ready("uninstall", [distribution])
    if not yes:
        click.confirm(f"Uninstall {distribution}?", abort=True, err=True)
    pip.do("uninstall", "--yes", "--quiet", distribution)
    plugin = distribution.removeprefix("athena-plugin-")
    if plugin in switches.told()[0]:
        switches.turn(plugin, on=True)
    show.say(f"{distribution} is gone; models and pieces made with it stay")


def _distribution(name: str) -> str:
    """Return the one distribution of that name.

    Raises `AmbiguousError` where two claim it, `InputError` for what pip has no name
    for.
    """
    from athena_core.discovery import CORE
    from athena_core.errors import AmbiguousError, InputError
    from athena_core.standing.states import states

    found = sorted({one.distribution for one in states().of(name)})
    if len(found) > 1:
        raise AmbiguousError(
            f"{name!r} is claimed by {' and '.join(found)}; say which of the two",
        )
    if found[0] in {"unknown", CORE} or found[0].startswith("-"):
        raise InputError(f"{found[0]!r} is not uninstalled from here")
    return found[0]
