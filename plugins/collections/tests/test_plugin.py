from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.metadata import entry_points

import pytest
from athena_plugin_collections import athena_datasets

from athena_core import Dataset, Params
from athena_core.params import fields

SPECS = {spec.name: spec for spec in athena_datasets()}


def target(path: str) -> object:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)


def test_the_plugin_is_found_by_its_entry_point() -> None:
    (found,) = entry_points(group="athena.plugins", name="collections")

    assert found.value == "athena_plugin_collections"


def test_the_five_datasets_are_named() -> None:
    assert set(SPECS) == {
        "folder",
        "wikiart",
        "poetry-foundation",
        "gutenberg",
        "starter",
    }


@pytest.mark.parametrize("name", SPECS)
def test_factories_keep_the_protocol_and_options_can_be_drawn(name: str) -> None:
    params, factory = target(SPECS[name].params), target(SPECS[name].factory)

    assert isinstance(params, type)
    assert issubclass(params, Params)
    assert all(field.help for field in fields(params))
    assert isinstance(factory, type)
    assert issubclass(factory, Dataset)


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("athena_plugin_collections", ["PIL", "numpy", "torch", "pydantic", "rich"]),
        ("athena_plugin_collections.params", ["PIL", "numpy", "torch", "rich"]),
    ],
)
def test_names_and_options_cost_nothing_heavy(module: str, heavy: list[str]) -> None:
    code = (
        f"import sys, {module}\n"
        f"sys.exit(' '.join(name for name in {heavy} if name in sys.modules))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )

    assert run.stderr.strip() == ""
