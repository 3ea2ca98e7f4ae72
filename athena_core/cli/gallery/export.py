"""`athena gallery export`: pieces as one HTML file that opens from disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from athena_core.cli.asking import ASKING, asking


@click.command(params=[*ASKING])
@click.argument("pieces", nargs=-1, required=True)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    help="A folder for index.html, or the page's own name.",
)
@click.option("--title", default="A small gallery", show_default=True)
@click.option("--no-large", is_flag=True, help="Leave out the large pictures.")
@click.option(
    "--private",
    is_flag=True,
    help="For yourself only: pieces that may not be published are let through, and the "
    "page says so.",
)
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
def export(
    pieces: tuple[str, ...],
    to: Path,
    title: str,
    no_large: bool,
    private: bool,
    opened: bool,
    **asked: Any,
) -> None:
    """Write a page with pictures, poems and their credits, in one file.

    PIECES are files, folders or words to search the gallery for. Every work behind them
    is asked for at the registry (publish_outputs).
    """
    from athena_core import gallery
    from athena_core.cli import show
    from athena_core.cli.gallery import choosing
    from athena_core.consent.registry import registry
    from athena_core.plugins import plugins
    from athena_core.run import exporting

    chosen, asks = choosing.pieces(pieces), asking(**asked)
    answer = exporting.asked(chosen, registry(), asks, plugins(), private=private)
    made = exporting.export(
        chosen,
        to,
        answer,
        registry(),
        plugins(),
        title=title,
        on=asks.on,
        alternative=gallery.alternative,
        large=not no_large,
    )
    if warning := registry().warning(asks.on):
        show.say(warning)
    for why in answer.why:
        show.say(f"private copy: {why}")
    for note in made.notes:
        show.say(note)
    show.write(str(made.path))
    if opened:
        show.open_file(made.path)
