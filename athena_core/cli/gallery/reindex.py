"""`athena gallery reindex [FOLDER...]`: the list made anew from the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.gallery import Report

NAMED = 10
"""Broken files that are named; the rest is counted."""


@click.command()
@click.argument(
    "folders",
    nargs=-1,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def reindex(folders: tuple[Path, ...], machine: bool) -> None:
    """Look through all files, and take in what came, changed or went.

    FOLDERS outside the gallery belong to it from then on. Favourites, tags, notes and
    descriptions are kept in a file of their own and are not lost.
    """
    from athena_core import gallery
    from athena_core.cli import show
    from athena_core.cli.gallery import lending

    with (
        lending.bar() as advance,
        # a new index is filled by this look, and not by one before it
        gallery.opened(whole=False) as index,
    ):
        report = gallery.reindex(index, folders, advance=advance)
    if machine:
        show.as_json(_json(report))
        return
    show.write(_found(report))
    for line in _rest(report):
        show.say(line)


def _json(report: Report) -> dict[str, object]:
    from dataclasses import asdict

    broken = [{"file": str(path), "reason": why} for path, why in report.broken]
    return {**asdict(report), "broken": broken}


def _found(report: Report) -> str:
    news = [
        f"{number:,} {word}"
        for number, word in (
            (report.added, "new"),
            (report.changed, "changed"),
            (report.gone, "gone"),
        )
        if number
    ]
    return f"{report.pieces:,} pieces ({', '.join(news) or 'nothing new'})"


def _rest(report: Report) -> Iterator[str]:
    if report.left_out:
        yield f"{report.left_out:,} files have no record of Athena and are left out"
    if report.orphans:
        yield f"{report.orphans:,} records have lost their piece"
    if report.swept:
        yield f"{report.swept:,} files that were never finished are swept away"
    if report.torn:
        yield f"{report.torn:,} lines of notes.jsonl cannot be read; they are kept"
    for name in report.missing:
        yield f"{name} is not there now; its pieces come back with it"
    for path, why in report.broken[:NAMED]:
        yield f"{path}: {why}"
    if len(report.broken) > NAMED:
        yield f"and {len(report.broken) - NAMED:,} more that are broken (--json)"
