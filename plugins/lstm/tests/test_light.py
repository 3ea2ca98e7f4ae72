from __future__ import annotations

import subprocess
import sys

from athena_plugin_lstm import athena_generators
from athena_plugin_lstm.params import PoetParams, PoetTrainParams

from athena_core.params import fields

HEAVY = ("torch", "numpy", "tokenizers", "safetensors", "PIL")


def loaded(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    run = [sys.executable, "-c", code]
    names = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    return set(names.split())


def test_listing_the_poet_loads_nothing_heavy() -> None:
    assert not loaded("athena_plugin_lstm") & {*HEAVY, "pydantic"}


def test_its_options_load_nothing_heavy() -> None:
    assert not loaded("athena_plugin_lstm.params") & {*HEAVY}


def test_every_option_can_be_drawn_and_says_what_it_does() -> None:
    for params in (PoetParams, PoetTrainParams):
        assert all(field.help for field in fields(params))


def test_the_spec_names_classes_that_exist() -> None:
    from athena_plugin_lstm.poet import Poet

    from athena_core import Generates, Trains

    (spec,) = athena_generators()
    assert spec.factory == f"{Poet.__module__}:{Poet.__name__}"
    assert isinstance(Poet(), Generates)
    assert isinstance(Poet(), Trains)
