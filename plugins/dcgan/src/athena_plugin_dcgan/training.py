"""One step of training, and everything that must be kept to go on with another.

All chance comes from one generator on the CPU, and all state is in `Trainer.state()`:
two steps, a checkpoint and two more give the same bytes as four steps.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TypeVar

import torch
from torch import Tensor, nn

from athena_core import Accelerator
from athena_plugin_dcgan.augment import augment
from athena_plugin_dcgan.losses import LAZY, LOSSES, r1
from athena_plugin_dcgan.model import Critic, Generator, Shape
from athena_plugin_dcgan.params import PainterTrainParams
from athena_plugin_dcgan.works import Works

N = TypeVar("N", bound=nn.Module)

SLOW = 0.99
"""Adam's second momentum: the loss of a game is not one that should be remembered
long."""
WARM_UP = 10
"""The moving average follows more quickly in the first steps, until it has something to
average."""


class Trainer:
    """Generator, its moving average, critic, two optimizers and their chance."""

    def __init__(
        self,
        shape: Shape,
        params: PainterTrainParams,
        works: Works,
        accelerator: Accelerator,
        seed: int,
    ) -> None:
        self.params, self.works, self.accelerator = params, works, accelerator
        self.loss = LOSSES[params.loss]
        self.chance = torch.Generator().manual_seed(seed)
        self.step = 0
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            generator, critic = Generator(shape), Critic(shape)
        self.generator = self._placed(generator)
        self.critic = self._placed(critic)
        self.average = copy.deepcopy(self.generator).requires_grad_(False).eval()
        self.shape = shape
        self.generator_optimizer = self._adam(self.generator, params.generator_rate)
        self.critic_optimizer = self._adam(self.critic, params.critic_rate)
        self.verdicts: list[Tensor] = []
        """Of the last step: on works, on paintings; B numbers each."""
        self.losses: list[Tensor] = []
        """Of the last step: the critic's, the generator's."""

    def advance(self) -> None:
        """Make one step: a better critic, then a better generator."""
        works = self.works.batch(self.params.batch, self.chance)
        works = works.to(self.accelerator.device)
        paintings = self._paint()
        critics = self._teach_critic(works, paintings.detach())
        generators = self._teach_generator(paintings)
        self.losses = [critics.detach(), generators.detach()]
        self.step += 1
        self._follow()

    def _paint(self) -> Tensor:
        size = self.params.batch, self.shape.latent
        latents = torch.randn(size, generator=self.chance)
        with self.accelerator.autocast():
            painted: Tensor = self.generator(latents.to(self.accelerator.device))
        return painted.float()

    def _teach_critic(self, works: Tensor, paintings: Tensor) -> Tensor:
        # one pass for both halves: twice the batch costs less than two batches
        shown = torch.cat([self._show(works), self._show(paintings)])
        with self.accelerator.autocast():
            verdicts = self.critic(shown)
        on_works, on_paintings = verdicts.chunk(2)
        loss = self.loss.critic(on_works, on_paintings)
        if self.params.r1 and self.step % LAZY == 0:
            loss = loss + r1(self.critic, shown[: len(works)], self.params.r1)
        self.verdicts = [on_works.detach(), on_paintings.detach()]
        self._update(self.critic_optimizer, loss)
        return loss

    def _teach_generator(self, paintings: Tensor) -> Tensor:
        # the critic's own gradients would be thrown away: a third of a backward pass
        self.critic.requires_grad_(False)
        with self.accelerator.autocast():
            verdicts = self.critic(self._show(paintings))
        loss = self.loss.generator(verdicts)
        self._update(self.generator_optimizer, loss)
        self.critic.requires_grad_(True)
        return loss

    def _show(self, pictures: Tensor) -> Tensor:
        if not self.params.augmentation:
            return pictures
        return augment(pictures, self.chance)

    def _update(self, optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
        optimizer.zero_grad(set_to_none=True)
        self.accelerator.backward(loss)
        self.accelerator.step(optimizer)

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the generator, batch norm's statistics included."""
        momentum = min(self.params.average, self.step / (self.step + WARM_UP))
        pairs = zip(_floats(self.average), _floats(self.generator), strict=True)
        for slow, quick in pairs:
            slow.lerp_(quick, 1 - momentum)

    def _placed(self, network: N) -> N:
        # channels last: a fifth faster on a CPU, and what tensor cores want
        network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return network.to(self.accelerator.device)

    def _adam(self, network: nn.Module, rate: float) -> torch.optim.Adam:
        momenta = self.params.momentum, SLOW
        return torch.optim.Adam(network.parameters(), rate, momenta, fused=True)


def _floats(network: nn.Module) -> Iterator[Tensor]:
    """Yield the numbers of a network that have a mean: not the counters."""
    tensors = network.state_dict(keep_vars=True).values()
    return (tensor for tensor in tensors if tensor.is_floating_point())
