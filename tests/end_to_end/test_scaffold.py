"""A plugin from `athena plugins new` installs, passes all checks, and goes again."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

LONG = pytest.mark.long
# Each is some twenty child processes; the others differ in one file.
SHORT = [("generator", "text"), ("command", "")]
REST = [
    ("dataset", ""),
    ("generator", "image"),
    ("generator", "svg"),
    ("generator", "audio"),
]
EVERY = [*SHORT, *(pytest.param(*one, marks=LONG) for one in REST)]
NAME = "kettle-7"
Python = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def python(tmp_path: Path, home: Path) -> Python:
    """Make an environment of its own that also sees what is installed here."""
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    inside = {"base": str(environment), "platbase": str(environment)}
    purelib = Path(sysconfig.get_path("purelib", "venv", vars=inside))
    parents = [path for path in sys.path if path.endswith("-packages")]
    lines = "".join(f"import site; site.addsitedir({path!r})\n" for path in parents)
    (purelib / "parents.pth").write_text(lines)
    executable = Path(sysconfig.get_path("scripts", "venv", vars=inside)) / "python"

    def run(*words: str, folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(executable), *words],
            cwd=folder,
            env={**os.environ, "ATHENA_HOME": str(home), "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    return run


def new(athena: Run, kind: str, media: str, *more: str) -> str:
    words = ("--media", media) if media else ()
    done = athena("plugins", "new", NAME, "--kind", kind, *words, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(("kind", "media"), EVERY)
def test_it_installs_passes_and_is_gone_again(
    kind: str,
    media: str,
    athena: Run,
    python: Python,
    tmp_path: Path,
) -> None:
    pytest.importorskip("hatchling")
    folder = tmp_path / new(athena, kind, media)
    quick = ("--quiet", "--no-deps", "--no-build-isolation")
    done = python("-m", "pip", "install", *quick, "-e", str(folder))
    assert done.returncode == 0, done.stderr
    listed = python("-m", "athena_core", "plugins", "list")
    assert NAME in listed.stdout
    # the author's own tests hold the kit's checks, the same as `plugins check`
    tested = python("-m", "pytest", "-p", "no:cacheprovider", folder=folder)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    used = python("-m", "athena_core", *use(kind, tmp_path))
    assert used.returncode == 0, used.stderr
    gone = python("-m", "pip", "uninstall", "-qy", f"athena-plugin-{NAME}")
    assert gone.returncode == 0, gone.stderr
    assert NAME not in python("-m", "athena_core", "plugins", "list").stdout


def use(kind: str, folder: Path) -> tuple[str, ...]:
    """Return what its README says to type."""
    if kind == "generator":
        return ("create", NAME, "--seed", "7")
    if kind == "command":
        return (NAME,)
    (folder / "letters").mkdir()
    (folder / "letters" / "may.txt").write_text("rain and two birds\n")
    right = ("--right", "own", "--because", "I wrote them")
    return ("datasets", "check", f"{NAME}:letters", *right)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give mypy one memory for all of them: the core is read once."""
    return tmp_path_factory.mktemp("mypy")


@pytest.mark.parametrize(
    ("kind", "media"),
    [("generator", "text"), pytest.param("command", "", marks=LONG), *EVERY[2:]],
)
def test_what_is_written_has_no_fault_of_style_or_type(
    kind: str,
    media: str,
    athena: Run,
    cache: Path,
    tmp_path: Path,
) -> None:
    pytest.importorskip("ruff")
    pytest.importorskip("mypy")
    folder = tmp_path / new(athena, kind, media, "--author", "Ada Example")
    for words in (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)):
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=folder,
            env={**os.environ, "MYPY_CACHE_DIR": str(cache)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
