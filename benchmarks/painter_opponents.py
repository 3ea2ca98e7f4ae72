"""What the painter is measured against, re-implemented from descriptions.

`Example`: the network and step of the DCGAN example that PyTorch's users start from:
64x64, batch norm in both networks, binary cross-entropy, Adam 2e-4 with momentum 0.5,
two separate passes of the critic and a read-back of six numbers every step.
`Original`: the painter of the original project, a Keras recipe: 128x128, a dense start
at 8x8, four doublings, dropout in the critic, batch 32, plain binary cross-entropy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

BATCH_EXAMPLE = 64
BATCH_ORIGINAL = 32


class Example:
    """The PyTorch DCGAN example's training, for uint8 N x 64 x 64 x 3 pictures."""

    size = 64
    batch = BATCH_EXAMPLE
    latent = 100

    def __init__(self, pictures: Tensor, seed: int) -> None:
        torch.manual_seed(seed)
        self.pictures = pictures.permute(0, 3, 1, 2).float().div(127.5).sub(1)
        self.generator = _example_generator(self.latent).apply(_example_start)
        self.critic = _example_critic().apply(_example_start)
        self.loss = nn.BCELoss()
        self.generator_adam = _adam(self.generator)
        self.critic_adam = _adam(self.critic)
        self.said: list[float] = []

    def step(self) -> None:
        """Make one step as the example does."""
        works = self.pictures[torch.randint(len(self.pictures), (self.batch,))]
        self.critic.zero_grad()
        on_works = self.critic(works).view(-1)
        real = self.loss(on_works, torch.ones(self.batch))
        real.backward()
        painted = self.generator(torch.randn(self.batch, self.latent, 1, 1))
        on_painted = self.critic(painted.detach()).view(-1)
        fake = self.loss(on_painted, torch.zeros(self.batch))
        fake.backward()
        self.critic_adam.step()
        self.generator.zero_grad()
        again = self.critic(painted).view(-1)
        fooled = self.loss(again, torch.ones(self.batch))
        fooled.backward()
        self.generator_adam.step()
        means = on_works.mean(), on_painted.mean(), again.mean()
        self.said = [each.item() for each in (real, fake, fooled, *means)]

    def paint(self, count: int) -> Tensor:
        """Return uint8 count x 64 x 64 x 3, as the example does: in training mode."""
        with torch.no_grad():
            painted = self.generator(torch.randn(count, self.latent, 1, 1))
        return _to_bytes(painted)


def _example_generator(latent: int, width: int = 64) -> nn.Sequential:
    layers: list[nn.Module] = [
        nn.ConvTranspose2d(latent, width * 8, 4, 1, 0, bias=False),
        nn.BatchNorm2d(width * 8),
        nn.ReLU(True),
    ]
    for times in (8, 4, 2):
        before, after = width * times, width * times // 2
        layers += [
            nn.ConvTranspose2d(before, after, 4, 2, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(True),
        ]
    return nn.Sequential(
        *layers,
        nn.ConvTranspose2d(width, 3, 4, 2, 1, bias=False),
        nn.Tanh(),
    )


def _example_critic(width: int = 64) -> nn.Sequential:
    layers: list[nn.Module] = [
        nn.Conv2d(3, width, 4, 2, 1, bias=False),
        nn.LeakyReLU(0.2, inplace=True),
    ]
    for times in (1, 2, 4):
        before, after = width * times, width * times * 2
        layers += [
            nn.Conv2d(before, after, 4, 2, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.LeakyReLU(0.2, inplace=True),
        ]
    last = nn.Conv2d(width * 8, 1, 4, 1, 0, bias=False)
    return nn.Sequential(*layers, last, nn.Sigmoid())


def _example_start(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


class Original:
    """The original project's training, for uint8 N x 128 x 128 x 3 pictures."""

    size = 128
    batch = BATCH_ORIGINAL
    latent = 100
    seen = 128
    """It drew its indices below the second axis' length, so it saw only these rows."""

    def __init__(self, pictures: Tensor, seed: int) -> None:
        torch.manual_seed(seed)
        copies = _turned(pictures.permute(0, 3, 1, 2))[: self.seen]
        self.pictures = copies.float().div(127.5).sub(1)
        self.generator = _original_generator(self.latent).apply(_keras_start)
        self.critic = _original_critic().apply(_keras_start)
        self.loss = nn.BCELoss()
        self.generator_adam = _adam(self.generator)
        self.critic_adam = _adam(self.critic)

    def step(self) -> None:
        """Make one step: the critic on works, on paintings, then the generator."""
        works = self.pictures[torch.randint(len(self.pictures), (self.batch,))]
        with torch.no_grad():
            painted = self.generator(torch.randn(self.batch, self.latent))
        for shown, answer in ((works, 1.0), (painted, 0.0)):
            self.critic_adam.zero_grad()
            verdicts = self.critic(shown).view(-1)
            self.loss(verdicts, torch.full_like(verdicts, answer)).backward()
            self.critic_adam.step()
        self.generator_adam.zero_grad()
        fooled = self.critic(self.generator(torch.randn(self.batch, self.latent)))
        self.loss(fooled.view(-1), torch.ones(self.batch)).backward()
        self.generator_adam.step()

    def paint(self, count: int) -> Tensor:
        """Return uint8 count x 128 x 128 x 3."""
        with torch.no_grad():
            self.generator.eval()
            painted = self.generator(torch.randn(count, self.latent))
            self.generator.train()
        return _to_bytes(painted)


def _turned(pictures: Tensor) -> Tensor:
    """Return each picture and five copies, flipped or turned: 6 N of them."""
    kinds = [
        pictures,
        pictures.flip(3),
        pictures.flip(2),
        *(torch.rot90(pictures, turns, (2, 3)) for turns in (1, 2, 3)),
    ]
    return torch.stack(kinds, dim=1).flatten(0, 1)


def _original_generator(latent: int) -> nn.Sequential:
    layers: list[nn.Module] = [
        nn.Linear(latent, 8 * 8 * 256),
        nn.LeakyReLU(0.2),
        nn.Unflatten(1, (256, 8, 8)),
    ]
    for before, after in ((256, 256), (256, 128), (128, 64)):
        layers += [
            nn.ConvTranspose2d(before, after, 4, 2, 1),
            nn.BatchNorm2d(after, momentum=0.2),
            nn.LeakyReLU(0.2),
        ]
    return nn.Sequential(*layers, nn.ConvTranspose2d(64, 3, 4, 2, 1), nn.Tanh())


def _original_critic() -> nn.Sequential:
    layers: list[nn.Module] = []
    for before, after in ((3, 256), (256, 512), (512, 1024)):
        layers += [
            nn.Conv2d(before, after, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Dropout(0.5),
        ]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(1024 * 256, 1), nn.Sigmoid())


def _keras_start(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def _adam(network: nn.Module) -> torch.optim.Adam:
    return torch.optim.Adam(network.parameters(), lr=2e-4, betas=(0.5, 0.999))


def _to_bytes(painted: Tensor) -> Tensor:
    levels = ((painted + 1) * 127.5).round().clamp(0, 255)
    return levels.to(torch.uint8).permute(0, 2, 3, 1).contiguous()
