"""What the README takes from the shipped models is what they say today."""

from __future__ import annotations

import json
import platform
import runpy
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from athena_core.library import models
from athena_core.plugins import plugins
from athena_core.protocols import Model
from athena_core.provenance.record import _model as described
from tests.repo.pages import ROOT

AGAIN = "the shipped models have changed: python docs/refresh.py --pictures"


def shipped(generator: str) -> Model:
    named = plugins().generator(generator)
    model = models.shipped(named.spec.weights, named.id)
    if model is None:
        pytest.skip(f"{named.id} ships no weights yet")
    return model


@pytest.mark.skipif(
    platform.machine() not in {"x86_64", "AMD64"},
    reason="the README's poem was written on x86-64, other processors are untried",
)
def test_the_readme_says_what_the_models_say() -> None:
    shipped("painter")
    shipped("poet")
    refreshed = runpy.run_path(str(ROOT / "docs/refresh.py"))["refreshed"]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert refreshed(text) == text, AGAIN


def test_the_pictures_on_the_readme_are_by_the_shipped_painter() -> None:
    files = described(shipped("painter"))["files"]
    for path in sorted((ROOT / "docs/pictures").glob("*.png")):
        with Image.open(path) as image:
            record = json.loads(image.info["athena.provenance"])
        assert record["model"]["files"] == files, AGAIN


def test_the_changelog_and_the_distributions_agree_on_the_version() -> None:
    project = tomllib.loads(Path(ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
