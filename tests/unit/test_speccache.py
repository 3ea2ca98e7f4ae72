"""Specs of an installed plugin are remembered; those of an edited one never."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from athena_core import home
from athena_core.discovery import discover
from athena_core.plugins import Plugins
from tests.conftest import write_distribution
from tests.unit.test_plugins import GOOD

COUNTED = f"""
import os
with open(os.environ["COUNT"], "a") as file:
    file.write("x")
{GOOD}
"""


@pytest.fixture
def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Count how often the plugin was imported."""
    path = tmp_path / "imports"
    path.write_text("")
    monkeypatch.setenv("COUNT", str(path))
    return path


def ids(name: str = "good") -> list[str]:
    """List as a new process would: nothing imported yet."""
    sys.modules.pop("counted_plugin", None)
    mine = tuple(one for one in discover()[0] if one.name == name)
    return [one.id for one in Plugins(installed=mine).generators]


def install(site: Path, *, record: str = "counted_plugin.py,sha256=1,9") -> Path:
    source = COUNTED.replace("{name}", "fine")
    write_distribution(site, "good", "counted_plugin", source=source)
    folder = site / "athena_plugin_good-1.0.dist-info"
    (folder / "RECORD").write_text(record)
    return folder


def test_a_second_listing_imports_nothing(site: Path, imports: Path) -> None:
    install(site)
    assert [ids(), ids(), ids()] == [["good/fine"]] * 3
    assert imports.read_text() == "x"


def test_another_record_asks_anew(site: Path, imports: Path) -> None:
    folder = install(site)
    ids()
    (folder / "RECORD").write_text("counted_plugin.py,sha256=2,9")
    ids()
    assert imports.read_text() == "xx"


def test_an_editable_install_is_asked_each_time(site: Path, imports: Path) -> None:
    folder = install(site)
    origin = {"url": "file:///somewhere", "dir_info": {"editable": True}}
    (folder / "direct_url.json").write_text(json.dumps(origin))
    assert [ids(), ids()] == [["good/fine"]] * 2
    assert imports.read_text() == "xx"


@pytest.mark.parametrize(
    "torn",
    ["", "{", '{"specs": [{"name": "x"}]}', '{"specs": [1]}', '{"specs": 3}'],
)
def test_a_torn_memory_is_asked_anew(torn: str, site: Path, imports: Path) -> None:
    install(site)
    ids()
    [path] = (home.cache() / "specs").iterdir()
    path.write_text(torn)
    assert ids() == ["good/fine"]
    assert imports.read_text() == "xx"


def test_a_plugin_with_a_problem_is_not_remembered(site: Path, imports: Path) -> None:
    folder = install(site)
    (site / "counted_plugin.py").write_text("raise RuntimeError")
    assert ids() == []
    assert not (home.cache() / "specs").exists()
    assert folder.exists()
    assert imports.read_text() == ""
