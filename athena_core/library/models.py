"""The models library: checkpoints with the card and ledger that belong to them.

`models/NAME/00001000/` is one whole model: the plugin's safetensors and JSON files,
`card.json` (what it is) and `ledger.json` (whose works it learned from). A checkpoint
is put together beside its place and moved there in one rename, so a kill at any moment
leaves whole checkpoints only.
"""

from __future__ import annotations

import difflib
import importlib.util
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from athena_core.errors import InputError, NotFoundError
from athena_core.files import read_json, write_json
from athena_core.formats import newer
from athena_core.library import home
from athena_core.library import ledger as ledgers
from athena_core.protocols import Model

CARD = "card.json"
LEDGER = "ledger.json"
TRAINING = "training"
"""Files whose name begins so serve only to resume; an export leaves them out."""
SCHEMA = "athena.card/1"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STEP = re.compile(r"\d{8}")
KEEP = 2


def check_name(name: str) -> str:
    """Return the name if it can be one; raises `InputError` otherwise."""
    if not NAME.fullmatch(name) or len(name) > 80:  # noqa: PLR2004 - file systems
        raise InputError(
            f"{name!r} cannot name a model; use lower-case letters, digits and single "
            "hyphens, such as 'my-garden'",
        )
    return name


def slug(text: str) -> str:
    """Turn any text into a name that `check_name` accepts."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:60].strip("-") or "model"


def read(folder: Path, name: str) -> Model:
    """Read the model that lies whole in a folder; no ledger means origin unknown.

    A ledger that names no work and no piece says nothing, and counts as none.

    Raises `InputError` naming the file that is missing, broken or a newer Athena's.
    """
    path = folder / LEDGER
    ledger = _known(path, ledgers.SCHEMA) if path.exists() else {}
    told = any(ledgers.works(ledger)) or any(ledgers.pieces(ledger))
    return Model(
        name=name,
        folder=folder,
        card=_known(folder / CARD, SCHEMA),
        ledger=ledger if told else {},
    )


def _known(path: Path, schema: str) -> dict[str, Any]:
    """Read a file of a format that this Athena knows; a plugin's card may have none."""
    value = read_json(path)
    if sentence := newer(value.get("schema"), schema):
        raise InputError(f"{path} {sentence}")
    return value


def shipped(weights: str, name: str) -> Model | None:
    """Read the model inside a plugin's package, `package:folder`, importing nothing.

    Answers None when the package or folder is not there, or `weights` is empty.
    """
    if not weights:
        return None
    package, _, folder = weights.partition(":")
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    for root in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(root) / folder / CARD).is_file():
            return read(Path(root) / folder, name)
    return None


def checkpoints(name: str) -> list[Path]:
    """Return the checkpoint folders of a model, oldest first."""
    folder = home.models() / check_name(name)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if STEP.fullmatch(path.name))


def names() -> list[str]:
    """Return the names of all models that have a checkpoint."""
    root = home.models()
    if not root.is_dir():
        return []
    found = (path.name for path in root.iterdir() if NAME.fullmatch(path.name))
    return sorted(name for name in found if checkpoints(name))


def find(name: str) -> Model:
    """Return the newest checkpoint of a model.

    Raises `NotFoundError` with the nearest name when there is none.
    """
    if NAME.fullmatch(name) and (found := checkpoints(name)):
        return read(found[-1], name)
    near = difflib.get_close_matches(name, names(), n=1)
    hint = f"; did you mean {near[0]!r}?" if near else "; see `athena models list`"
    raise NotFoundError(f"there is no model {name!r}{hint}")


def listing() -> Iterator[Model | InputError]:
    """Yield every model, or what is wrong with it."""
    for name in names():
        try:
            yield find(name)
        except InputError as error:
            yield error


def fresh_name(base: str) -> str:
    """Return the base if no model has it, else base-2, base-3, ...

    What was stopped before its first checkpoint is no model and keeps no name.
    """
    name, number = check_name(base), 1
    while checkpoints(name):
        number += 1
        name = f"{base}-{number}"
    return name


def keep(
    name: str,
    folder: Path,
    step: int,
    card: Mapping[str, Any],
    ledger: Mapping[str, Any],
) -> Model:
    """Move a plugin's checkpoint folder into the library, whole, and prune old ones.

    The plugin's own `card.json` is completed by `card`, never the other way round.
    """
    place = home.models() / check_name(name) / f"{step:08d}"
    own = read_json(folder / CARD) if (folder / CARD).exists() else {}
    incoming = place.with_name(f".incoming-{os.getpid()}-{step}")
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, incoming)
    write_json(incoming / LEDGER, ledger)
    write_json(incoming / CARD, {**own, **card, "schema": SCHEMA, "step": step})
    _flush(incoming)
    if place.exists():
        shutil.rmtree(place)
    incoming.rename(place)
    _prune(name)
    return read(place, name)


def _flush(folder: Path) -> None:
    """Bring a folder's files to the disk before its name says it is whole."""
    for path in filter(Path.is_file, folder.rglob("*")):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _prune(name: str) -> None:
    for old in checkpoints(name)[:-KEEP]:
        shutil.rmtree(old)
    for stale in (home.models() / name).glob(".incoming-*"):
        shutil.rmtree(stale, ignore_errors=True)


def remove(name: str) -> int:
    """Delete a model with all its checkpoints; returns the bytes set free."""
    folder = find(name).folder.parent
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    shutil.rmtree(folder)
    return size


def export(model: Model, folder: Path, extra: Mapping[str, Any]) -> Path:
    """Copy what is needed to make pieces, with card and ledger, into a new folder.

    Floats of 32 bits become 16: half the size, and generation reads them back into 64.
    Raises `InputError` when the folder exists and is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(model.folder.iterdir()):
        if path.name.startswith(TRAINING):
            continue
        if path.suffix == ".safetensors":
            _halve(path, folder / path.name)
        elif path.is_dir():
            shutil.copytree(path, folder / path.name)
        elif path.name != CARD:
            shutil.copyfile(path, folder / path.name)
    write_json(folder / CARD, {**model.card, **extra})
    return folder


def _halve(source: Path, target: Path) -> None:
    import torch  # noqa: PLC0415 - only an export of weights needs it
    from safetensors.torch import load_file, save_file  # noqa: PLC0415 - the same

    tensors = {
        name: tensor.half() if tensor.dtype is torch.float32 else tensor
        for name, tensor in load_file(source).items()
    }
    save_file(tensors, target)
