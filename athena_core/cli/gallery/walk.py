"""`athena gallery walk`: a moving picture through chosen pieces."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("pieces", nargs=-1, required=True)
@click.option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file: .gif (256 colours a frame) or .png (every colour).",
)
@click.option(
    "--steps",
    type=click.IntRange(1, 1000),
    default=24,
    show_default=True,
    help="Frames from a piece to the next.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 60),
    default=2,
    show_default=True,
    help="Time from a piece to the next.",
)
@click.option(
    "--rest",
    type=click.FloatRange(0, 30),
    default=0.6,
    show_default=True,
    help="Seconds to rest at each piece.",
)
@click.option(
    "--loop",
    is_flag=True,
    help="Go on from the last piece to the first, and play for ever.",
)
@click.option(
    "--upscaling",
    type=click.Choice(["lanczos", "pixels", "paper", "brush"]),
    default="lanczos",
    show_default=True,
    help="How frames are made large.",
)
@click.option(
    "--size",
    type=click.IntRange(16, 2048),
    default=384,
    show_default=True,
    help="Pixels of a frame's longer side.",
)
@click.option("--open", "opened", is_flag=True, help="Show it on the desktop.")
def walk(
    pieces: tuple[str, ...],
    to: Path,
    steps: int,
    seconds: float,
    rest: float,
    loop: bool,
    upscaling: str,
    size: int,
    opened: bool,
) -> None:
    """Walk through pieces of one generator; each is a frame itself.

    PIECES are files, folders or words to search the gallery for, in the order of the
    walk.
    """
    from athena_core.cli import show
    from athena_core.cli.gallery import choosing
    from athena_core.plugins import plugins
    from athena_core.run.exporting import walked, walks

    pace = walks.Pace(
        steps=steps,
        milliseconds=round(seconds * 1000),
        rest=round(rest * 1000),
        loop=loop,
    )
    chosen = choosing.pieces(pieces)
    made = walked(plugins(), chosen, to, pace, upscaling=upscaling, size=size)
    choosing.remember(made.path)
    show.write(str(made.path))
    show.say(f"{made.frames} frames through {len(chosen)} pieces")
    for path in made.companions:
        show.say(f"its record: {path}")
    if opened:
        show.open_file(made.path)
