"""The wheels hold all they need: built, unpacked in a bare folder, and run there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DISTRIBUTIONS = [".", "plugins/collections", "plugins/dcgan", "plugins/lstm"]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheels")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, str(folder), *DISTRIBUTIONS],
        cwd=ROOT,
        check=True,
    )
    return sorted(folder.iterdir())


def names(wheels: list[Path], start: str) -> dict[str, int]:
    [wheel] = [path for path in wheels if path.name.startswith(start)]
    with zipfile.ZipFile(wheel) as archive:
        return {one.filename: one.file_size for one in archive.infolist()}


def test_the_cores_wheel_carries_fonts_registry_and_types(wheels: list[Path]) -> None:
    held = names(wheels, "athena_core")
    assert "athena_core/py.typed" in held
    assert "athena_core/_shipped/plugins.toml" in held
    assert "athena_core/_shipped/artists_registry/README.md" in held
    assert [name for name in held if name.startswith("athena_core/fonts/")]
    assert not [name for name in held if name.startswith(("tests", "plugins"))]


@pytest.mark.parametrize("plugin", ["dcgan", "lstm"])
def test_a_plugins_wheel_carries_weights_of_at_most_12_mb(
    plugin: str,
    wheels: list[Path],
) -> None:
    held = names(wheels, f"athena_plugin_{plugin}")
    folder = f"athena_plugin_{plugin}/weights"
    for name in ("card.json", "ledger.json", "model.safetensors"):
        assert f"{folder}/{name}" in held
    assert 1_000_000 < held[f"{folder}/model.safetensors"] <= 12_000_000


def test_what_was_unpacked_from_wheels_makes_a_poem_and_a_picture(
    wheels: list[Path],
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "ATHENA_HOME": str(tmp_path / "home"),
    }
    where = [sys.executable, "-c", "import athena_core; print(athena_core.__file__)"]
    found = subprocess.run(
        where,
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.startswith(str(site))
    for generator in ("painter", "poet"):
        subprocess.run(
            [sys.executable, "-m", "athena_core", "create", generator, "--seed", "3"],
            env=environment,
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
    made = {path.name for path in (tmp_path / "home").rglob("p*-3.*")}
    assert {"painter-3.png", "painter-3.large.png", "poet-3.txt"} <= made
