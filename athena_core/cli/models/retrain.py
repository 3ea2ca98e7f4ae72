"""`athena models retrain`: the same training again, without what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from athena_core.cli.asking import ASKING, asking
from athena_core.cli.train import DEVICES, Session

if TYPE_CHECKING:
    from athena_core.protocols import Model
    from athena_core.run import Lesson, Recipe


@click.command(params=[*ASKING, *DEVICES])
@click.argument("name")
@click.option(
    "--dataset",
    default="",
    help="Where the works are.  [as it was named when the model was trained]",
)
@click.option("--name", "new", default="", help="Name of the new model.  [NAME-2]")
@click.option(
    "--without-missing",
    is_flag=True,
    help="Also leave out works that the dataset does not hold any more.",
)
def retrain(
    name: str,
    dataset: str,
    new: str,
    without_missing: bool,
    device: str,
    precision: str,
    **asked: Any,
) -> None:
    """Train a model again from its own ledger, without what may not be learned from.

    Same generator, parameters and seed; the old model stays, with a dated notice.
    """
    from athena_core import run
    from athena_core.plugins import plugins
    from athena_core.run import shelf

    model = shelf.find(plugins(), name)
    recipe = _recipe(model, dataset)
    if asked["commercial"] is None and recipe.commercial:
        asked["commercial"] = True
    asked["territory"] = asked["territory"] or recipe.territory or None
    lesson = run.retrain(
        plugins(),
        model,
        recipe.offer,
        asking(**asked),
        name=new,
        without_missing=without_missing,
        device=device,
        precision=precision,
    )
    _introduce(lesson)
    Session(lesson).run()


def _recipe(model: Model, dataset: str) -> Recipe:
    """Return how the works are named. Raises `InputError` when nobody says."""
    from athena_core.errors import InputError
    from athena_core.run import Offer, Recipe, recipes

    kept = None if "/" in model.name else recipes.read(model.name)
    if dataset:
        return Recipe(offer=Offer(name=dataset))
    if kept is None:
        raise InputError(
            f"nothing here says where the works of {model.name!r} are; name a dataset "
            "that holds them with --dataset (`athena datasets list`)",
        )
    return kept


def _introduce(lesson: Lesson) -> None:
    from athena_core.cli import show

    left_out = lesson.ledger["left_out"]
    old = lesson.ledger["replaces"]["model"]
    show.say(f"{lesson.name} replaces {old}; left out: {len(left_out):,}")
    for one in left_out:
        show.say(f"  {one['id']} [{one['code']}]: {one['reason']}")
