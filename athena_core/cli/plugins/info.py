"""`athena plugins info`: one plugin, tried in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.discovery import Installed
    from athena_core.standing.state import Standing

FACTS = {
    "Summary": "what it is",
    "License-Expression": "licence",
    "License": "licence",
    "Author": "author",
    "Author-email": "author",
    "Home-page": "page",
    "Project-URL": "page",
}
LONGEST = 200
"""Letters of a fact that are shown: some put a whole licence into one field."""


@click.command()
@click.argument("name")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def info(name: str, machine: bool) -> None:
    """Show what a plugin brings, who made it, or what is wrong with it."""
    from dataclasses import asdict

    from athena_core.cli import show

    found = _found(name)
    if machine:
        show.as_json([{**asdict(one), "facts": dict(_facts(one))} for one in found])
        return
    for one in found:
        for line in _lines(one):
            show.write(line)


def _found(name: str) -> list[Standing]:
    """Return what is known of a plugin; one that could work is tried."""
    from athena_core.standing.states import states

    known = states()
    here = {one.distribution: one for one in known.installed}
    return [
        _tried(here[one.distribution], one) if one.distribution in here else one
        for one in known.of(name)
    ]


def _tried(one: Installed, before: Standing) -> Standing:
    """Try a plugin, keeping the commands, which only metadata knows."""
    from dataclasses import replace

    from athena_core.standing.trial import trial

    now = trial(one)
    commands = [thing for thing in before.brings if thing.kind == "command"]
    return replace(now, brings=(*now.brings, *commands))


def _lines(one: Standing) -> Iterator[str]:
    yield f"{one.name}: {one.distribution} {one.version}"
    yield f"  state: {one.state}" + (f", {one.why}" if one.why else "")
    if one.cure and not one.problems:
        yield f"  to mend it: {one.cure}"
    for what, fact in _facts(one):
        yield f"  {what}: {fact}"
    for thing in one.brings:
        summary = f": {thing.summary}" if thing.summary else ""
        yield f"  {thing.kind} {thing.id}{summary}"
    for problem in one.problems:
        yield f"  problem: {problem.what}"
        yield f"  to mend it: {problem.cure}"


def _facts(one: Standing) -> Iterator[tuple[str, str]]:
    """Yield what its metadata says of it."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        known = metadata(one.distribution)
    except (PackageNotFoundError, ValueError):
        return
    for field, what in FACTS.items():
        for text in known.get_all(field) or ():
            if shown := " ".join(str(text).split())[:LONGEST]:
                yield what, shown
