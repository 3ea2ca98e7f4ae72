"""The one driver: admit, train, generate, guard, stamp, save.

Data goes one way. `offering` opens a dataset and admits its works, `training` lends the
corpus to a plugin and moves its checkpoints into the library, `making` lends seeds to a
plugin and sees each piece past the guard into a stamped file.
"""

from athena_core.run.making import (
    Saved,
    chosen_model,
    create,
    encode,
    interpolate,
    take_input,
)
from athena_core.run.offering import Offer, Selection, admitted, offered
from athena_core.run.training import Kept, Lesson, Started, prepare, train

__all__ = [
    "Kept",
    "Lesson",
    "Offer",
    "Saved",
    "Selection",
    "Started",
    "admitted",
    "chosen_model",
    "create",
    "encode",
    "interpolate",
    "offered",
    "prepare",
    "take_input",
    "train",
]
