"""The one driver: admit, train, generate, guard, stamp, save.

Data goes one way. `opening` finds a dataset by its name, `offering` admits its works,
`training` lends the corpus to a plugin and moves its checkpoints into the library,
`making` lends seeds to a plugin and sees each piece past the guard, and `saving` writes
it stamped. `postcards` and `walking` make new things out of pieces. `auditing` holds
models against the registry, `retiring` says which are not to be used any more, and
`retraining` trains them again without what was taken back.
"""

from athena_core.run.choosing import chosen_model
from athena_core.run.inputs import take_input
from athena_core.run.making import (
    create,
    encode,
    interpolate,
)
from athena_core.run.offering import (
    Selection,
    admitted,
    considered,
    read_leave_out,
)
from athena_core.run.opening import Offer, offered
from athena_core.run.postcards import Card, postcard
from athena_core.run.recipes import Recipe
from athena_core.run.retraining import retrain
from athena_core.run.saving import Saved
from athena_core.run.training import Kept, Lesson, Started, prepare, train
from athena_core.run.walking import Walk, walk

__all__ = [
    "Card",
    "Kept",
    "Lesson",
    "Offer",
    "Recipe",
    "Saved",
    "Selection",
    "Started",
    "Walk",
    "admitted",
    "chosen_model",
    "considered",
    "create",
    "encode",
    "interpolate",
    "offered",
    "postcard",
    "prepare",
    "read_leave_out",
    "retrain",
    "take_input",
    "train",
    "walk",
]
