"""`athena models`: the trained models, what they learned from, and copies to share."""

from __future__ import annotations

import click

from athena_core.cli.models.audit import audit
from athena_core.cli.models.delete import delete
from athena_core.cli.models.export import export
from athena_core.cli.models.fetch import fetch
from athena_core.cli.models.fingerprint import fingerprint
from athena_core.cli.models.import_ import import_
from athena_core.cli.models.info import info
from athena_core.cli.models.list_ import list_
from athena_core.cli.models.retrain import retrain
from athena_core.cli.sentences import Sentences


@click.group(cls=Sentences)
def models() -> None:
    """List, look at, hold against the registry, fetch, export and delete models."""


for command in (
    list_,
    info,
    audit,
    retrain,
    fetch,
    import_,
    fingerprint,
    export,
    delete,
):
    models.add_command(command)
