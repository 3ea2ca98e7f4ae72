"""`athena plugins new`: write a plugin that installs and passes at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

KINDS = ("generator", "dataset", "command")
MEDIA = ("text", "image", "svg", "audio")


@click.command()
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="generator",
    show_default=True,
    help="What it brings.",
)
@click.option(
    "--media",
    type=click.Choice(MEDIA),
    help="What a generator makes; text unless you say.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder to write, athena-plugin-NAME unless you say.",
)
@click.option("--author", default="", help="A name for the metadata; may be left out.")
def new(
    name: str,
    kind: Any,
    media: Any,
    folder: Path | None,
    author: str,
) -> None:
    """Write a new plugin: package, tests, page, licence and CI; overwrites nothing."""
    from athena_core import scaffold
    from athena_core.cli import show
    from athena_core.errors import InputError

    if media and kind != "generator":
        raise InputError(f"--media is for generators; a {kind} makes no pieces")
    _reachable(name, kind)
    plan = scaffold.Plan(name=name, kind=kind, media=media or "text", author=author)
    where = folder or Path(plan.distribution)
    written = scaffold.write(plan, where)
    show.say(f"{len(written)} files; to see it work:")
    show.say(f'  python -m pip install -e "{where}"')
    show.say(f"  athena plugins check {name}")
    show.say(f"  {_try(plan)}")
    show.write(str(where))


def _reachable(name: str, kind: str) -> None:
    """Refuse a command whose word is one of Athena's own."""
    from athena_core.cli import ROOMS
    from athena_core.errors import InputError

    if kind == "command" and name in ROOMS:
        raise InputError(f"`athena {name}` is a command already; find another name")


def _try(plan: Any) -> str:
    if plan.kind == "command":
        return f"athena {plan.name}"
    if plan.kind == "dataset":
        return f'athena datasets check {plan.name}:FOLDER --right own --because "..."'
    return f"athena create {plan.name} --seed 7"
