"""`athena remake FILE`: make a piece again from its record, and compare."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--input",
    "inputs",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A work that was given when it was made.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what was remade here, stamped.",
)
def remake(
    files: tuple[Path, ...],
    inputs: tuple[Path, ...],
    folder: Path | None,
) -> None:
    """Make pieces again from their records: exact, within one level, or not the same.

    Exit status 1 when one comes out differently.
    """
    from athena_core.cli import show
    from athena_core.plugins import plugins
    from athena_core.run.remaking import given, kept
    from athena_core.run.remaking import remake as again

    sources = tuple(given(path) for path in inputs)
    wrong = False
    for file in files:
        made = again(plugins(), file, sources)
        show.write(f"{file}: remade: {made.same}\n  {made.sentence}")
        if folder is not None:
            show.write(str(kept(file, made, folder)))
        wrong = wrong or not made.holds
    if wrong:
        raise click.exceptions.Exit(1)
