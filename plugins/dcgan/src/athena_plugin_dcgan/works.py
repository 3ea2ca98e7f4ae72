"""The works as a painter sees them: mapped from disk, drawn in shuffled rounds.

Memory stays flat however large the collection is: pixels lie in a file of uint8 that
the operating system maps, and only a batch at a time becomes floats.
"""

from __future__ import annotations

import torch
from torch import Tensor

from athena_core import pixels


class Works:
    """Decoded works, and the order in which they come."""

    def __init__(self, found: pixels.Pixels, *, flips: bool) -> None:
        self.pixels = torch.from_file(
            str(found.path),
            size=found.size,
            dtype=torch.uint8,
        ).view(found.shape)
        self.flips = flips
        self.order = torch.empty(0, dtype=torch.int64)
        """Works still to come in this round."""

    def __len__(self) -> int:
        return len(self.pixels)

    def batch(self, count: int, chance: torch.Generator) -> Tensor:
        """Return the next works: count x 3 x H x W of -1 to 1, channels last.

        Every work comes once before any comes again.
        """
        while len(self.order) < count:
            another = torch.randperm(len(self.pixels), generator=chance)
            self.order = torch.cat([self.order, another])
        chosen, self.order = self.order[:count], self.order[count:]
        return self._seen(self.pixels[chosen], chance)

    def some(self, count: int) -> Tensor:
        """Return works from the beginning, uint8 N x H x W x 3, for comparisons."""
        return self.pixels[:: max(1, len(self) // count)][:count]

    def _seen(self, rows: Tensor, chance: torch.Generator) -> Tensor:
        works = rows.permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
        if not self.flips:
            return works
        mirrored = torch.rand(len(works), 1, 1, 1, generator=chance) < 0.5  # noqa: PLR2004 - half
        return torch.where(mirrored, works.flip(3), works)
