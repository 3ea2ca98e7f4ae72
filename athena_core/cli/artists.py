"""`athena artists`: meet the people whose works are on the registry, one a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from athena_core.cli.asking import ASKING, asking

if TYPE_CHECKING:
    import datetime as dt

    from athena_core.cli.portrait import Portrait
    from athena_core.consent.meeting import Artist

DATASET = click.Option(
    ["--dataset"],
    default="",
    help="Works at hand, a folder or a dataset: one of the artist's is shown.",
)
BESIDE = 58
"""Columns of a list that name, years and kinds take."""
JSON = click.Option(["--json", "machine"], is_flag=True, help="Write JSON.")
NOBODY = (
    "nobody is on the registry at hand yet; `athena registry update` fetches a newer "
    "one"
)


@click.group()
def artists() -> None:
    """Meet the artists: who they are, and where their real works are."""


def _everybody(asked: dict[str, Any]) -> list[Artist]:
    from athena_core.consent import meeting
    from athena_core.consent.registry import registry

    return meeting.artists(registry(), asking(**asked, past=True))


def _list(*, text: str, machine: bool, **asked: Any) -> None:
    from athena_core.cli import show, telling
    from athena_core.consent import meeting

    everybody = _everybody(asked)
    found = meeting.search(everybody, text) if text else everybody
    if machine:
        show.as_json([telling.as_record(one, whole=False) for one in found])
        return
    console = show.out()
    room = console.width - BESIDE if console.is_terminal else BESIDE * 10
    rows = [
        (one.name, one.years, one.kinds, telling.origin(one, max(20, room)))
        for one in found
    ]
    show.table(("artist", "years", "works", "from"), rows)
    if not found:
        show.say(NOBODY if not everybody else f"nobody's name or works hold {text!r}")
        raise click.exceptions.Exit(1)
    show.say("\nathena artists show NAME introduces one; `today` somebody every day")


artists.add_command(
    click.Command(
        "list",
        callback=_list,
        params=[
            click.Option(["--search", "text"], default="", help="Words to look for."),
            *ASKING,
            JSON,
        ],
        help="List everybody who may be introduced.",
    ),
)


def _show(
    *,
    name: str,
    whole: bool,
    dataset: str,
    machine: bool,
    **asked: Any,
) -> None:
    from athena_core.cli import portrait, show, telling
    from athena_core.consent import meeting

    artist = meeting.find(_everybody(asked), name)
    if machine:
        show.as_json(telling.as_record(artist))
        return
    page = portrait.Portrait(artist, show.out())
    page.console.print()
    page.head()
    page.words()
    if dataset:
        _shown(page, dataset)
    page.works(most=None if whole else portrait.SCREENFUL)
    page.links()
    page.lists()
    page.editions()
    page.permitted()
    page.console.print()
    if not whole and len(artist.entry.works) > portrait.SCREENFUL:
        command = f"athena artists show {artist.entry.id} --all"
        show.say(f"{command}   lists every work", ids=True)


artists.add_command(
    click.Command(
        "show",
        callback=_show,
        params=[
            click.Argument(["name"]),
            click.Option(["--all", "whole"], is_flag=True, help="Every work."),
            DATASET,
            *ASKING,
            JSON,
        ],
        help="Introduce one artist, by name, part of a name, or id.",
    ),
)


def _today(*, dataset: str, machine: bool, **asked: Any) -> None:
    from athena_core.cli import asking as asks
    from athena_core.cli import portrait, show, telling
    from athena_core.consent import meeting
    from athena_core.errors import NotFoundError

    day = asked["on"].date() if asked["on"] else asks.today()
    everybody = _everybody(asked)
    artist = meeting.of_day(everybody, day)
    if artist is None:
        raise NotFoundError(NOBODY)
    if machine:
        show.as_json({"day": day, **telling.as_record(artist)})
        return
    page = portrait.Portrait(artist, show.out())
    _masthead(page, day)
    page.head()
    page.words()
    if dataset:
        _shown(page, dataset, day.toordinal() // len(everybody))
    page.works(most=portrait.FEW)
    page.links(most=3)
    page.lists(most=1)
    page.console.print()
    _goodbye(artist, len(everybody))


artists.add_command(
    click.Command(
        "today",
        callback=_today,
        params=[DATASET, *ASKING, JSON],
        help="Introduce one artist a day, the same to everybody.",
    ),
)


def _masthead(page: Portrait, day: dt.date) -> None:
    from rich.text import Text

    title, date = "The artist of the day", f"{day:%A}, {day.day} {day:%B %Y}"
    room = page.width - 4 - len(title) - len(date)
    gap = " " * room if room > 0 else "\n  "
    page.console.print()
    page.console.print(Text.assemble("  ", (title, "magenta"), gap, (date, "dim")))
    page.console.print()


def _goodbye(artist: Artist, count: int) -> None:
    from athena_core.cli import show

    others = (
        f"Everybody meets the same artist today; all {count:,} come before one returns."
        if count > 1
        else "Nobody else is on the registry yet."
    )
    more = f"athena artists show {artist.entry.id}"
    show.say(f"  {others}\n  More: {more}", ids=True)


def _shown(page: Portrait, dataset: str, turn: int | None = None) -> None:
    """Show the first work at hand, or each time round another; else say why none."""
    from itertools import islice

    from athena_core import run
    from athena_core.cli import show
    from athena_core.plugins import plugins
    from athena_core.run.showing import at_hand

    artist = page.artist
    works = artist.entry.works
    if not any(artist.may("show_work", one) for one in works):
        show.say("  these works may not be shown here; the links lead to them")
        return
    _, opened = run.offered(plugins(), run.Offer(name=dataset))
    found = at_hand(opened, artist.registry, artist.entry.id, artist.asking)
    some = list(islice(found, 1 if turn is None else None))
    if not some:
        show.say(f"  {dataset} holds no work of theirs that may be shown")
        return
    page.shown(*some[(turn or 0) % len(some)])
