"""The parent's side of a check: a child in folders of its own, and a time cap."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import site
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from athena_core.library import home

SECONDS = 300.0
"""A check that takes longer is stopped: generous, for a busy machine is no fault."""
LAST_WORDS = 600
FOLDERS = ("home", "work", "temporary", "athena")


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What a child is asked; goes to it as JSON."""

    plugin: str
    kind: str
    word: str
    name: str = ""
    """Of the generator or dataset."""
    values: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = SECONDS
    hash_seed: int = 1

    def again(self) -> Request:
        """Return the same request for a process that hashes otherwise."""
        return replace(self, hash_seed=self.hash_seed + 1)


def answer(request: Request) -> dict[str, Any]:
    """Ask in a child process: `{"fact": ...}`, `{"failed": ...}`, `{"not asked": ...}`.

    The child and all it started are gone when this returns.
    """
    with tempfile.TemporaryDirectory(
        prefix="athena-check-", ignore_cleanup_errors=True
    ) as name:
        root = Path(name).resolve()
        for folder in FOLDERS:
            (root / folder).mkdir()
        _lend_weights(root)
        asked = json.dumps(asdict(request), default=str)
        (root / "request.json").write_text(asked, encoding="utf-8")
        status = _run(root, request)
        return _read(root, request, status)


def _lend_weights(root: Path) -> None:
    """Let the child see what `athena models fetch` brought; it may only read there."""
    if (fetched := home.home() / "fetched").is_dir():
        with contextlib.suppress(OSError):
            (root / "athena" / "fetched").symlink_to(fetched)


def _run(root: Path, request: Request) -> int | None:
    """Run the child to its end; None when it was stopped for taking too long."""
    with (root / "stderr.txt").open("wb") as talk:
        child = subprocess.Popen(  # noqa: S603 - our own module, in this interpreter
            [sys.executable, "-m", "athena_core.conformance.child", str(root)],
            env=_environment(root, request),
            cwd=root / "work",
            stdin=subprocess.DEVNULL,
            stdout=talk,
            stderr=talk,
            start_new_session=True,
        )
        try:
            return child.wait(request.seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _stop(child)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Stop the child and whatever it left running."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()


def _environment(root: Path, request: Request) -> dict[str, str]:
    """Return the child's variables: what it finds is here, where it writes is not."""
    home, temporary = str(root / "home"), str(root / "temporary")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    path = [os.path.abspath(entry or ".") for entry in sys.path]  # noqa: PTH100 - strings
    return {
        "OMP_NUM_THREADS": "1",
        **kept,
        "ATHENA_HOME": str(root / "athena"),
        # PyTorch makes this folder whether or not it compiles anything
        "TORCHINDUCTOR_CACHE_DIR": str(root / "athena" / "cache" / "torch"),
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": temporary,
        "TEMP": temporary,
        "TMP": temporary,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": str(request.hash_seed),
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONSAFEPATH": "1",
        "PYTHONUSERBASE": str(site.getuserbase()),
        "PYTHONWARNINGS": "default",
    }


def _read(root: Path, request: Request, status: int | None) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        answered: dict[str, Any] = json.loads((root / "answer.json").read_bytes())
        return answered
    if status is None:
        return {
            "failed": f"gave no answer within {request.seconds:g} seconds and was "
            "stopped; find what it waits for or does without end: network, input, a "
            "lock, or a setting that is too large to try (Field(..., examples=[small]))"
        }
    words = (root / "stderr.txt").read_text("utf-8", "replace")[-LAST_WORDS:].strip()
    return {
        "failed": f"its process ended with status {status} before the check was done; "
        "a plugin must neither leave the interpreter nor crash it. Its last words: "
        f"{words or '(none)'}"
    }
