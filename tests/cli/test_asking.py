"""What works are wanted for: typed, else set, else no money and the usual places."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click
import pytest
from click.testing import CliRunner

from athena_core.cli.asking import ASKING, asking, today
from athena_core.errors import InputError

TODAY = today()


def asked(*arguments: str, past: bool = False) -> Any:
    """Return what a command with these options asks, or how it fails."""
    found: list[Any] = []

    def callback(**values: Any) -> None:
        found.append(asking(**values, past=past))

    command = click.Command("x", callback=callback, params=[*ASKING])
    done = CliRunner().invoke(command, list(arguments), standalone_mode=True)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return found[0] if found else done.output


def test_nothing_typed_asks_for_today_no_money_and_the_usual_places() -> None:
    found = asked()
    assert (found.on, found.commercial, found.territory) == (TODAY, False, "usual")


def test_what_is_set_counts_and_what_is_typed_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATHENA_COMMERCIAL", "true")
    monkeypatch.setenv("ATHENA_TERRITORY", "ee")
    assert (asked().commercial, asked().territory) == (True, "EE")
    typed = asked("--non-commercial", "--territory", "usual")
    assert (typed.commercial, typed.territory) == (False, "usual")


def test_a_day_that_is_none_is_told_how_to_write_one() -> None:
    assert "'tomorrow' is no day; write it as 2026-12-01." in asked("--on", "tomorrow")
    assert asked("--on", "9999-12-31").on == dt.date(9999, 12, 31)


def test_a_setting_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATHENA_TERRITORY", "everywhere")
    with pytest.raises(InputError, match="ATHENA_TERRITORY"):
        asked()


@pytest.mark.parametrize("place", ["Estonia", "ß", "E", "e1", ""])
def test_what_is_no_country_is_wrong_usage(place: str) -> None:
    assert "country of two letters" in asked("--territory", place)


def test_a_past_day_is_for_questions_only() -> None:
    past = TODAY - dt.timedelta(days=1)
    assert "has passed" in asked("--on", str(past))
    assert asked("--on", str(past), past=True).on == past
    assert asked("--on", str(TODAY)).on == TODAY


def test_a_day_that_is_none_is_wrong_usage() -> None:
    assert "Invalid value for '--on'" in asked("--on", "tomorrow")
