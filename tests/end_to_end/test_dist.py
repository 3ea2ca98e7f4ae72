"""`make dist` gives an index from which a plugin brings the core, and works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.end_to_end.wheelhouse import closure, pack

ROOT = Path(__file__).parents[2]
FIRST_PARTY = (".", "plugins/collections", "plugins/dcgan", "plugins/lstm")
XYZ = "athena-plugin-xyz"
CLEAN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))
}


def done(*words: str, folder: Path, **more: str) -> str:
    """Run a program in a folder and return what it wrote; it must go well."""
    ended = subprocess.run(
        words,
        cwd=folder,
        env={**CLEAN, "ATHENA_HOME": str(folder / "home"), **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, (words, ended.stdout, ended.stderr)
    return ended.stdout


def make(folder: Path, *folders: str) -> Path:
    """Run the real `make dist` with this interpreter, which has hatchling."""
    pytest.importorskip("hatchling")
    if shutil.which("make") is None:
        pytest.skip("there is no make here")
    ready = folder / "ready"
    ready.mkdir()
    for name in ("python", "installed", "developing"):
        (ready / name).touch()
    dist = folder / "dist"
    program = Path(sys.executable).parent
    settings = (f"VENV={ready}", f"BIN={program}", f"DIST={dist}")
    done("make", "dist", *settings, f"FOLDERS={' '.join(folders)}", folder=ROOT)
    return dist


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """Make an environment with nothing in it, and answer with its programs' folder."""
    environment = tmp_path / "clean"
    venv.create(environment, with_pip=False)
    inside = {"base": str(environment), "platbase": str(environment)}
    return Path(sysconfig.get_path("scripts", "venv", vars=inside))


def test_from_the_index_alone_a_plugin_brings_the_core_and_works(
    athena: Run,
    clean: Path,
    tmp_path: Path,
) -> None:
    written = athena("plugins", "new", "xyz")
    assert written.returncode == 0, written.stderr
    index = make(tmp_path, *FIRST_PARTY, str(tmp_path / XYZ))
    built = sorted(path.name for path in index.iterdir())
    assert len(built) == 2 * (len(FIRST_PARTY) + 1), "a wheel and an sdist of each"
    [core] = index.glob("athena_core-*.whl")
    for found in closure(core):
        pack(found, index)

    program = str(clean / "athena")
    pip = (sys.executable, "-m", "pip", "--isolated", "--python", str(clean / "python"))
    alone = ("--quiet", "--no-index", "--find-links", str(index))
    done(*pip, "install", *alone, XYZ, folder=tmp_path)
    assert XYZ in done(program, "plugins", "list", folder=tmp_path)
    where = "import athena_core, sys; print(athena_core.__file__)"
    place = done(str(clean / "python"), "-c", where, folder=tmp_path).strip()
    assert Path(place).is_relative_to(clean.parent)
    listed = done(*pip, "list", "--format", "freeze", folder=tmp_path)
    assert "torch" not in listed
    checked = done(program, "plugins", "check", "xyz", folder=tmp_path)
    assert "passed" in checked
    made = done(program, "create", "xyz", "--seed", "7", folder=tmp_path)
    assert made.strip()
    assert list((tmp_path / "home").rglob("xyz-7.*"))
    # the wheel holds the templates, too
    done(program, "plugins", "new", "another", folder=tmp_path)
    done(*pip, "uninstall", "-qy", XYZ, folder=tmp_path)
    assert XYZ not in done(program, "plugins", "list", folder=tmp_path)


def test_the_cores_sdist_holds_what_its_wheel_is_made_of(tmp_path: Path) -> None:
    [sdist] = make(tmp_path, ".").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    [source] = (tmp_path / "unpacked").iterdir()
    hatchling = (sys.executable, "-m", "hatchling", "build", "-t", "wheel")
    done(*hatchling, "-d", str(tmp_path / "again"), folder=source)
    [again] = (tmp_path / "again").iterdir()
    [first] = (tmp_path / "dist").glob("*.whl")
    assert again.read_bytes() == first.read_bytes()
