"""What a person types to install: a plugin's short name, a folder, a wheel."""

from __future__ import annotations

import os
import re
from pathlib import Path

from athena_core.errors import InputError
from athena_core.installing import directory

PREFIX = "athena-plugin-"
NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(\s*[<>=!~].*)?")


def target(text: str) -> str:
    """Return what pip takes for it.

    A name is a plugin's: `turtle` means `athena-plugin-turtle`, never a stranger's
    `turtle`. Raises `InputError` for what is neither a name nor a path that is there.
    """
    if is_path(text):
        return str(_there(text))
    if not (match := NAME.fullmatch(text)):
        raise InputError(
            f"{text!r} is no name of a plugin and no path; an address or other "
            "words for pip are typed to pip itself",
        )
    name, versions = match[1], match[2] or ""
    return f"{_distribution(name)}{versions}"


def is_path(text: str) -> bool:
    """Whether it is a folder or a wheel: it has a separator, or ends as a file does."""
    separated = any(one in text for one in ("/", os.sep))
    return separated or text in {".", ".."} or text.endswith((".whl", ".gz"))


def _there(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if not path.exists():
        raise InputError(f"{text} does not exist")
    if path.is_dir() and not (path / "pyproject.toml").is_file():
        raise InputError(f"{text} has no pyproject.toml, so it is nothing to install")
    return path


def _distribution(name: str) -> str:
    if name.startswith(PREFIX):
        return name
    for one in directory.listed():
        if name in (one.name, one.distribution):
            return one.distribution
    return f"{PREFIX}{name}"
