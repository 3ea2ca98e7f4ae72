"""What a new plugin is to be: its names, its kind, what it makes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from athena_core.discovery import discover
from athena_core.errors import InputError
from athena_core.library.shipped import shipped
from athena_core.specs import NAME

Kind = Literal["generator", "dataset", "command"]
Media = Literal["text", "image", "svg", "audio"]
KINDS: tuple[Kind, ...] = ("generator", "dataset", "command")
MEDIA: Mapping[Media, str] = {
    "text": "text/plain",
    "image": "image/png",
    "svg": "image/svg+xml",
    "audio": "audio/wav",
}
"""The words for what a generator makes, with their media types."""
PREFIX = "athena-plugin-"
LONGEST = 30
"""A longer name would not fit the lines of the files."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A plugin that is not written yet.

    Raises `InputError` when its name is not of the form of names, or is taken.
    """

    name: str
    kind: Kind = "generator"
    media: Media = "text"
    author: str = ""
    """A name for the metadata, or nothing."""

    def __post_init__(self) -> None:
        _look_at(self.name)
        if not self.author.isprintable() or set(self.author) & set('"\\'):
            raise InputError("the author's name holds a sign that no metadata can hold")

    @property
    def distribution(self) -> str:
        """What pip installs."""
        return PREFIX + self.name

    @property
    def module(self) -> str:
        """What Python imports."""
        return self.distribution.replace("-", "_")

    @property
    def words(self) -> dict[str, str]:
        """What the templates leave open."""
        return {
            "name": self.name,
            "distribution": self.distribution,
            "module": self.module,
            "media_type": MEDIA[self.media],
            "core": _range(),
            "pillow": '  "pillow>=11",\n' * (self.media == "image"),
            "authors": self._authors(),
        }

    def _authors(self) -> str:
        return f'authors = [{{ name = "{self.author}" }}]\n' if self.author else ""


def _look_at(name: str) -> None:
    bare = name.lower().replace("_", "-").removeprefix(PREFIX)
    if not NAME.fullmatch(name):
        near = f"; {bare!r} would do" if NAME.fullmatch(bare) else ""
        raise InputError(
            f"a plugin is named with small letters, digits and single hyphens, and "
            f"begins with a letter, so {name!r} can't be its name{near}",
        )
    if bare != name:
        raise InputError(f"leave {PREFIX!r} out of the name: {bare!r} is enough")
    if len(name) > LONGEST:
        raise InputError(f"{name!r} is longer than {LONGEST} signs; find a shorter one")
    for taken in _taken():
        # athena_plugin_dice_waltz is one module, whatever stands between the words
        if re.sub("-", "", taken) == re.sub("-", "", name):
            raise InputError(
                f"there is a plugin {taken!r} already (see `athena plugins list` and "
                "`athena plugins search`); find another name",
            )


def _taken() -> list[str]:
    installed, problems = discover()
    listed = tomllib.loads(shipped("plugins.toml").read_text(encoding="utf-8"))
    return [
        *(one.name for one in installed),
        *(one.plugin for one in problems),
        *(one["name"] for one in listed.get("plugins", ())),
    ]


def _range() -> str:
    """Return the versions of the core it asks for: this minor release and no other."""
    major, minor = version("athena-core").split(".")[:2]
    return f">={major}.{minor},<{major}.{int(minor) + 1}"
