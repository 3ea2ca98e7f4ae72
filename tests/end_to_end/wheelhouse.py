"""Wheels of what is installed here, so that a test installs it elsewhere, offline."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def closure(wheel: Path) -> Iterator[Distribution]:
    """Yield what a wheel needs, and what that needs, each once."""
    with zipfile.ZipFile(wheel) as archive:
        [name] = [one for one in archive.namelist() if one.endswith("/METADATA")]
        metadata = message_from_bytes(archive.read(name))
    ahead = metadata.get_all("Requires-Dist") or []
    seen: set[str] = set()
    while ahead:
        wanted = Requirement(ahead.pop())
        name = canonicalize_name(wanted.name)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        if name not in seen:
            seen.add(name)
            found = distribution(name)
            ahead += found.requires or []
            yield found


def pack(found: Distribution, folder: Path) -> Path:
    """Write the wheel again that a distribution was installed from."""
    files = [path for path in found.files or () if _belongs(path.as_posix())]
    home = next(path.parent for path in files if path.name == "METADATA")
    tags = [
        line.removeprefix("Tag: ")
        for line in (found.read_text("WHEEL") or "").splitlines()
        if line.startswith("Tag: ")
    ]
    name = canonicalize_name(found.name).replace("-", "_")
    path = folder / f"{name}-{found.version}-{compressed(tags)}.whl"
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            archive.write(str(file.locate()), file.as_posix())
            rows.writerow((file.as_posix(), "", ""))
        rows.writerow((f"{home.as_posix()}/RECORD", "", ""))
        archive.writestr(f"{home.as_posix()}/RECORD", record.getvalue())
    return path


def _belongs(path: str) -> bool:
    """Whether a file came in the wheel; the rest was written by the installer."""
    last = path.rpartition("/")[2]
    written = last in {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
    return not (written or path.startswith("..") or path.endswith(".pyc"))


def compressed(tags: list[str]) -> str:
    """Join tags as a wheel's name does: `cp311-abi3-a.b` for two platforms."""
    columns = zip(*(tag.split("-") for tag in tags), strict=True)
    return "-".join(".".join(dict.fromkeys(column)) for column in columns)
