"""Wheels of a few lines, written as a build backend would, without running one."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

GOOD = """
from athena_core import GeneratorSpec, hookimpl

@hookimpl
def athena_generators():
    yield GeneratorSpec(
        name="{name}", summary="says it again", factory="a:B", params="a:C",
        media_types=("text/plain",),
    )
"""


def wheel(
    folder: Path,
    name: str,
    *,
    version: str = "1.0",
    requires: tuple[str, ...] = (),
    source: str | None = None,
    group: str = "athena.plugins",
    distribution: str = "",
) -> Path:
    """Write a wheel of one module into a folder, which is thereby an index for pip."""
    project = distribution or f"athena-plugin-{name}"
    module = project.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    heads = [
        "Metadata-Version: 2.1",
        f"Name: {project}",
        f"Version: {version}",
        "Summary: A plugin of the tests.",
        "License: Apache-2.0",
        "Author: Nobody Fictional",
        *(f"Requires-Dist: {one}" for one in requires),
    ]
    files = {
        f"{module}.py": GOOD.format(name=name) if source is None else source,
        f"{info}/METADATA": "\n".join(heads) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\n"
        "Root-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[{group}]\n{name} = {module}\n",
    }
    record = "".join(f"{path},{_digest(text)}\n" for path, text in files.items())
    path = folder / f"{module}-{version}-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
        archive.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    return path


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    hashed = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return f"sha256={hashed},{len(text.encode())}"
