"""What critic and generator are told: two losses, and R1.

Verdicts are B numbers, above 0 for 'a work', below for 'a painting'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import relu, softplus

LAZY = 16
"""R1 costs a second backward pass, so it is asked for at every 16th step, 16 times as
strong (Karras et al. 2020, appendix B)."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The two sides of the game."""

    critic: Callable[[Tensor, Tensor], Tensor]
    """Of verdicts on works and on paintings."""
    generator: Callable[[Tensor], Tensor]
    """Of verdicts on paintings."""


def _hinge(works: Tensor, paintings: Tensor) -> Tensor:
    return relu(1 - works).mean() + relu(1 + paintings).mean()


def _logistic(works: Tensor, paintings: Tensor) -> Tensor:
    return softplus(-works).mean() + softplus(paintings).mean()


LOSSES: Mapping[str, Loss] = {
    "hinge": Loss(_hinge, lambda paintings: -paintings.mean()),
    "non-saturating": Loss(_logistic, lambda paintings: softplus(-paintings).mean()),
}


def r1(critic: nn.Module, works: Tensor, strength: float) -> Tensor:
    """Return the fine for the critic's slope at real works (Mescheder et al. 2018)."""
    works = works.detach().requires_grad_()
    (slopes,) = torch.autograd.grad(critic(works).sum(), works, create_graph=True)
    return slopes.square().sum(dim=(1, 2, 3)).mean() * (strength / 2 * LAZY)
