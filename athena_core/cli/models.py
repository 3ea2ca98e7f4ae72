"""`athena models`: the trained models, what they learned from, and copies to share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.group()
def models() -> None:
    """List, look at, export and delete trained models."""


def _known() -> list[Any]:
    """Return the shipped models and the user's, and what is wrong with any."""
    from athena_core.library import models as library
    from athena_core.plugins import plugins

    found = plugins().generators
    shipped = [library.shipped(one.spec.weights, one.id) for one in found]
    return [model for model in shipped if model is not None] + list(library.listing())


def _find(name: str) -> Any:
    """Return a model by name; a shipped one by its generator's id or short name."""
    from athena_core.library import models as library
    from athena_core.plugins import plugins

    for one in plugins().generators:
        if name in (one.id, one.spec.name):
            model = library.shipped(one.spec.weights, one.id)
            if model is not None:
                return model
    return library.find(name)


@models.command("list")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(machine: bool) -> None:
    """List the models that came with plugins, and yours."""
    from athena_core.cli import show
    from athena_core.errors import InputError
    from athena_core.library import ledger

    known = _known()
    models_ = [one for one in known if not isinstance(one, InputError)]
    if machine:
        show.as_json(
            [{"name": one.name, "folder": one.folder, **one.card} for one in models_],
        )
    else:
        rows = [
            (
                one.name,
                str(one.card.get("generator", "?")),
                f"{one.card.get('step', '?')}",
                ledger.counted(one.ledger) if one.ledger else "origin unknown",
            )
            for one in models_
        ]
        show.table(("model", "generator", "step", "learned from"), rows)
    for one in known:
        if isinstance(one, InputError):
            show.say(str(one))


@models.command()
@click.argument("name")
@click.option("--json", "machine", is_flag=True, help="Write card and ledger as JSON.")
def info(name: str, machine: bool) -> None:
    """Show a model's card, and the shares of those whose works it learned from."""
    from athena_core.cli import show
    from athena_core.library import ledger

    model = _find(name)
    if machine:
        show.as_json({"card": model.card, "ledger": model.ledger})
        return
    show.write(f"{model.name}  ({model.folder})")
    for key, value in model.card.items():
        if isinstance(value, str | int | float) and key != "name":
            show.write(f"  {key}: {value}")
    for key, value in model.card.get("measures", {}).items():
        show.write(f"  {key}: {value}")
    if not model.ledger:
        show.write("origin unknown: nobody says whose works it learned from")
        return
    show.write(ledger.summary(model.ledger))
    total = sum(count for _, count in ledger.shares(model.ledger))
    rows = [
        (maker, f"{count:,}", f"{count / total:.1%}")
        for maker, count in ledger.shares(model.ledger)
    ]
    show.table(("maker", "works", "share"), rows)
    parts = [f"{basis} {count:,}" for basis, count in ledger.rights(model.ledger)]
    show.write("rights: " + ", ".join(parts))


@models.command()
@click.argument("name")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--licence", default="", help="Licence of weights and pieces, as SPDX.")
def export(name: str, folder: Path, licence: str) -> None:
    """Copy a model, small and whole with card and ledger, into a new folder.

    Works that are the user's own claim are never for sharing; such a model exports for
    the user's own machines, and its card says so.
    """
    from athena_core.cli import show
    from athena_core.library import ledger
    from athena_core.library import models as library

    model = _find(name)
    bases = dict(ledger.rights(model.ledger))
    extra = {"licence": licence} if licence else {}
    if bases.get("own"):
        extra["sharing"] = "not for sharing: it learned from works declared as own"
        show.say(f"note: {bases['own']:,} of its works are declared own; keep it")
    show.write(str(library.export(model, folder, extra)))


@models.command()
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
