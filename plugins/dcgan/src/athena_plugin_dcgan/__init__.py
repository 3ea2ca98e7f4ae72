"""Athena's painter: a DCGAN that learns to paint from a few hundred works.

This module is what the core reads to list the plugin, so it holds strings only; the
network is in `model.py`, the training in `training.py`, the generator in `painter.py`.
"""

from __future__ import annotations

from athena_core import GeneratorSpec, hookimpl


@hookimpl
def athena_generators() -> list[GeneratorSpec]:
    """Name the one generator: the painter."""
    return [
        GeneratorSpec(
            name="painter",
            summary="Small paintings by a DCGAN (Radford et al. 2015)",
            factory="athena_plugin_dcgan.painter:Painter",
            params="athena_plugin_dcgan.params:PainterParams",
            train_params="athena_plugin_dcgan.params:PainterTrainParams",
            media_types=("image/png",),
            capabilities=frozenset({"generate", "train", "interpolate"}),
            learns_from=("image/*",),
            weights="athena_plugin_dcgan:weights",
        ),
    ]
