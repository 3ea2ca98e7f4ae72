"""The wheels hold all they need: built, unpacked in a bare folder, and run there."""

from __future__ import annotations

import json
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


@pytest.fixture(scope="module")
def unpacked(wheels: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack all wheels into one bare folder, as an installer does."""
    site = tmp_path_factory.mktemp("unpacked") / "site"
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    return site


def python(site: Path, folder: Path, *arguments: str) -> str:
    """Run Python away from the checkout, with the unpacked wheels before all else."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env={
            **os.environ,
            "PYTHONPATH": str(site),
            "ATHENA_HOME": str(folder / "home"),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_what_was_unpacked_from_wheels_makes_a_poem_and_a_picture(
    unpacked: Path,
    tmp_path: Path,
) -> None:
    where = "import athena_core; print(athena_core.__file__)"
    assert python(unpacked, tmp_path, "-c", where).startswith(str(unpacked))
    for generator in ("painter", "poet"):
        words = ("create", generator, "--seed", "3")
        python(unpacked, tmp_path, "-m", "athena_core", *words)
    made = {path.name for path in (tmp_path / "home").rglob("p*-3.*")}
    assert {"painter-3.png", "painter-3.large.png", "poet-3.txt"} <= made


READ = """
import json
from athena_core.consent.proof import stewards
from athena_core.consent.registry import registry
from athena_core.library.shipped import PLACES, shipped
places = {name: str(shipped(name)) for name in PLACES}
named = len(stewards.read(shipped("artists_registry")).steward)
print(json.dumps([places, sorted(registry().entries), named]))
"""


def test_the_registry_is_read_from_the_wheel_as_it_is_in_the_checkout(
    unpacked: Path,
    tmp_path: Path,
) -> None:
    places, *read = json.loads(python(unpacked, tmp_path, "-c", READ))
    assert all(path.startswith(str(unpacked)) for path in places.values())
    beside, *expected = json.loads(python(ROOT, tmp_path, "-c", READ))
    assert all(path.startswith(str(ROOT)) for path in beside.values())
    assert read == expected


def test_the_wheel_holds_every_file_of_the_registry(unpacked: Path) -> None:
    shipped = unpacked / "athena_core" / "_shipped" / "artists_registry"
    ours = ROOT / "artists_registry"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "artists_registry"],  # noqa: S607 - whichever git
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if tracked.returncode:
        pytest.skip("not a git checkout")
    for name in filter(None, tracked.stdout.decode().split("\0")):
        path = Path(name).relative_to("artists_registry")
        assert (shipped / path).read_bytes() == (ours / path).read_bytes(), name
