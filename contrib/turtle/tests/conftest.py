from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from athena_plugin_turtle.params import TurtleParams
from athena_plugin_turtle.turtle import Turtle

from athena_core import Context, Piece

Make = Callable[..., list[Piece]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own."""
    monkeypatch.setenv("ATHENA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make the pieces of some seeds, small."""

    def made(*seeds: int, **values: object) -> list[Piece]:
        context = Context(seeds=seeds, scratch=tmp_path, cache=tmp_path)
        params = TurtleParams.model_validate({"size": 240, **values})
        events = Turtle().generate(params, context, None)
        return [event for event in events if isinstance(event, Piece)]

    return made
