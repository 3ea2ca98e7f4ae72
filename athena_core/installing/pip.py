"""pip as a child of this interpreter, and what to type where it cannot be used."""

from __future__ import annotations

import importlib.util
import os
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from athena_core.errors import InputError, NotFoundError
from athena_core.installing.constraints import kept

MARKER = "EXTERNALLY-MANAGED"
"""The file by which a system says that its Python is not for pip; see PEP 668."""


def ready(verb: str, targets: Sequence[str]) -> None:
    """Raise what stands in the way of pip here, with the line that does it instead.

    `NotFoundError` where there is no pip, with uv's line; `InputError` where a system
    manages this Python.
    """
    if not _there():
        raise NotFoundError(
            f"this Python has no pip; with uv: {uv(verb, targets)}",
        )
    if system_owned():
        raise InputError(
            "this Python belongs to the operating system, which installs its packages "
            "itself (PEP 668); make an environment for Athena: python3 -m venv "
            "~/athena, then ~/athena/bin/python -m pip install athena-core and your "
            "plugins; or, with pipx: pipx install athena-core, then "
            f"pipx inject athena-core {shlex.join(targets)}",
        )


def _there() -> bool:
    try:
        return importlib.util.find_spec("pip") is not None
    except ValueError:
        return False


def system_owned(stdlib: Path | None = None) -> bool:
    """Whether a system manages this Python, as PEP 668 marks it."""
    if sys.prefix != sys.base_prefix:
        return False
    return ((stdlib or Path(sysconfig.get_path("stdlib"))) / MARKER).is_file()


def uv(verb: str, targets: Sequence[str]) -> str:
    """Return the line that does it with uv, keeping what is to stay."""
    line = ["uv", "pip", verb, "--python", sys.executable, *targets]
    return shlex.join([*line, *(kept() if verb == "install" else ())])


def ask(*arguments: str) -> str:
    """Return what pip writes on stdout; its own errors go to stderr as they come.

    Raises `InputError` when pip does.
    """
    done = _run(arguments, stdout=subprocess.PIPE)
    return done.stdout.decode("utf-8")


def do(*arguments: str) -> None:
    """Let pip work; what it says goes to stderr. Raises `InputError` when it fails."""
    _run(arguments, stdout=sys.stderr.fileno())


def _run(
    arguments: Sequence[str], *, stdout: int
) -> subprocess.CompletedProcess[bytes]:
    sys.stderr.flush()
    done = subprocess.run(  # noqa: S603 - our own interpreter
        # -P: a file pip.py in the folder where one stands is not pip
        [sys.executable, "-P", "-m", "pip", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        env={
            **os.environ,
            # whatever a configuration says: a system's Python is not broken
            "PIP_BREAK_SYSTEM_PACKAGES": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        },
        check=False,
    )
    if done.returncode:
        stay = ", ".join(kept())
        raise InputError(
            f"pip {arguments[0]} failed with status {done.returncode}; what it says "
            f"stands above (it was told to keep {stay})",
        )
    return done
