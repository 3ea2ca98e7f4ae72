"""What a painter leaves on disk: weights to paint with, and state to go on with.

    painter.json           the shape of the networks
    model.safetensors      the moving average of the generator: all that painting needs
    training.safetensors   both networks, both optimizers, chance and order of works
    training.json          how many steps were made

Files named `training*` are left out when a model is exported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from athena_core import InputError
from athena_plugin_dcgan.model import Generator, Shape
from athena_plugin_dcgan.training import Trainer

SHAPE = "painter.json"
MODEL = "model.safetensors"
TRAINING = "training.safetensors"
STEPS = "training.json"


def write(trainer: Trainer, folder: Path) -> None:
    """Write a whole checkpoint into a new folder."""
    folder.mkdir(parents=True)
    _write_json(folder / SHAPE, trainer.shape.as_json())
    _write_json(folder / STEPS, {"step": trainer.step})
    save_file(_plain(trainer.average.state_dict()), folder / MODEL)
    save_file(_plain(_state(trainer)), folder / TRAINING)


def restore(trainer: Trainer, folder: Path) -> None:
    """Bring a trainer of the same shape to where the checkpoint was written.

    Raises `InputError` when the folder holds an export, which can't be resumed.
    """
    if not (folder / TRAINING).exists():
        raise InputError(
            f"{folder} holds a painter but not the state of its training; go on from "
            "it with --from instead of --resume",
        )
    tensors = _read(folder / TRAINING)
    _load(trainer.average, _read(folder / MODEL), folder / MODEL)
    for name in ("generator", "critic"):
        _load(getattr(trainer, name), _part(tensors, name), folder / TRAINING)
        _fill(getattr(trainer, f"{name}_optimizer"), _part(tensors, f"{name}_adam"))
    trainer.chance.set_state(tensors["chance"])
    trainer.works.order = tensors["order"]
    trainer.step = int(_read_json(folder / STEPS)["step"])


def adopt(trainer: Trainer, folder: Path) -> bool:
    """Begin where another model ended, on other works: transfer learning.

    Takes the parent's moving average as generator and, when its training state is
    there, its critic; answers whether it was.
    """
    weights = _floats(_read(folder / MODEL))
    _load(trainer.generator, weights, folder / MODEL)
    _load(trainer.average, weights, folder / MODEL)
    if not (folder / TRAINING).exists():
        return False
    critic = _part(_read(folder / TRAINING), "critic")
    _load(trainer.critic, critic, folder / TRAINING)
    return True


def shape(folder: Path) -> Shape:
    """Return the shape of the painter in a folder; raises `InputError` without one."""
    try:
        return Shape(**_read_json(folder / SHAPE))
    except TypeError as error:
        raise InputError(f"{folder / SHAPE} is of another version: {error}") from None


def generator(folder: Path) -> Generator:
    """Return the painter in a folder, ready to paint: float64, on the CPU."""
    network = Generator(shape(folder))
    _load(network, _floats(_read(folder / MODEL)), folder / MODEL)
    return network.double().requires_grad_(False).eval()


def _load(network: nn.Module, tensors: Mapping[str, Tensor], path: Path) -> None:
    """Put weights in; raises `InputError` naming the file when they don't fit."""
    try:
        network.load_state_dict(tensors)
    except RuntimeError:
        raise InputError(
            f"{path} does not hold the weights that {SHAPE} beside it describes; it is "
            "of another version or another model",
        ) from None


def _state(trainer: Trainer) -> dict[str, Tensor]:
    state = {"chance": trainer.chance.get_state(), "order": trainer.works.order}
    for name in ("generator", "critic"):
        network = getattr(trainer, name).state_dict()
        state |= {f"{name}.{key}": tensor for key, tensor in network.items()}
        adam = _adam(getattr(trainer, f"{name}_optimizer"))
        state |= {f"{name}_adam.{key}": tensor for key, tensor in adam}
    return state


def _adam(optimizer: torch.optim.Optimizer) -> Iterator[tuple[str, Tensor]]:
    """Yield what Adam remembers, by the number of the parameter it belongs to."""
    for number, entry in optimizer.state_dict()["state"].items():
        for key, tensor in entry.items():
            yield f"{number}.{key}", tensor


def _fill(optimizer: torch.optim.Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """Give Adam its memory back, laid out as its parameters are (channels last).

    `load_state_dict` would keep the file's layout, and the fused step, which walks over
    memory, wants one layout.
    """
    parameters = optimizer.param_groups[0]["params"]
    for name, tensor in tensors.items():
        number, _, key = name.partition(".")
        parameter = parameters[int(number)]
        if tensor.dim():
            tensor = torch.empty_like(parameter).copy_(tensor)  # noqa: PLW2901 - relaid
        optimizer.state[parameter][key] = tensor.to(parameter.device)


def _part(tensors: Mapping[str, Tensor], name: str) -> dict[str, Tensor]:
    start = f"{name}."
    return {
        key.removeprefix(start): tensor
        for key, tensor in tensors.items()
        if key.startswith(start)
    }


def _plain(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.cpu().contiguous() for name, tensor in tensors.items()}


def _floats(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return float16 weights as float32; others as they are."""
    return {
        name: tensor.float() if tensor.is_floating_point() else tensor
        for name, tensor in tensors.items()
    }


def _read(path: Path) -> dict[str, Tensor]:
    try:
        return load_file(path)
    except FileNotFoundError:
        raise InputError(f"{path} is missing: is this a painter's model?") from None
    except SafetensorError as error:
        raise InputError(f"{path} is damaged ({error}); take another copy") from None


def _read_json(path: Path) -> dict[str, Any]:
    try:
        value: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{path} is missing: is this a painter's model?") from None
    except ValueError as error:
        raise InputError(f"{path} is not readable JSON: {error}") from None
    return value


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2, sort_keys=True) + "\n", "utf-8")
