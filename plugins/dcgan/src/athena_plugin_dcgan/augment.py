"""Differentiable augmentation (Zhao et al. 2020): colour, translation, cutout.

The critic sees works and paintings only through these, so it can't learn a few hundred
works by heart; and since gradients pass through them, the generator learns to paint
what is behind the distortion and not the distortion. Every picture, B x 3 x H x W of -1
to 1, gets its own draw from the generator of chance that is passed in.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import pad

SHIFT = 8
"""Pictures move by up to one part in so many of their size."""
HOLE = 2
"""Holes are one part in so many of the size, in each direction."""


def augment(pictures: Tensor, chance: torch.Generator) -> Tensor:
    """Return pictures recoloured, shifted and with a hole, each by its own draw."""
    return punch(shift(recolour(pictures, chance), chance), chance)


def recolour(pictures: Tensor, chance: torch.Generator) -> Tensor:
    """Change brightness by up to 0.5, saturation by 0 to 2, contrast by 0.5 to 1.5."""
    draws = torch.rand(3, len(pictures), 1, 1, 1, generator=chance)
    brightness, saturation, contrast = draws.to(pictures.device)
    pictures = pictures + (brightness - 0.5)
    grey = pictures.mean(dim=1, keepdim=True)
    pictures = torch.lerp(grey, pictures, saturation * 2)
    mean = pictures.mean(dim=(1, 2, 3), keepdim=True)
    return torch.lerp(mean, pictures, contrast + 0.5)


def shift(pictures: Tensor, chance: torch.Generator) -> Tensor:
    """Move each picture by up to an eighth; what comes in at the edge is zero."""
    batch, _, height, width = pictures.shape
    rows = _shifted_indices(batch, height, chance).to(pictures.device)
    columns = _shifted_indices(batch, width, chance).to(pictures.device)
    # one ring of zeros around, in B x H x W x C: the indices of the outside point there
    framed = pad(pictures.permute(0, 2, 3, 1), (0, 0, 1, 1, 1, 1))
    each = torch.arange(batch, device=pictures.device)[:, None, None]
    return framed[each, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)


def _shifted_indices(batch: int, length: int, chance: torch.Generator) -> Tensor:
    """Return B x length indices into a frame of length + 2."""
    most = length // SHIFT
    moves = torch.randint(-most, most + 1, (batch, 1), generator=chance)
    return (torch.arange(length) + 1 + moves).clamp_(0, length + 1)


def punch(pictures: Tensor, chance: torch.Generator) -> Tensor:
    """Set a square of half the size to zero; its centre may lie at the very edge."""
    batch, _, height, width = pictures.shape
    rows = _covered(batch, height, chance)[:, None, :, None]
    columns = _covered(batch, width, chance)[:, None, None, :]
    seen = ~(rows & columns)
    return pictures * seen.to(pictures.device, pictures.dtype)


def _covered(batch: int, length: int, chance: torch.Generator) -> Tensor:
    """Return B x length: whether a place is under the hole."""
    hole = length // HOLE
    starts = torch.randint(0, length + 1, (batch, 1), generator=chance) - hole // 2
    places = torch.arange(length)
    return (places >= starts) & (places < starts + hole)
