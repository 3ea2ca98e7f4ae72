"""What a plugin says about itself before anything heavy is imported: strings only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TARGET = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")
FOLDER = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[\w./-]+")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
SHA256 = re.compile(r"[0-9a-f]{64}")
WEIGHTS_FILE = re.compile(r"[A-Za-z0-9][\w.-]*\.(safetensors|json)")
ADDRESS = re.compile(r"https://[^\s/@]+/\S+")
DEVICE = re.compile(r"[a-z]+")
CAPABILITIES = frozenset(
    {"generate", "train", "interpolate", "transform", "encode"},
)


def _check(what: str, value: str, pattern: re.Pattern[str], *, like: str) -> None:
    if not pattern.fullmatch(value):
        message = f"{what} {value!r} is not written like {like!r}"
        raise ValueError(message)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """One file of a model that lies elsewhere; only `athena models fetch` asks for it.

    Raises `ValueError` when a field is not of the form its comment shows.
    """

    file: str
    """Its name in the model's folder: `model.safetensors`, `card.json`."""
    address: str
    """Where it lies, `https://host/path`."""
    size: int
    """How many bytes it has."""
    sha256: str
    """Hash of those bytes, so that whoever serves them can change none."""

    def __post_init__(self) -> None:
        _check("weights file", self.file, WEIGHTS_FILE, like="model.safetensors")
        _check("weights address", self.address, ADDRESS, like="https://host/path")
        _check("weights sha256", self.sha256, SHA256, like="64 letters of 0-9a-f")
        if not isinstance(self.size, int) or self.size < 1:
            message = f"weights size {self.size!r} is no number of bytes"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneratorSpec:
    """A generator, named but not imported.

    Raises `ValueError` when a field is not of the form its comment shows, so that a
    slip of the pen is found when the plugin is listed and not when it is run.
    """

    name: str
    """Short name in the plugin, such as `painter`; the id is `plugin/name`."""
    summary: str
    """One line for lists."""
    factory: str
    """`package.module:Class`, called without arguments when the generator runs."""
    params: str
    """`package.module:Class` of the `Params` for making; its module is light."""
    train_params: str = ""
    """`package.module:Class` of the `Params` for training, if it trains."""
    media_types: tuple[str, ...] = ()
    """What it makes, most usual first: `image/png`, `text/plain`."""
    capabilities: frozenset[str] = frozenset({"generate"})
    """Words for the protocols its class keeps; see `CAPABILITIES`."""
    learns_from: tuple[str, ...] = ()
    """Media types of works it can train on; `image/*` stands for all pictures."""
    inputs: tuple[str, ...] = ()
    """Media types of works it takes at make time, for `transform` and `encode`."""
    weights: str = ""
    """`package:folder` of the model that ships inside the plugin, if one does."""
    fetch: tuple[Weights, ...] = ()
    """Files of its model that lie elsewhere, instead of `weights`; `ledger.json` among
    them says whose works it learned from, and without it the origin is unknown."""
    devices: tuple[str, ...] = ()
    """Kinds of device of which it needs one, such as `cuda`; none: any will do."""

    def __post_init__(self) -> None:
        _check("generator name", self.name, NAME, like="painter")
        _check("factory", self.factory, TARGET, like="package.module:Class")
        _check("params", self.params, TARGET, like="package.module:Class")
        if self.train_params:
            _check("train_params", self.train_params, TARGET, like="package.module:Cls")
        if self.weights:
            _check("weights", self.weights, FOLDER, like="package:folder")
        for media_type in self.media_types:
            _check("media type", media_type, MEDIA_TYPE, like="image/png")
        for device in self.devices:
            _check("device", device, DEVICE, like="cuda")
        _check_fetch(self.fetch, self.weights)
        if unknown := self.capabilities - CAPABILITIES:
            message = f"unknown capabilities: {', '.join(sorted(unknown))}"
            raise ValueError(message)
        if "train" in self.capabilities and not self.train_params:
            message = f"generator {self.name!r} trains, so it needs train_params"
            raise ValueError(message)


def _check_fetch(fetch: tuple[Weights, ...], weights: str) -> None:
    names = [one.file for one in fetch]
    if len(set(names)) < len(names):
        message = "two files of fetch have one name"
        raise ValueError(message)
    if fetch and weights:
        message = "a model ships inside (weights) or lies elsewhere (fetch), not both"
        raise ValueError(message)


@dataclass(frozen=True, kw_only=True, slots=True)
class DatasetSpec:
    """A way to find works, named but not imported."""

    name: str
    """Short name in the plugin, such as `folder`."""
    summary: str
    """One line for lists."""
    factory: str
    """`package.module:Class`, called with the `Params` named below."""
    params: str
    """`package.module:Class` of its `Params`: `source`, `right`, `because`, ..."""
    media_types: tuple[str, ...] = field(default=())
    """Media types of the works it can hold."""

    def __post_init__(self) -> None:
        _check("dataset name", self.name, NAME, like="folder")
        _check("factory", self.factory, TARGET, like="package.module:Class")
        _check("params", self.params, TARGET, like="package.module:Class")
