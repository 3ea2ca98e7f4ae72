"""All state lies in one folder that the user can name."""

from __future__ import annotations

from pathlib import Path

import pytest

from athena_core import home


def test_the_variable_names_the_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATHENA_HOME", str(tmp_path / "mine"))
    assert home.home() == tmp_path / "mine"
    assert home.models() == tmp_path / "mine" / "models"
    assert not home.home().exists()


def test_without_it_the_platforms_own_place_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ATHENA_HOME")
    assert home.home().name == "athena"


def test_a_tilde_is_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATHENA_HOME", "~/art")
    assert home.home() == Path.home() / "art"
