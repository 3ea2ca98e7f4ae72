"""`athena interpolate GENERATOR`: the way from one seed to another, frame by frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from athena_core.cli import options
from athena_core.specs import GeneratorSpec

COMMON = [
    click.Option(
        ["--from-seed", "start"],
        type=int,
        callback=options.seed,
        required=True,
        help="First seed.",
    ),
    click.Option(
        ["--to-seed", "end"],
        type=int,
        callback=options.seed,
        required=True,
        help="Last seed.",
    ),
    click.Option(
        ["--steps"],
        type=click.IntRange(2, 1000),
        default=24,
        help="Frames, both ends included.  [24]",
    ),
    click.Option(["--model"], default="", help="A model of yours, by name.  [shipped]"),
    click.Option(
        ["--out", "folder"],
        type=click.Path(file_okay=False, path_type=Path),
        help="Save here.  [the gallery]",
    ),
    click.Option(["--open", "opened"], is_flag=True, help="Show it on the desktop."),
]


def _build(spec: GeneratorSpec, drawn: list[click.Parameter]) -> click.Command:
    return click.Command(
        spec.name,
        callback=lambda **values: _interpolate(spec.name, **values),
        params=[*COMMON, *drawn],
        help=f"Walk from one seed of {spec.name} to another: PNG frames and a GIF.",
    )


interpolate = options.Generators(
    _build,
    frozenset({"interpolate"}),
    "params",
    name="interpolate",
    help="Walk from one seed's piece to another's.",
)


def _interpolate(
    generator: str,
    *,
    start: int,
    end: int,
    steps: int,
    model: str,
    folder: Path | None,
    opened: bool,
    **values: Any,
) -> None:
    from athena_core import run
    from athena_core.cli import show
    from athena_core.plugins import plugins
    from athena_core.run import retiring

    if note := retiring.said(run.chosen_model(plugins().generator(generator), model)):
        show.say(note)
    walk = run.walk(
        plugins(),
        generator,
        start,
        end,
        steps,
        options.given(values),
        model=model,
        folder=folder,
    )
    console = show.out()
    if console.is_terminal:
        show.piece(walk.first, console, height=14)
        show.piece(walk.last, console, height=14)
    show.write(str(walk.animation))
    show.say(f"{len(walk.frames)} frames in {walk.frames[0].parent}")
    if walk.told:
        show.say(walk.told)
    if opened:
        show.open_file(walk.animation)
