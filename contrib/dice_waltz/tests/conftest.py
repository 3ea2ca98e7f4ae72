from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from athena_plugin_dice_waltz.dice_waltz import DiceWaltz
from athena_plugin_dice_waltz.params import DiceWaltzParams

from athena_core import Context, Piece

Make = Callable[..., list[Piece]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own."""
    monkeypatch.setenv("ATHENA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make the minuets of some seeds, quick ones."""

    def made(*seeds: int, **values: object) -> list[Piece]:
        context = Context(seeds=seeds, scratch=tmp_path, cache=tmp_path)
        params = DiceWaltzParams.model_validate({"tempo": 220, "room": 0, **values})
        events = DiceWaltz().generate(params, context, None)
        return [event for event in events if isinstance(event, Piece)]

    return made
