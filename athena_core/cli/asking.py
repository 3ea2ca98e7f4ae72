"""The options that say what works are wanted for: for money or not, where, and when.

One list for every command that asks the registry, so that they ask alike:

    @group.command(params=[*ASKING])
    def export(name: str, **asked: Any) -> None:
        asking(**asked)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from athena_core.consent.registry import Asking


def _place(
    _ctx: click.Context,
    _param: click.Parameter,
    value: str | None,
) -> str | None:
    """Let through a country's code, or the word for the usual places."""
    if value is None:
        return None
    from athena_core.library.settings import SETTINGS

    try:
        return str(SETTINGS["territory"].typed(value))
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not {error}.") from None


class Day(click.DateTime):
    """A day of the calendar, written 2026-12-01; it is given as its midnight."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Return the day, or say how a day is written."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day; write it as 2026-12-01.", param, ctx)


ASKING: tuple[click.Option, ...] = (
    click.Option(
        ["--commercial/--non-commercial", "commercial"],
        default=None,
        help="Whether it is for money.  [the setting, else non-commercial]",
    ),
    click.Option(
        ["--territory"],
        callback=_place,
        help="Country (two letters), or usual: the USA and life + 70 years.  "
        "[the setting, else usual]",
    ),
    click.Option(
        ["--on"],
        type=Day(),
        metavar="YYYY-MM-DD",
        help="The day to ask about.  [today, UTC]",
    ),
)
NAMES = tuple(str(option.name) for option in ASKING)


def today() -> dt.date:
    """Return today's date where the registry's days are counted: in UTC."""
    return dt.datetime.now(dt.UTC).date()


def asking(
    *,
    commercial: bool | None = None,
    territory: str | None = None,
    on: dt.datetime | None = None,
    past: bool = False,
) -> Asking:
    """Return what was typed, else what is set, else: no money, usual places, today.

    `past` is for commands that only answer: a day gone by can be asked about, but to
    act on its answer would undo a withdrawal. Raises a usage error for such a day,
    `InputError` for a setting that cannot be used.
    """
    from athena_core.consent.registry import Asking
    from athena_core.library import settings

    day = on.date() if on else today()
    if day < today() and not past:
        raise click.UsageError(
            f"--on {day} has passed; what may be done is asked for today or later",
        )
    for_money = settings.value("commercial") if commercial is None else commercial
    place = territory or settings.value("territory")
    return Asking(on=day, commercial=for_money, territory=place)
