"""Early signs that a training goes wrong, in words, before hours are spent on it.

Loss curves of a GAN say little; three measures say something: how unlike each other the
painted pictures are, how sure the critic is, and whether the numbers are still numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from athena_core import InputError, Metric
from athena_plugin_dcgan.training import Trainer

FEW = 100
"""Fewer works than this teach patterns and colours rather than things."""
ALIKE = 0.5
"""Below this share of the works' own variety, pictures are growing alike."""
SURE = 0.95
"""A critic right this often on both sides leaves nothing to learn from."""
MEMORY = 0.9
"""Above this surplus of works called works, the critic has them by heart."""
SETTLED = 500
"""Steps before which every painter paints alike; nothing is said of it."""
COARSE = 8
"""Variety is measured on pictures of 8x8: what they show at a glance."""


def expectations(count: int) -> str:
    """Say before starting what may come of so few works; empty when they suffice."""
    if count >= FEW:
        return ""
    return (
        f"{count} works are few: expect their colours and textures, and pictures close "
        "to the works themselves; from about 100 on a painter begins to combine, from "
        "500 on to invent. Starting from a trained model (--from) helps most."
    )


def variety(pictures: Tensor) -> float:
    """Return how unlike each other pictures are, uint8 N x H x W x 3: 0 means equal.

    The mean distance between two of them, by colour at 8x8.
    """
    levels = pictures.permute(0, 3, 1, 2).float() / 255
    coarse = avg_pool2d(levels, levels.shape[-1] // COARSE).flatten(1)
    return float(torch.pdist(coarse).mean() / math.sqrt(coarse.shape[1]))


class Watch:
    """Sums of what the critic said since they were last reported."""

    def __init__(self) -> None:
        self._verdicts: list[Tensor] = []
        self._losses: list[Tensor] = []

    def see(self, trainer: Trainer) -> None:
        """Note the last step. Nothing is read from the device here: that would wait."""
        on_works, on_paintings = trainer.verdicts
        shares = [(on_works > 0).float().mean(), (on_paintings < 0).float().mean()]
        self._verdicts.append(torch.stack(shares))
        self._losses.append(torch.stack(trainer.losses))

    def report(self, step: int) -> Iterator[Metric]:
        """Yield what was seen since the last report.

        Raises `InputError` when the losses are no longer numbers.
        """
        critic, generator = torch.stack(self._losses).mean(dim=0).tolist()
        works, paintings = torch.stack(self._verdicts).mean(dim=0).tolist()
        self._verdicts, self._losses = [], []
        if not (math.isfinite(critic) and math.isfinite(generator)):
            raise InputError(
                f"training came apart at step {step}: the losses are no numbers any "
                "more; lower generator_rate and critic_rate and --resume",
            )
        yield Metric(name="critic-loss", value=critic, step=step)
        yield Metric(name="generator-loss", value=generator, step=step)
        known = _heart(works) if step >= SETTLED else ""
        yield Metric(name="works-known", value=works, step=step, note=known)
        note = _winning(works, paintings) if step >= SETTLED else ""
        yield Metric(name="paintings-caught", value=paintings, step=step, note=note)


def alike(painted: Tensor, works: Tensor, step: int) -> Metric:
    """Compare the variety of painted pictures with the works', both uint8 N H W 3."""
    share = variety(painted) / max(variety(works), 1e-6)
    note = ""
    if share < ALIKE and step >= SETTLED:
        note = (
            f"the pictures vary only {share:.0%} as much as the works: they grow "
            "alike (mode collapse); go back to an earlier checkpoint, or start again "
            "with a lower critic_rate or with variety and augmentation on"
        )
    return Metric(name="variety", value=share, step=step, note=note)


def _heart(works: float) -> str:
    if 2 * works - 1 <= MEMORY:
        return ""
    return (
        f"the critic knows {works:.0%} of the works for works: it may be learning them "
        "by heart; more works or augmentation help"
    )


def _winning(works: float, paintings: float) -> str:
    if min(works, paintings) < SURE:
        return ""
    return (
        f"the critic is right {min(works, paintings):.0%} of the time and leaves the "
        "painter nothing to learn from; lower critic_rate, or turn spectral_norm or r1 "
        "on"
    )
