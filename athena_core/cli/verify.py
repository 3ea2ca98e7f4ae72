"""`athena verify FILE...`: how far a file can be believed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

BAD = frozenset({"none", "broken", "altered"})


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--remake", "again", is_flag=True, help="Make it again and compare, too.")
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A piece that they are said to be made from.",
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def verify(
    files: tuple[Path, ...],
    again: bool,
    source: Path | None,
    machine: bool,
) -> None:
    """Check saved pieces against their records.

    Levels: none, broken, altered, unsigned, signed-unknown, signed, remade. Exit status
    1 when a file is none, broken or altered, or not made from the `--source`.
    """
    from athena_core.cli import show

    found = [_told(file, _verdict(file, again=again), source) for file in files]
    if machine:
        show.as_json([_machine(one) for one in found])
    for one in [] if machine else found:
        sure = "  \N{CHECK MARK}" if one["sure"] else ""
        show.write(f"{one['file']}: {one['level']}{sure}\n  {one['sentence']}")
        if source is not None:
            show.write(f"  {one['source']}")
    if any(one["level"] in BAD or one.get("from_source") is False for one in found):
        raise click.exceptions.Exit(1)


def _machine(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "sure"}


def _told(file: Path, verdict: Any, source: Path | None) -> dict[str, Any]:
    """Return what is said of one file, and whether it was made from the source."""
    told = {
        "file": file,
        "level": verdict.level,
        "sentence": verdict.sentence,
        "sure": verdict.sure,
    }
    if source is None:
        return told
    from athena_core.provenance.origin import origin

    found = origin(verdict, source)
    return {**told, "from_source": found.holds, "source": found.sentence}


def _verdict(file: Path, *, again: bool) -> Any:
    from athena_core.library import keys
    from athena_core.provenance import verify as checks

    verdict = checks.verify(file, keys.trusted())
    if not again or verdict.level in BAD:
        return verdict
    return _remade(file, verdict)


def _remade(file: Path, verdict: Any) -> Any:
    """Raise the verdict to `remade` where the recipe gives the same piece here."""
    from dataclasses import replace

    from athena_core.errors import AthenaError
    from athena_core.plugins import plugins
    from athena_core.run.remaking import remake

    try:
        made = remake(plugins(), file)
    except AthenaError as error:
        return replace(verdict, sentence=f"{verdict.sentence}; not made again: {error}")
    if made.holds:
        return replace(
            verdict, level="remade", sentence=f"{made.same}: {made.sentence}"
        )
    return replace(verdict, sentence=f"{verdict.sentence}; {made.sentence}")
