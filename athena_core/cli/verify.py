"""`athena verify FILE...`: how far a file can be believed."""

from __future__ import annotations

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
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def verify(files: tuple[Path, ...], again: bool, machine: bool) -> None:
    """Check saved pieces against their records.

    Levels: none, broken, altered, unsigned, signed-unknown, signed, remade. Exit status
    1 when a file is none, broken or altered.
    """
    from athena_core.cli import show

    found = [(file, _verdict(file, again=again)) for file in files]
    if machine:
        show.as_json(
            [
                {"file": file, "level": one.level, "sentence": one.sentence}
                for file, one in found
            ],
        )
    for file, one in [] if machine else found:
        sure = "  \N{CHECK MARK}" if one.sure else ""
        show.write(f"{file}: {one.level}{sure}\n  {one.sentence}")
    if any(one.level in BAD for _, one in found):
        raise click.exceptions.Exit(1)


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
