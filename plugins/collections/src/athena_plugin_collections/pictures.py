"""One picture file on its way to be a work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import BinaryIO

from athena_core import Skipped, Work
from athena_plugin_collections.credits import OTHER, Credit
from athena_plugin_collections.looks import Looks


def picture_work(looks: Looks, name: str, file: Path, credit: Credit) -> Work | Skipped:
    """Return a picture as a work, or say why it is none."""
    look = looks.at(file)
    if look.reason:
        return Skipped(name=name, reason=look.reason)
    if credit.sha256 and credit.sha256 != look.sha256:
        return Skipped(name=name, reason=OTHER)
    return Work(
        id=name,
        title=credit.title,
        maker=credit.maker,
        year=credit.year,
        media_type=look.media_type,
        sha256=look.sha256,
        content_sha256=look.content_sha256,
        right=credit.right,
        labels=credit.labels,
        open=partial(_open, file),
    )


def _open(file: Path) -> BinaryIO:
    return file.open("rb")
