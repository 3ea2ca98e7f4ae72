"""`athena create GENERATOR`: pieces from seeds, drawn here and saved with credits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from athena_core.cli import options
from athena_core.cli.asking import ASKING, asking
from athena_core.specs import GeneratorSpec

COMMON = [
    click.Option(
        ["--seed"],
        type=int,
        callback=options.seed,
        help="The first piece's seed.  [random]",
    ),
    click.Option(
        ["--count"],
        type=click.IntRange(1, 10_000),
        default=1,
        help="How many; piece i has the seed plus i.  [1]",
    ),
    click.Option(["--model"], default="", help="A model of yours, by name.  [shipped]"),
    click.Option(
        ["--out", "folder"],
        type=click.Path(file_okay=False, path_type=Path),
        help="Save here.  [the gallery]",
    ),
    click.Option(
        ["--name", "naming"],
        default="",
        help="What files are called, such as '{date}/{seed}-{title}'.  [as set]",
    ),
    click.Option(["--open", "opened"], is_flag=True, help="Show it on the desktop."),
    click.Option(["--json", "machine"], is_flag=True, help="Write records as JSON."),
    click.Option(
        ["--accept-unknown-origin"],
        is_flag=True,
        help="Use a model that does not say whose works it learned from.",
    ),
]
OF_PICTURES = [
    click.Option(
        ["--upscaling"],
        type=click.Choice(["brush", "paper", "lanczos", "pixels", "none"]),
        default="brush",
        help="How the large picture beside the raw one is made.  [brush]",
    ),
]
OF_TRANSFORMS = [
    click.Option(
        ["--input", "inputs"],
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A work to make it from; needs --right.",
    ),
    click.Option(["--right"], default="", help="own or public-domain, for --input."),
    click.Option(["--because"], default="", help="Why, in words."),
    *ASKING,
]


def _build(spec: GeneratorSpec, drawn: list[click.Parameter]) -> click.Command:
    """Make the command of one generator, with no option it has no use for."""
    common = list(COMMON)
    if "image/png" in spec.media_types:
        common += OF_PICTURES
    if "transform" in spec.capabilities:
        common += OF_TRANSFORMS
    return click.Command(
        spec.name,
        callback=lambda **values: _create(spec.name, **values),
        params=[*common, *drawn],
        help=f"Make pieces with {spec.name} and save them with their credits.",
    )


create = options.Generators(
    _build,
    frozenset({"generate", "transform"}),
    "params",
    name="create",
    help="Make pictures or poems from seeds. Each generator has options of its own: "
    "`athena create painter --help`.",
)


def _create(
    generator: str,
    *,
    seed: int | None,
    count: int,
    model: str,
    folder: Path | None,
    naming: str,
    opened: bool,
    machine: bool,
    accept_unknown_origin: bool,
    upscaling: str = "none",
    inputs: tuple[Path, ...] = (),
    right: str = "",
    because: str = "",
    commercial: bool | None = None,
    territory: str | None = None,
    on: Any = None,
    **values: Any,
) -> None:
    from athena_core import run
    from athena_core.plugins import plugins
    from athena_core.protocols import Progress

    first = _random_seed() if seed is None else seed
    saved: list[run.Saved] = []
    for event in run.create(
        plugins(),
        generator,
        tuple(range(first, first + count)),
        options.given(values),
        model=model,
        folder=folder,
        upscaling=upscaling,
        naming=naming,
        inputs=tuple(
            run.take_input(
                path,
                _media_type(path),
                right,
                because,
                ask=plugins().refusal,
                asking=asking(commercial=commercial, territory=territory, on=on),
            )
            for path in inputs
        ),
        accept_unknown_origin=accept_unknown_origin,
    ):
        if isinstance(event, run.Saved):
            saved.append(event)
            _show(event, machine=machine, alone=count == 1)
        elif isinstance(event, Progress) and event.note:
            _say(event.note)
    _finish(saved, machine=machine, opened=opened)


def _random_seed() -> int:
    import secrets

    return secrets.randbelow(1_000_000)


def _media_type(path: Path) -> str:
    import mimetypes

    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _say(text: str) -> None:
    from athena_core.cli import show

    show.say(text)


def _show(event: Any, *, machine: bool, alone: bool) -> None:
    """Draw one piece; in a pipe, write its path, or a poem's words."""
    from athena_core.cli import show

    if event.told:
        _say(event.told)
    if machine:
        return
    console, artwork = show.out(), event.artwork
    if event.attempts > 1:
        _say(
            f"seed {artwork.seed}: drawn {event.attempts} times, being too near a work"
        )
    is_poem = artwork.media_type == "text/plain"
    if console.is_terminal or is_poem or show.plain():
        show.piece(event.piece, console, height=30 if alone else 16)
    if console.is_terminal or is_poem:
        _say(f"{artwork.path}  (seed {artwork.seed})")
    else:
        show.write(str(artwork.path))


def _finish(saved: list[Any], *, machine: bool, opened: bool) -> None:
    from athena_core.cli import show

    if machine:
        show.as_json(
            [{"path": one.artwork.path, **one.artwork.record} for one in saved],
        )
    elif saved:
        _say(saved[-1].artwork.credit)
    for one in saved if opened else ():
        pictures = [path for path in one.artwork.companions if path.suffix == ".png"]
        show.open_file(pictures[0] if pictures else one.artwork.path)
