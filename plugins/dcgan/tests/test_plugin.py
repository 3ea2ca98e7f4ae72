from __future__ import annotations

import subprocess
import sys

from athena_plugin_dcgan import athena_generators
from athena_plugin_dcgan.painter import Painter
from athena_plugin_dcgan.params import PainterParams, PainterTrainParams

from athena_core.params import fields

HEAVY = "torch", "numpy", "PIL", "safetensors"


def test_naming_the_generator_and_its_options_loads_nothing_heavy() -> None:
    code = (
        "import sys, athena_plugin_dcgan, athena_plugin_dcgan.params; "
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_capabilities_are_methods() -> None:
    (spec,) = athena_generators()
    assert all(hasattr(Painter, word) for word in spec.capabilities)


def test_every_option_can_be_drawn_and_is_explained() -> None:
    for params in (PainterParams, PainterTrainParams):
        assert all(field.help for field in fields(params))
