"""The files of a poet: what it writes with, and what a run needs to go on."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from athena_core import InputError
from athena_plugin_lstm.learning import Learning
from athena_plugin_lstm.model import PoemModel, Shape
from athena_plugin_lstm.vocabulary import Vocabulary

MODEL = "model.safetensors"
SHAPE = "model.json"
TRAINING = "training.safetensors"
RUN = "training.json"
_DAMAGED = (OSError, ValueError, KeyError, TypeError, RuntimeError)


def save(
    folder: Path,
    learning: Learning,
    vocabulary: Vocabulary,
    run: dict[str, Any],
) -> None:
    """Write a whole checkpoint: the averaged model and all that training needs."""
    folder.mkdir(parents=True, exist_ok=True)
    save_model(folder, learning.average, learning.model.shape, vocabulary)
    save_file(learning.tensors(), folder / TRAINING)
    _write(folder / RUN, {**run, "step": learning.step})


def save_model(
    folder: Path,
    weights: dict[str, torch.Tensor],
    shape: Shape,
    vocabulary: Vocabulary,
) -> None:
    """Write what is needed to make poems, and no more."""
    save_file(weights, folder / MODEL)
    _write(folder / SHAPE, asdict(shape))
    vocabulary.save(folder)


def load_shape(folder: Path) -> Shape:
    """Read the sizes of the network in a folder."""
    return Shape(**json.loads((folder / SHAPE).read_text(encoding="utf-8")))


def load_weights(folder: Path) -> dict[str, torch.Tensor]:
    """Read the weights in a folder, in float32 whatever they were kept in."""
    return {name: w.float() for name, w in load_file(folder / MODEL).items()}


def load_model(folder: Path) -> tuple[PoemModel, Vocabulary]:
    """Read a model to write with.

    Raises `InputError` naming the folder when a file is missing or damaged.
    """
    try:
        vocabulary = Vocabulary.load(folder)
        shape = load_shape(folder)
        with torch.random.fork_rng(devices=[]):
            model = PoemModel(shape)
        model.load_state_dict(load_weights(folder))
    except (*_DAMAGED, SafetensorError) as error:
        raise InputError(
            f"{folder} does not hold a whole poet ({_first_line(error)}); "
            "train it again or fetch it anew",
        ) from error
    return model.eval(), vocabulary


def load_run(folder: Path) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """Read what `save` kept of a run.

    Raises `InputError` when the folder holds a finished model only.
    """
    try:
        run: dict[str, Any] = json.loads((folder / RUN).read_text(encoding="utf-8"))
        return load_file(folder / TRAINING), run
    except (OSError, ValueError, SafetensorError) as error:
        raise InputError(
            f"{folder} holds no run to go on with ({_first_line(error)}); "
            "start a new one from it with --from",
        ) from error


def _write(path: Path, record: dict[str, Any]) -> None:
    text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
