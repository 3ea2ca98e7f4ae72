"""`athena plugins search`: the list that came along; nothing is asked of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.installing.directory import Listed


@click.command()
@click.argument("words", nargs=-1)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def search(words: tuple[str, ...], machine: bool) -> None:
    """Look through the plugins that Athena knows of, offline; no WORDS list them all.

    Being listed is no examination: a plugin may do what you may do.
    """
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.installing import directory
    from athena_core.standing.states import states

    found = directory.search(words)
    here = {one.distribution for one in states().standings}
    if machine:
        show.as_json(
            [{**asdict(one), "installed": one.distribution in here} for one in found],
        )
        return
    head = ("plugin", "distribution", "", "what it is")
    show.table(
        head,
        [(one.name, one.distribution, _word(one, here), one.summary) for one in found],
    )
    if not found:
        show.say("nothing in the list has these words; no words list all")
    _how([one for one in found if one.distribution not in here])


def _word(one: Listed, here: set[str]) -> str:
    if one.distribution in here:
        return "installed"
    return "published" if one.published else "in the checkout"


def _how(found: list[Listed]) -> None:
    """Say what to type for those that are not installed."""
    from athena_core.cli import show

    if published := [one for one in found if one.published]:
        show.say(f"install one: athena plugins install {published[0].name}")
    if waiting := [one for one in found if not one.published]:
        place = waiting[0].folder or f"contrib/{waiting[0].name.replace('-', '_')}"
        show.say(
            f"{len(waiting)} of these are on no package index yet; from a checkout of "
            f"Athena: athena plugins install ./{place}",
        )
