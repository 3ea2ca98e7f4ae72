"""`athena models delete`: one of your models, with its checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.protocols import Model


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> None:
    """Delete one of your models with its checkpoints."""
    from athena_core.cli import show
    from athena_core.library import models as library

    model = _own(name)
    if not yes:
        step = model.card.get("step", "?")
        click.confirm(f"Delete {model.name!r} (step {step})?", abort=True, err=True)
    show.say(f"deleted {name}: {library.remove(name) / 1e6:.1f} MB free again")


def _own(name: str) -> Model:
    """Find one of your models; of another, say why it isn't deleted."""
    from athena_core.errors import InputError, NotFoundError
    from athena_core.library import models as library
    from athena_core.plugins import plugins

    try:
        return library.find(name)
    except NotFoundError:
        for one in plugins().generators:
            if name in (one.id, one.spec.name):
                raise InputError(
                    f"{name} is the model that {one.id} brings; only models of your "
                    "own are deleted here",
                ) from None
        raise
