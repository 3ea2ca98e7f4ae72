"""`athena gallery print`: a picture for paper, in centimetres and dots to the inch."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="print")
@click.argument("piece")
@click.option(
    "--width-cm",
    type=click.FloatRange(1, 1000),
    required=True,
    help="How wide the picture is to be on the paper.",
)
@click.option("--dpi", type=click.IntRange(50, 2400), default=300, show_default=True)
@click.option(
    "--upscaling",
    type=click.Choice(["brush", "paper", "lanczos", "pixels"]),
    default="brush",
    show_default=True,
    help="How it is made large.",
)
@click.option(
    "--credit",
    type=click.Choice(["margin", "back"]),
    help="Where the credit stands.  [margin; back with a bleed]",
)
@click.option(
    "--bleed-mm",
    type=click.FloatRange(0, 50),
    default=0,
    help="Millimetres more on each side, for the printer to cut away.  [0]",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="A folder, or the file's name with .png.  [the gallery]",
)
@click.option("--open", "opened", is_flag=True, help="Show it on the desktop.")
def print_(
    piece: str,
    width_cm: float,
    dpi: int,
    upscaling: str,
    credit: str | None,
    bleed_mm: float,
    to: Path | None,
    opened: bool,
) -> None:
    """Make a picture large enough for paper, as PNG with its resolution."""
    from athena_core.cli import show
    from athena_core.cli.gallery import choosing
    from athena_core.printing import Size
    from athena_core.run.exporting import printed
    from athena_core.run.saving import today

    behind = credit == "back" or (credit is None and bleed_mm > 0)
    made = printed(
        choosing.one(piece),
        Size(width_mm=round(width_cm * 10, 2), dpi=dpi, bleed_mm=bleed_mm),
        upscaling=upscaling,
        where="back" if behind else "margin",
        to=to or today(),
    )
    choosing.remember(made.paths[0])
    for path in made.paths:
        show.write(str(path))
    show.say(made.words)
    if opened:
        show.open_file(made.paths[0])
