"""`athena plugins freeze`: what `athena plugins install -r FILE` restores."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--out",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write them into a file, as UTF-8 whatever the terminal does.",
)
def freeze(file: Path | None) -> None:
    """Write the installed plugins as lines that `athena plugins install -r` takes.

    One that is edited in place is a comment with its path: another machine has none.
    """
    from athena_core import files
    from athena_core.cli import show
    from athena_core.installing import freezing

    lines = list(freezing.lines())
    if file:
        files.write_bytes(file, "".join(f"{line}\n" for line in lines).encode())
        show.say(f"{file}: restore with `athena plugins install -r {file}`")
        return
    for line in lines:
        show.write(line)
