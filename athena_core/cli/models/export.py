"""`athena models export`: a copy to share, once every work has been asked for that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from athena_core.cli.asking import ASKING, asking


@click.command(params=[*ASKING])
@click.argument("name")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--licence", default="", help="Licence of weights and pieces, as SPDX.")
@click.option(
    "--private",
    is_flag=True,
    help="For your own machines only: works you declared, or that nobody may share a "
    "model of, are let through, and the card says so.",
)
def export(name: str, folder: Path, licence: str, private: bool, **asked: Any) -> None:
    """Copy a model, small and whole with card and ledger, into a new folder.

    Every work it learned from is asked for at the registry (share_model). A retired
    model is not copied.
    """
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent.registry import registry
    from athena_core.library import models as library
    from athena_core.plugins import plugins
    from athena_core.run import fingerprinting, sharing, shelf

    model = shelf.find(plugins(), name)
    known = registry()
    facts = sharing.asked(model, known, asking(**asked), private=private)
    for note in facts.notes:
        show.say(note)
    card = {**facts.card, **({"licence": licence} if licence else {})}
    made = library.export(model, folder, card)
    fingerprinting.withdraw(library.read(made, model.name), known, today())
    show.write(str(made))
