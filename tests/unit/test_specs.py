"""A slip in a spec is found when the plugin is listed, not when it runs."""

from __future__ import annotations

from typing import Any

import pytest

from athena_core import DatasetSpec, GeneratorSpec

GOOD: dict[str, Any] = {
    "name": "painter",
    "summary": "Paints.",
    "factory": "package.module:Class",
    "params": "package.module:Params",
}


def test_a_good_spec_stands() -> None:
    assert GeneratorSpec(**GOOD).capabilities == {"generate"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "Painter!"}, "generator name 'Painter!'"),
        ({"factory": "package.module"}, "factory"),
        ({"params": "not a target"}, "params"),
        ({"weights": "folder"}, "weights"),
        ({"media_types": ("picture",)}, "media type"),
        ({"capabilities": frozenset({"fly"})}, "unknown capabilities: fly"),
        ({"capabilities": frozenset({"train"})}, "needs train_params"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        GeneratorSpec(**{**GOOD, **change})


def test_a_dataset_spec_is_checked_too() -> None:
    with pytest.raises(ValueError, match="dataset name"):
        DatasetSpec(**{**GOOD, "name": "UPPER"})
