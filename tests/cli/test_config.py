"""`athena config` as a person types it, in a real child process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


def test_the_list_says_value_origin_and_meaning(athena: Run, home: Path) -> None:
    assert athena("config", "set", "territory", "ee").returncode == 0
    done = athena("config", ATHENA_COMMERCIAL="yes")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[:3] for row in rows][:2] == [
        ["commercial", "true", "ATHENA_COMMERCIAL"],
        ["territory", "EE", "settings.toml"],
    ]
    assert all(row[3].endswith(".") for row in rows)
    assert str(home / "settings.toml") in done.stderr


def test_the_list_comes_as_json(athena: Run) -> None:
    rows = json.loads(athena("config", "--json").stdout)
    assert [(row["name"], row["value"], row["from"]) for row in rows][:2] == [
        ("commercial", False, "default"),
        ("territory", "usual", "default"),
    ]
    assert rows[0]["variable"] == "ATHENA_COMMERCIAL"
    assert "for money" in rows[0]["meaning"]


def test_set_get_and_unset(athena: Run, home: Path) -> None:
    done = athena("config", "set", "commercial", "on")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"commercial is true now, kept in {home / 'settings.toml'}" in done.stderr
    assert athena("config", "get", "commercial").stdout == "true\n"
    assert "taken out" in athena("config", "unset", "commercial").stderr
    assert "was not set" in athena("config", "unset", "commercial").stderr
    assert athena("config", "get", "commercial").stdout == "false\n"


def test_what_wins_over_the_file_is_said_when_it_is_set(athena: Run) -> None:
    done = athena("config", "set", "territory", "FI", ATHENA_TERRITORY="SE")
    assert "ATHENA_TERRITORY is set in this terminal and wins" in done.stderr
    assert athena("config", "get", "territory", ATHENA_TERRITORY="SE").stdout == "SE\n"


def test_a_place_that_nobody_looked_up_is_said_to_refuse(athena: Run) -> None:
    done = athena("config", "set", "territory", "ZZ")
    assert done.returncode == 0
    assert "how long copyright lasts in ZZ is not known here" in done.stderr
    assert "not known" not in athena("config", "set", "territory", "US").stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("set", "territory", "Estonia"), "territory cannot be 'Estonia'; it must be"),
        (("set", "teritory", "EE"), "did you mean 'territory'?"),
        (("get", "colour"), "there are commercial, territory"),
        (("unset", "colour"), "there are commercial, territory"),
    ],
)
def test_a_mistake_is_one_sentence(
    words: tuple[str, ...],
    sentence: str,
    athena: Run,
) -> None:
    done = athena("config", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_broken_file_is_named_and_what_is_in_it_steers_nothing(
    athena: Run,
    home: Path,
) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('"\\u001b[31mred" = 1\n')
    done = athena("config")
    assert done.returncode == 1
    assert f"{home / 'settings.toml'}: there is no setting" in done.stderr
    assert "\x1b" not in done.stderr


def test_the_doctor_names_a_setting_that_cannot_be_used(athena: Run) -> None:
    done = athena("doctor", ATHENA_TERRITORY="Estonia")
    assert done.returncode == 1
    assert "problem: ATHENA_TERRITORY is 'Estonia'; it must be" in done.stdout
