"""What an installation may not change: this core, and what models compute with."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

KEPT = ("athena-core", "torch", "numpy")


def kept() -> list[str]:
    """Return the versions that stay, as pip's constraints: `torch==2.6.0+cpu`."""
    found = []
    for name in KEPT:
        with contextlib.suppress(PackageNotFoundError):
            found.append(f"{name}=={version(name)}")
    return found


@contextlib.contextmanager
def file(lines: Iterable[str]) -> Iterator[Path]:
    """Lend a file of constraints."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "constraints.txt")
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        yield path
