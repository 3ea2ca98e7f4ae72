"""`athena plugins freeze`: what `athena plugins install -r FILE` restores."""

from __future__ import annotations

import click


@click.command()
def freeze() -> None:
    """Write the installed plugins as lines that `athena plugins install -r` takes.

    One that is edited in place is a comment with its path: another machine has none.
    """
    from athena_core.cli import show
    from athena_core.installing import freezing

    for line in freezing.lines():
        show.write(line)
