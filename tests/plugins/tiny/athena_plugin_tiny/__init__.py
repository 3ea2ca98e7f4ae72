"""A plugin small enough to read at a glance, proving every capability."""

from athena_core import DatasetSpec, GeneratorSpec, hookimpl


@hookimpl
def athena_generators() -> list[GeneratorSpec]:
    return [
        GeneratorSpec(
            name="parrot",
            summary="Says words it has heard.",
            factory="athena_plugin_tiny.parrot:Parrot",
            params="athena_plugin_tiny.params:ParrotParams",
            train_params="athena_plugin_tiny.params:ParrotTrainParams",
            media_types=("text/plain",),
            capabilities=frozenset(
                {"generate", "train", "interpolate", "transform", "encode"},
            ),
            learns_from=("text/plain",),
            inputs=("text/plain",),
        ),
        GeneratorSpec(
            name="dauber",
            summary="Paints one colour into another.",
            factory="athena_plugin_tiny.dauber:Dauber",
            params="athena_plugin_tiny.params:DauberParams",
            media_types=("image/png",),
            capabilities=frozenset({"generate", "interpolate"}),
        ),
        GeneratorSpec(
            name="greedy",
            summary="Wants an option that is not its own.",
            factory="athena_plugin_tiny.dauber:Dauber",
            params="athena_plugin_tiny.params:GreedyParams",
        ),
    ]


@hookimpl
def athena_datasets() -> list[DatasetSpec]:
    return [
        DatasetSpec(
            name="verses",
            summary="Lines of one text file, each a work.",
            factory="athena_plugin_tiny.verses:Verses",
            params="athena_plugin_tiny.params:VersesParams",
            media_types=("text/plain",),
        ),
    ]


@hookimpl
def athena_refuse(work: object) -> str | None:
    title = getattr(work, "title", "")
    return "it is a secret" if title == "secret" else None
