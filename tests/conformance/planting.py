"""The sample plugin with a fault planted in it, and quick children to try it with."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest

from athena_core.conformance import asking, child
from athena_core.conformance.asking import Request
from tests.conftest import write_distribution

SAMPLE = Path(__file__).parents[1] / "plugins" / "sample" / "athena_plugin_sample"

LIGHT, PARAMS, MAKER = "__init__.py", "params.py", "maker.py"
MURMUR = "sample/murmur:"
BEGIN = "        words = self.heard(model)\n        for seed in context.seeds:\n"
THREAD = (
    "__import__('threading').Thread("
    "target=__import__('time').sleep, args=(90,), daemon=True).start()\n"
)
LOOKUP = (
    "__import__('contextlib').suppress(OSError)"
    ".__enter__() or __import__('socket').getaddrinfo('localhost', 80)\n"
)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing broken, and the check that finds it."""

    name: str
    file: str
    was: str
    now: str
    check: str
    says: str
    """Words of the help that the check gives."""


def planted(
    name: str,
    check: str,
    file: str,
    was: str,
    now: str,
    says: str,
) -> Fault:
    """Return a fault; its arguments stand in the order of the table."""
    return Fault(name=name, check=check, file=file, was=was, now=now, says=says)


def plant(site: Path, fault: Fault | None) -> None:
    """Install the sample into a site folder, with a fault or without."""
    package = site / "athena_plugin_sample"
    shutil.copytree(SAMPLE, package, ignore=shutil.ignore_patterns("__pycache__"))
    write_distribution(site, "sample", "athena_plugin_sample")
    if fault is not None:
        path = package / fault.file
        text = path.read_text()
        assert text.count(fault.was) == 1, f"{fault.name}: {fault.was!r} is not unique"
        path.write_text(text.replace(fault.was, fault.now))
    importlib.invalidate_caches()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork children, where a system can."""
    if hasattr(os, "fork"):
        monkeypatch.setattr(asking, "_run", forked)


def forked(root: Path, request: Request) -> int | None:
    """Run a child as a fork of this process: the same code, a tenth of the time.

    What depends on a fresh interpreter (imports, hash seeds) is tried with real ones.
    """
    with warnings.catch_warnings():
        # threads of other tests don't matter to a child that shares nothing
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        _, status = os.waitpid(process, 0)
        return os.waitstatus_to_exitcode(status)
    try:
        talk = os.open(root / "stderr.txt", os.O_WRONLY | os.O_CREAT)
        os.dup2(talk, 1)
        os.dup2(talk, 2)
        os.environ.update(asking._environment(root, request))
        os.chdir(root / "work")
        tempfile.tempdir = None
        os.fsync = lambda fd: None  # noqa: ARG005 - what these children write need not last
        sys.dont_write_bytecode = True
        child.main(root)
    finally:
        os._exit(0)
