"""Installing, freezing and uninstalling, with real pip in an environment to throw away.

The index is a folder of wheels; nothing is asked of a network.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from athena_core.installing import pip
from tests.wheels import wheel

Done = subprocess.CompletedProcess[str]
Type = Callable[..., Done]
NO_PIP = """
from importlib.machinery import PathFinder
found = PathFinder.find_spec
PathFinder.find_spec = lambda name, path=None, target=None: (
    None if name == "pip" else found(name, path, target)
)
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that sees what is installed here, and is nobody's."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    found = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    paths = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    here = sysconfig.get_path("purelib")
    (packages / "here.pth").write_text(f"import site; site.addsitedir({here!r})\n")
    return found


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    return folder


@pytest.fixture
def athena(python: Path, index: Path, home: Path, tmp_path: Path) -> Type:
    """Run `athena` of that environment; pip knows the folder of wheels alone."""

    def run(*arguments: str, answer: str = "", **environment: str) -> Done:
        variables = {
            **os.environ,
            "ATHENA_HOME": str(home),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(index),
            **environment,
        }
        return subprocess.run(
            [python, "-m", "athena_core", *arguments],
            env=variables,
            cwd=tmp_path,
            input=answer,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


def states(athena: Type) -> dict[str, str]:
    rows = [line.split("\t") for line in athena("plugins", "list").stdout.splitlines()]
    return {row[0]: row[3] for row in rows}


def test_a_plugin_comes_is_frozen_goes_and_is_restored(
    athena: Type,
    index: Path,
    tmp_path: Path,
) -> None:
    wheel(index, "echo", requires=("athena-core>=0.1",))
    refused = athena("plugins", "install", "echo", answer="n\n")
    assert refused.returncode == 130
    assert "A plugin may do what you may do. Install?" in refused.stderr
    assert "echo" not in states(athena)

    done = athena("plugins", "install", "echo", "--yes")
    assert done.returncode == 0, done.stderr
    row, *info = done.stdout.splitlines()
    shown = ["athena-plugin-echo", "1.0", "new", "Apache-2.0", "Nobody Fictional"]
    assert row.split("\t")[:5] == shown
    assert "  state: ready" in info
    assert "  generator echo/echo: says it again" in info
    assert "athena plugins check echo" in done.stderr
    assert states(athena)["echo"] == "ready"

    assert athena("plugins", "freeze", "--out", "all.txt").returncode == 0
    frozen = (tmp_path / "all.txt").read_text("utf-8")
    assert "athena-plugin-echo==1.0" in frozen.splitlines()
    kept = [line for line in frozen.splitlines() if "echo" in line or line[0] == "#"]
    (tmp_path / "plugins.txt").write_text("\n".join(kept) + "\n")

    assert athena("plugins", "uninstall", "echo", answer="n\n").returncode == 130
    gone = athena("plugins", "uninstall", "echo", "--yes")
    assert gone.returncode == 0, gone.stderr
    assert "echo" not in states(athena)

    back = athena("plugins", "install", "-r", "plugins.txt", "--yes")
    assert back.returncode == 0, back.stderr
    assert states(athena)["echo"] == "ready"


def test_a_broken_plugin_can_be_uninstalled(athena: Type, index: Path) -> None:
    path = wheel(index, "crash", source="raise SystemExit('no')")
    done = athena("plugins", "install", str(path), "--yes")
    assert done.returncode == 0, done.stderr
    assert "  state: broken" in done.stdout
    assert states(athena)["crash"] == "broken"
    frozen = athena("plugins", "freeze").stdout
    assert f"athena-plugin-crash @ {path.as_uri()}" in frozen
    assert athena("plugins", "uninstall", "crash", "--yes").returncode == 0
    assert "crash" not in states(athena)


@pytest.mark.parametrize("needed", ["athena-core>=99", "numpy<1"])
def test_what_is_to_stay_is_not_changed(
    needed: str,
    athena: Type,
    index: Path,
) -> None:
    pytest.importorskip(needed.partition(">")[0].partition("<")[0].replace("-", "_"))
    wheel(index, "greedy", requires=(needed,))
    wheel(index, "numpy", version="0.9", distribution="numpy")
    done = athena("plugins", "install", "greedy", "--yes")
    assert done.returncode == 1
    assert "it was told to keep athena-core==" in done.stderr
    assert "Traceback" not in done.stderr
    assert "greedy" not in states(athena)


def test_what_comes_along_is_shown_and_nothing_is_installed_by_a_dry_run(
    athena: Type,
    index: Path,
) -> None:
    wheel(index, "pair", requires=("athena-plugin-half",))
    wheel(index, "half", version="2.0")
    done = athena("plugins", "install", "pair", "--dry-run")
    assert done.returncode == 0, done.stderr
    names = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert sorted(names) == ["athena-plugin-half", "athena-plugin-pair"]
    assert "pair" not in states(athena)


def test_a_name_that_nothing_bears_gets_a_hint(athena: Type) -> None:
    done = athena("plugins", "install", "nothing-of-that-name", "--yes")
    assert done.returncode == 1
    assert "athena plugins search" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_pip_the_line_of_uv_is_told(athena: Type, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_PIP)
    words = {"PYTHONPATH": str(tmp_path)}
    done = athena("plugins", "install", "echo", **words)
    assert done.returncode == 1
    assert "uv pip install --python " in done.stderr
    assert " athena-plugin-echo athena-core==" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "name a plugin"),
        (("git+https://example.org/x",), "does not exist"),
        (("--", "--target=/tmp"), "does not exist"),
        (("--", "-U"), "is no name of a plugin"),
        (("./nowhere",), "does not exist"),
        (("-e", "echo"), "is no folder"),
        (("x @ https://example.org/x.whl",), "does not exist"),
    ],
)
def test_words_for_pip_itself_are_not_passed_on(
    words: tuple[str, ...],
    told: str,
    athena: Type,
) -> None:
    done = athena("plugins", "install", *words)
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_core_and_strangers_are_not_uninstalled(athena: Type) -> None:
    for name in ("athena-core", "click"):
        done = athena("plugins", "uninstall", name, "--yes")
        assert done.returncode == 1
        assert f"no plugin {name!r} is installed" in done.stderr


def test_a_python_of_the_system_is_left_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / pip.MARKER).write_text("[externally-managed]\n")
    assert not pip.system_owned(tmp_path), "an environment of one's own is free"
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert pip.system_owned(tmp_path)
    monkeypatch.setattr(pip, "system_owned", lambda: True)
    with pytest.raises(Exception, match="python3 -m venv ~/athena"):
        pip.ready("install", ["athena-plugin-echo"])
