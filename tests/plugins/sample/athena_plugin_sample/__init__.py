"""A plugin that keeps every side of the contract, to plant faults in."""

from athena_core import DatasetSpec, GeneratorSpec, hookimpl


@hookimpl
def athena_generators() -> list[GeneratorSpec]:
    return [
        GeneratorSpec(
            name="murmur",
            summary="Murmurs words it has heard.",
            factory="athena_plugin_sample.maker:Murmur",
            params="athena_plugin_sample.params:MurmurParams",
            train_params="athena_plugin_sample.params:MurmurTrainParams",
            media_types=("text/plain",),
            capabilities=frozenset(
                {"generate", "train", "interpolate", "transform", "encode"},
            ),
            learns_from=("text/plain",),
            inputs=("text/plain",),
            weights="",
        ),
    ]


@hookimpl
def athena_datasets() -> list[DatasetSpec]:
    return [
        DatasetSpec(
            name="notes",
            summary="Texts in a folder.",
            factory="athena_plugin_sample.notes:Notes",
            params="athena_plugin_sample.params:NotesParams",
            media_types=("text/plain",),
        ),
    ]
