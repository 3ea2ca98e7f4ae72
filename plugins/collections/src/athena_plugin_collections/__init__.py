"""Where works come from: folders, known collections, and a set drawn by Athena."""

from __future__ import annotations

from athena_core import DatasetSpec, hookimpl

PICTURES = ("image/gif", "image/jpeg", "image/png", "image/tiff", "image/webp")
POEMS = ("text/plain",)


@hookimpl
def athena_datasets() -> tuple[DatasetSpec, ...]:
    """Name the datasets; nothing heavy is imported."""
    return (
        DatasetSpec(
            name="folder",
            summary="Your own folder of pictures, or of poems (.txt, .jsonl, .csv).",
            factory="athena_plugin_collections.folder:Folder",
            params="athena_plugin_collections.params:FolderParams",
            media_types=PICTURES + POEMS,
        ),
        DatasetSpec(
            name="wikiart",
            summary="Pictures laid out as style/artist-name_title-year.jpg.",
            factory="athena_plugin_collections.wikiart:WikiArt",
            params="athena_plugin_collections.params:WikiArtParams",
            media_types=PICTURES,
        ),
        DatasetSpec(
            name="poetry-foundation",
            summary="The CSV of Poetry Foundation poems: Title, Poem, Poet, Tags.",
            factory="athena_plugin_collections.poetry_foundation:PoetryFoundation",
            params="athena_plugin_collections.params:PoetryFoundationParams",
            media_types=POEMS,
        ),
        DatasetSpec(
            name="gutenberg",
            summary="Raw books of verse from Project Gutenberg, cut into poems.",
            factory="athena_plugin_collections.gutenberg:Gutenberg",
            params="athena_plugin_collections.params:GutenbergParams",
            media_types=POEMS,
        ),
        DatasetSpec(
            name="starter",
            summary="Small pictures and verses made by Athena itself, to try training.",
            factory="athena_plugin_collections.starter:Starter",
            params="athena_plugin_collections.params:StarterParams",
            media_types=("image/png", *POEMS),
        ),
    )
