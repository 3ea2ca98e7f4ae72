"""The DCGAN: a generator that paints and a critic that tells paintings from works.

After Radford, Metz and Chintala, "Unsupervised Representation Learning with Deep
Convolutional Generative Adversarial Networks" (2015). Shapes stand in comments as
B x channels x height x width, written for size 64 and the paper's width 512; the
default width is half of it.

What is not in the paper, each switched by a parameter but the first: no batch norm in
the critic (spectral norm or R1 keep it tame instead, and its verdict on a work no
longer hangs on the rest of the batch), and one more 3x3 layer in it that sees how much
the batch varies; enlarging by nearest neighbour and a 3x3 convolution; and coarse maps
that open and close the channels of fine ones.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import leaky_relu
from torch.nn.utils.parametrizations import spectral_norm

COARSEST = 4
"""Height and width at which painting begins and judging ends."""
NARROWEST = 32
"""No layer but the edge has fewer channels, unless `width` itself is less."""
SLOPE = 0.2
REACH = 3
"""Coarse maps speak to those three doublings finer: 4x4 to 32x32."""
SQUEEZED = 64
GROUP = 4
"""How many pictures of a batch are compared for variety."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """What must be known to build the networks again."""

    size: int = 64
    latent: int = 128
    width: int = 256
    upsampling: str = "nearest"
    excitation: bool = True
    spectral_norm: bool = True
    variety: bool = True

    @property
    def channels(self) -> tuple[int, ...]:
        """Of the generator's layers from 4x4 up: 512, 256, 128, 64 for width 512."""
        doublings = (self.size // COARSEST).bit_length() - 1
        least = min(NARROWEST, self.width)
        return tuple(max(self.width >> layer, least) for layer in range(doublings))

    def as_json(self) -> dict[str, Any]:
        """Return the fields, to be written beside the weights."""
        return asdict(self)


class Generator(nn.Module):
    """Paints: a latent becomes 512 maps of 4x4, then each layer doubles the size."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        first, last = shape.channels[0], shape.channels[-1]
        self.first = nn.Sequential(
            nn.ConvTranspose2d(shape.latent, first, COARSEST, bias=False),
            nn.BatchNorm2d(first),
            nn.ReLU(),
        )
        channels = shape.channels
        self.layers = nn.ModuleList(
            _doubling(*pair, shape.upsampling) for pair in pairwise(channels)
        )
        far = zip(channels, channels[REACH:], strict=False)
        self.excitations = nn.ModuleList(
            Excitation(*pair) for pair in far if shape.excitation
        )
        self.last = nn.Sequential(_upscale(last, 3, shape.upsampling), nn.Tanh())
        self.apply(_start_small)

    def forward(self, latents: Tensor) -> Tensor:
        """Turn latents, B x 128, into pictures, B x 3 x 64 x 64 of -1 to 1."""
        maps = [self.first(latents[:, :, None, None])]  # B x 512 x 4 x 4
        for (
            layer
        ) in self.layers:  # B x 256 x 8 x 8, B x 128 x 16 x 16, B x 64 x 32 x 32
            maps.append(layer(maps[-1]))
            if len(maps) > REACH and self.excitations:
                excitation = self.excitations[len(maps) - 1 - REACH]
                maps[-1] = maps[-1] * excitation(maps[-1 - REACH])
        pictures: Tensor = self.last(maps[-1])  # B x 3 x 64 x 64
        return pictures


class Excitation(nn.Sequential):
    """Lets coarse maps open and close the channels of fine ones, picture by picture.

    Skip-layer excitation (Liu et al. 2021, FastGAN), after the squeeze-and-excitation
    of Hu et al. 2018: what is decided at 4x4 reaches 32x32 in one step, and so does the
    gradient on its way back.
    """

    def __init__(self, coarse: int, fine: int) -> None:
        super().__init__(
            nn.AdaptiveAvgPool2d(COARSEST),  # B x coarse x 4 x 4
            nn.Conv2d(coarse, SQUEEZED, COARSEST),  # B x 64 x 1 x 1
            nn.SiLU(),
            nn.Conv2d(SQUEEZED, fine, 1),
            nn.Sigmoid(),  # B x fine x 1 x 1 of 0 to 1
        )


class Critic(nn.Module):
    """Judges: the generator's layers the other way round, down to one number."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        channels = (3, *reversed(shape.channels))
        bound = spectral_norm if shape.spectral_norm else _as_it_is
        layers: list[nn.Module] = []
        for before, after in pairwise(channels):
            layers += [bound(nn.Conv2d(before, after, 4, 2, 1)), nn.LeakyReLU(SLOPE)]
        self.layers = nn.Sequential(*layers)
        self.variety = shape.variety
        widest = channels[-1]
        self.mix = bound(nn.Conv2d(widest + shape.variety, widest, 3, 1, 1))
        self.verdict = bound(nn.Conv2d(widest, 1, COARSEST))

    def forward(self, pictures: Tensor) -> Tensor:
        """Turn pictures, B x 3 x 64 x 64, into verdicts, B: above 0 means a work."""
        maps = self.layers(pictures)  # B x 64 x 32 x 32 ... B x 512 x 4 x 4
        if self.variety:
            maps = torch.cat([maps, deviation(maps)], dim=1)  # B x 513 x 4 x 4
        maps = leaky_relu(self.mix(maps), SLOPE)  # B x 512 x 4 x 4
        verdicts: Tensor = self.verdict(maps).flatten()  # B
        return verdicts.float()


def deviation(maps: Tensor) -> Tensor:
    """Return how much groups of a batch vary, as one more map: B x 1 x 4 x 4.

    Minibatch standard deviation (Karras et al. 2018), over groups of 4 pictures; a
    batch that 4 does not divide is one group.
    """
    batch = maps.shape[0]
    group = GROUP if batch % GROUP == 0 else batch
    grouped = maps.float().reshape(batch // group, group, -1)  # groups x 4 x features
    spread = grouped.var(dim=1, unbiased=False).add(1e-8).sqrt().mean(dim=1)
    column = spread.repeat_interleave(group)[:, None, None, None]
    return column.expand(-1, 1, *maps.shape[2:]).to(maps.dtype)


def _doubling(before: int, after: int, upsampling: str) -> nn.Module:
    """Double height and width: B x before x H x W to B x after x 2H x 2W."""
    return nn.Sequential(
        _upscale(before, after, upsampling, bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(),
    )


def _upscale(
    before: int,
    after: int,
    upsampling: str,
    *,
    bias: bool = True,
) -> nn.Module:
    if upsampling == "transposed":
        # 4 is a multiple of the stride 2: each pixel gets as many taps, no checkerboard
        return nn.ConvTranspose2d(before, after, 4, 2, 1, bias=bias)
    convolution = nn.Conv2d(before, after, 3, 1, 1, bias=bias)
    return nn.Sequential(nn.Upsample(scale_factor=2), convolution)


def _start_small(module: nn.Module) -> None:
    """Draw weights of standard deviation 0.02, as in the paper."""
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
        nn.init.normal_(module.weight, 0.0, 0.02)


def _as_it_is(module: nn.Module) -> nn.Module:
    return module
