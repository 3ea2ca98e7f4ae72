"""Athena's poet. Strings only: nothing heavy is imported until it runs."""

from __future__ import annotations

from collections.abc import Iterable

from athena_core import GeneratorSpec, hookimpl


@hookimpl
def athena_generators() -> Iterable[GeneratorSpec]:
    """Name the poet."""
    return [
        GeneratorSpec(
            name="poet",
            summary="poems, by an LSTM that learned words from a corpus",
            factory="athena_plugin_lstm.poet:Poet",
            params="athena_plugin_lstm.params:PoetParams",
            train_params="athena_plugin_lstm.params:PoetTrainParams",
            media_types=("text/plain",),
            capabilities=frozenset({"generate", "train"}),
            learns_from=("text/plain",),
            weights="athena_plugin_lstm:weights",
        ),
    ]
