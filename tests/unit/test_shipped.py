"""What ships with Athena is found in a checkout and in an installed package."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from athena_core.errors import InputError, NotFoundError
from athena_core.library import shipped as room
from athena_core.library.shipped import PLACES, shipped

ROOT = Path(__file__).parents[2]


def installed(folder: Path) -> Path:
    """Lay a package out as a wheel does, without the code."""
    package = folder / "athena_core"
    (package / "_shipped" / "artists_registry").mkdir(parents=True)
    (package / "_shipped" / "plugins.toml").touch()
    return package


def test_a_checkout_answers_with_what_lies_beside_the_package() -> None:
    assert shipped("artists_registry") == ROOT / "artists_registry"
    assert shipped("plugins.toml") == ROOT / "contrib" / "plugins.toml"


@pytest.mark.parametrize("name", PLACES)
def test_an_installed_package_answers_with_its_own(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = installed(tmp_path)
    # somebody else's folder of that name, beside the package in site-packages
    (tmp_path / "artists_registry").mkdir()
    monkeypatch.setattr(room, "PACKAGE", package)
    assert shipped(name) == package / "_shipped" / name
    assert shipped(name).exists()


def test_a_damaged_installation_says_what_is_gone_and_the_cure(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = installed(tmp_path)
    (package / "_shipped" / "plugins.toml").unlink()
    monkeypatch.setattr(room, "PACKAGE", package)
    with pytest.raises(InputError, match=r"plugins\.toml is missing.*--force-reinst"):
        shipped("plugins.toml")


def test_an_unknown_name_is_answered_with_the_known() -> None:
    with pytest.raises(NotFoundError, match=r"'fonts'; there is artists_registry"):
        shipped("fonts")


def test_the_wheel_is_told_to_carry_each_of_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    carried = {
        path.as_posix(): f"athena_core/_shipped/{name}" for name, path in PLACES.items()
    }
    assert wheel["force-include"] == carried
