"""What tests share: a home of their own, plugins installed for one test, a command."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from athena_core import plugins as plugin_room
from athena_core.discovery import discover
from athena_core.plugins import Plugins

HERE = Path(__file__).parent
TINY = HERE / "plugins" / "tiny"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give every test a home of its own, so that none touches the developer's."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ATHENA_HOME", str(folder))
    for name in ("NO_COLOR", "ATHENA_PLAIN", "ATHENA_NO_PLUGINS", "ATHENA_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("ATHENA_COMMERCIAL", "ATHENA_TERRITORY"):
        monkeypatch.delenv(name, raising=False)
    plugin_room.plugins.cache_clear()
    yield folder
    plugin_room.plugins.cache_clear()


Install = Callable[..., None]


def write_distribution(
    site: Path,
    name: str,
    target: str,
    *,
    distribution: str = "",
    source: str | None = None,
    group: str = "athena.plugins",
) -> None:
    """Write what pip would leave behind for a distribution of one module."""
    project = distribution or f"athena-plugin-{name}"
    metadata = site / f"{project.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n",
    )
    (metadata / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n")
    if source is not None:
        (site / f"{target.partition(':')[0]}.py").write_text(source)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder on the import path, as site-packages is."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None) or ""
        if file.startswith(str(folder)):
            del sys.modules[name]
    importlib.invalidate_caches()


@pytest.fixture
def tiny(site: Path) -> Plugins:
    """Install the tiny plugin and answer with it alone."""
    install_tiny(site)
    installed, problems = discover()
    mine = tuple(one for one in installed if one.name == "tiny")
    assert mine, problems
    return Plugins(installed=mine)


def install_tiny(site: Path) -> None:
    """Put the tiny plugin into a site folder."""
    shutil.copytree(
        TINY / "athena_plugin_tiny",
        site / "athena_plugin_tiny",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    write_distribution(site, "tiny", "athena_plugin_tiny")
    importlib.invalidate_caches()


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def athena(site: Path, home: Path, tmp_path: Path) -> Run:
    """Run the command in a real child process, with the test's site and home."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {
            **os.environ,
            "PYTHONPATH": str(site),
            "ATHENA_HOME": str(home),
            "PYTHONWARNINGS": "error",
            **environment,
        }
        return subprocess.run(
            [sys.executable, "-m", "athena_core", *arguments],
            env=variables,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture
def verses(tmp_path: Path) -> Path:
    """Write a few lines of the project's own, fictional makers included."""
    path = tmp_path / "verses.txt"
    titles = ("tide", "ember", "moss", "tide", "lantern", "gale")
    words = ("salt and stone", "a coal kept warm", "green on the wall", "far out")
    lines = [
        f"{title}: {words[number % len(words)]}, {number}"
        for number, title in enumerate(titles)
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Give the folder of real works; skip where it is not at hand."""
    folder = os.environ.get("ATHENA_TEST_DATA")
    if not folder:
        pytest.skip("ATHENA_TEST_DATA is not set: the real works are not at hand")
    return Path(folder)
