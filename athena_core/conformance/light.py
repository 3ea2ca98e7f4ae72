"""Whether listing a plugin is light: its specs and options load nothing heavy."""

from __future__ import annotations

import importlib
import sys

from athena_core.conformance.check import Failed
from athena_core.conformance.question import Question
from athena_core.conformance.subject import installed

HEAVY = frozenset(
    {
        "PIL",
        "accelerate",
        "cv2",
        "diffusers",
        "imageio",
        "jax",
        "keras",
        "librosa",
        "matplotlib",
        "numba",
        "numpy",
        "onnxruntime",
        "pandas",
        "scipy",
        "skimage",
        "sklearn",
        "soundfile",
        "tensorflow",
        "textual",
        "tokenizers",
        "torch",
        "torchaudio",
        "torchvision",
        "transformers",
    },
)
OPTIONS_ONLY = frozenset({"pydantic"})
"""May be loaded with options, not with names."""


def light(plugin: str) -> None:
    """Load the specs, then the options, and look at what came with them."""
    # the interpreter's own .pth files may have loaded something before us
    before = set(sys.modules)
    found = installed(plugin)
    generators = [named.spec for named in found.generators]
    targets = [spec.params for spec in generators]
    targets += [spec.train_params for spec in generators if spec.train_params]
    targets += [named.spec.params for named in found.datasets]
    _see(before, HEAVY | OPTIONS_ONLY, "its light module (the one in its entry point)")
    for module in dict.fromkeys(target.partition(":")[0] for target in targets):
        try:
            importlib.import_module(module)
        except Exception:  # noqa: BLE001, S112 - `names-resolve` tells of it
            continue
        _see(before, HEAVY, module)


def _see(before: set[str], heavy: frozenset[str], what: str) -> None:
    if loaded := sorted((set(sys.modules) - before) & heavy):
        raise Failed(
            f"{what} loads {', '.join(loaded)}: every `athena --help` of every user "
            "would wait for it; import it inside the functions that use it, or keep "
            "specs and params in modules of their own",
        )


PLUGIN = (
    Question(
        word="import-is-light",
        why="Names, help and options are read often; what computes is loaded when it "
        "runs.",
        ask=light,
    ),
)
