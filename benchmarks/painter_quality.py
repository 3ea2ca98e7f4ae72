"""Painters that learned for the same CPU time, by distance to works nobody knew.

    ATHENA_TEST_DATA=../shared/data python benchmarks/painter_quality.py --minutes 3.5

Trains the original project's recipe, the PyTorch example's DCGAN and Athena's painter
(its defaults, float32) on the same works for the same CPU time on one thread, three
seeds each, and prints the sliced Wasserstein distance of 256 pictures of each to held
out works at 64x64, mean over the scales, times 1000. Each learns from the works as its
recipe prepares them and is measured twice: against held-out works prepared in its own
way, and against the same works prepared plainly (scaled, middle cut out) for all.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from athena_plugin_dcgan import drawing
from athena_plugin_dcgan.model import Shape
from athena_plugin_dcgan.params import PainterTrainParams
from athena_plugin_dcgan.training import Trainer
from athena_plugin_dcgan.works import Works
from painter_distance import Pictures, sliced_wasserstein
from painter_opponents import Example, Original
from painter_works import corpus, decoded
from torch import Tensor
from torch.nn.functional import avg_pool2d

from athena_core import Context, Corpus, Work, pixels
from athena_core.pictures import Fit

SIZE = 64
ROUNDS = 4
"""Sets of pictures, each as many as there are held-out works."""


class Learner(Protocol):
    """A recipe at work."""

    def step(self) -> None:
        """Learn from one batch."""

    def paint(self, count: int) -> Tensor:
        """Return uint8 count x H x W x 3."""


class Ours:
    """Athena's painter, as `athena train` runs it."""

    def __init__(
        self,
        works: Works,
        context: Context,
        seed: int,
        params: PainterTrainParams,
    ) -> None:
        shape = Shape(
            size=int(params.size),
            latent=params.latent,
            width=params.width,
            upsampling=params.upsampling,
            excitation=params.excitation,
            spectral_norm=params.spectral_norm,
            variety=params.variety,
        )
        self.context = context
        self.trainer = Trainer(shape, params, works, context.accelerator(), seed)

    def step(self) -> None:
        """Learn from one batch."""
        self.trainer.advance()

    def paint(self, count: int) -> Tensor:
        """Return uint8 count x 64 x 64 x 3, seeds 1 to count, not truncated."""
        seeds = range(1, count + 1)
        length = self.trainer.shape.latent
        latents = drawing.sheet_latents(length, self.context, seeds).float()
        with torch.inference_mode():
            painted = self.trainer.average(latents)
        return drawing.to_bytes(painted)


@dataclass(frozen=True)
class Recipe:
    """How one painter prepares works and learns."""

    name: str
    fit: Fit
    trim: bool
    side: int
    begin: Callable[[Corpus, Path, int], Learner]


def _original(works: Corpus, folder: Path, seed: int) -> Learner:
    prepared = decoded(works.works, folder, side=128, fit="squeeze", trim=False)
    return Original(prepared, seed)


def _example(works: Corpus, folder: Path, seed: int) -> Learner:
    prepared = decoded(works.works, folder, side=SIZE, fit="crop", trim=False)
    return Example(prepared, seed)


def _ours(works: Corpus, folder: Path, seed: int) -> Learner:
    found = pixels.pixel_array(works.works, folder, side=SIZE)
    context = Context(seeds=(seed,), scratch=folder, cache=folder)
    params = PainterTrainParams()
    return Ours(Works(found, flips=params.flips), context, seed, params)


RECIPES = (
    Recipe("original project's GAN", "squeeze", trim=False, side=128, begin=_original),
    Recipe("PyTorch example DCGAN", "crop", trim=False, side=SIZE, begin=_example),
    Recipe("Athena's painter", "crop", trim=True, side=SIZE, begin=_ours),
)


def _prepared(recipe: Recipe, works: tuple[Work, ...], folder: Path) -> Pictures:
    """Return works at 64x64 as a recipe prepares them."""
    side, fit, trim = recipe.side, recipe.fit, recipe.trim
    return small(decoded(works, folder, side=side, fit=fit, trim=trim))


def small(pictures: Tensor) -> Pictures:
    """Return pictures at 64x64, averaged down where they are larger."""
    if pictures.shape[1] == SIZE:
        return pictures.numpy()
    levels = pictures.permute(0, 3, 1, 2).float()
    halved = avg_pool2d(levels, levels.shape[-1] // SIZE).round()
    return halved.to(torch.uint8).permute(0, 2, 3, 1).contiguous().numpy()


def distance(painted: Pictures, real: Pictures) -> float:
    """Return the mean over scales and over sets as large as the real one."""
    count = len(real)
    sets = [painted[at : at + count] for at in range(0, len(painted), count)]
    whole = [each for each in sets if len(each) == count]
    return statistics.fmean(
        statistics.fmean(sliced_wasserstein(each, real, seed).values())
        for seed, each in enumerate(whole)
    )


def learn(
    recipe: Recipe,
    works: Corpus,
    folder: Path,
    seed: int,
    seconds: float,
) -> Learner:
    """Train for so many CPU-seconds; what happens before the first step is free."""
    learner = recipe.begin(works, folder, seed)
    start, steps = time.process_time(), 0
    while time.process_time() - start < seconds:
        learner.step()
        steps += 1
    print(f"# {recipe.name}, seed {seed}: {steps} steps", flush=True)
    return learner


def main() -> None:
    """Run all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3.5, help="CPU, each run")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    torch.set_num_threads(1)
    works = corpus()
    with tempfile.TemporaryDirectory() as name:
        rows = _measure(works, Path(name), options.minutes * 60, options.seeds)
    print(f"\n{len(works.works)} works, {len(works.held_out)} held out, ", end="")
    print(f"{options.minutes:g} CPU-minutes a run, seeds 1 to {options.seeds}\n")
    print(f"{'':36}{'own preparation':>28}{'plain preparation':>28}")
    for name, (own, plain) in rows.items():
        print(f"{name:36}{_cell(own):>28}{_cell(plain):>28}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2))


def _cell(distances: list[float]) -> str:
    each = ", ".join(f"{one:.1f}" for one in distances)
    return f"{statistics.fmean(distances):.1f} ({each})"


def _measure(
    works: Corpus,
    folder: Path,
    seconds: float,
    seeds: int,
) -> dict[str, tuple[list[float], list[float]]]:
    plain = small(decoded(works.held_out, folder, side=SIZE, fit="crop", trim=False))
    rows: dict[str, tuple[list[float], list[float]]] = {}
    for recipe in RECIPES:
        own = _prepared(recipe, works.held_out, folder)
        learned = _prepared(recipe, works.works, folder)
        order = np.random.default_rng(0).permutation(len(learned))
        real = learned[order][: ROUNDS * len(own)]
        scale = [distance(real, own)], [distance(real, plain)]
        rows[f"works themselves ({recipe.fit}, trim {recipe.trim})"] = scale
        rows[recipe.name] = ([], [])
    for seed in range(1, seeds + 1):
        for recipe in RECIPES:
            own = _prepared(recipe, works.held_out, folder)
            learner = learn(recipe, works, folder, seed, seconds)
            painted = small(learner.paint(ROUNDS * len(own)))
            rows[recipe.name][0].append(distance(painted, own))
            rows[recipe.name][1].append(distance(painted, plain))
            print(f"#   {rows[recipe.name][0][-1]:.1f} {rows[recipe.name][1][-1]:.1f}")
    return rows


if __name__ == "__main__":
    main()
