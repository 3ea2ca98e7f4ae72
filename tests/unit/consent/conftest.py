"""Keys once a session, a registry in a repository of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.consent import repositories
from tests.unit.consent.repositories import Keys, World


@pytest.fixture(scope="session")
def real_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return repositories.keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def world(tmp_path: Path, real_keys: Keys) -> World:
    return repositories.world(tmp_path / "repository", real_keys)
