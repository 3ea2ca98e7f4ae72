from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PIL import Image

from athena_core import Skipped, Work

Png = Callable[..., bytes]


@pytest.fixture(autouse=True)
def home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ATHENA_HOME", str(folder))
    return folder


@pytest.fixture
def png() -> Png:
    def make(colour: str = "teal", size: tuple[int, int] = (20, 16)) -> bytes:
        stream = io.BytesIO()
        Image.new("RGB", size, colour).save(stream, "PNG")
        return stream.getvalue()

    return make


@pytest.fixture
def real_works() -> Path:
    if not (root := os.environ.get("ATHENA_TEST_DATA")):
        pytest.skip("ATHENA_TEST_DATA names no folder of real works")
    return Path(root)


Sorted = tuple[dict[str, Work], dict[str, str]]


@pytest.fixture
def sort() -> Callable[[Iterable[Work | Skipped]], Sorted]:
    """Works by id, and reasons of what was skipped by name; checks every work."""

    def apart(items: Iterable[Work | Skipped]) -> Sorted:
        works: dict[str, Work] = {}
        skipped: dict[str, str] = {}
        for item in items:
            if isinstance(item, Work):
                assert item.id not in works
                works[item.id] = item
            else:
                skipped[item.name] = item.reason
        return works, skipped

    return apart
