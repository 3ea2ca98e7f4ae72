"""From a seed to the bytes of a picture, the same on every run.

A latent comes from its own seed's generator of chance and the network runs in float64
on the CPU, one picture at a time: so neither the number of pictures, nor threads, nor
the processor's instruction set leave a trace in the bytes (in float32 they do). It
costs about half as much time again.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from PIL import Image
from torch import Tensor

from athena_core import Context, pictures
from athena_plugin_dcgan.model import Generator

SHEET_SEEDS = tuple(range(1, 26))
"""The pictures of every sample sheet, so that two sheets can be compared."""
GAP = 2
"""Pixels between the pictures of a sheet."""
PARALLEL = 1e-7
"""Latents nearer than this angle are joined by a straight line."""


def latent(seed: int, length: int, context: Context) -> Tensor:
    """Return the point of a seed: `length` normal numbers in float64."""
    chance = context.random(seed)
    return torch.tensor(
        [chance.gauss(0.0, 1.0) for _ in range(length)],
        dtype=torch.float64,
    )


def between(start: Tensor, end: Tensor, share: float) -> Tensor:
    """Return a point on the way from one latent to another, both of one length.

    Along the arc, its length changing evenly: a straight line would lead through the
    middle, where no seed lies and every picture is the same grey average.
    """
    if share in {0.0, 1.0}:
        return end if share else start
    lengths = torch.stack([start.norm(), end.norm()])
    cosine = (start @ end / lengths.prod()).clamp(-1, 1)
    angle = cosine.acos()
    if angle.sin() < PARALLEL:
        return torch.lerp(start, end, share)
    weights = torch.stack([((1 - share) * angle).sin(), (share * angle).sin()])
    ends = torch.stack([start / lengths[0], end / lengths[1]])
    direction = (weights / angle.sin()) @ ends
    return direction * torch.lerp(lengths[0], lengths[1], share)


def picture(generator: Generator, latents: Tensor) -> bytes:
    """Paint one picture from one latent; returns PNG bytes."""
    with torch.inference_mode():
        pixels = to_bytes(generator(latents[None]))[0]
    return pictures.encode(_image(pixels))


def to_bytes(painted: Tensor) -> Tensor:
    """Turn B x 3 x H x W of -1 to 1 into uint8 B x H x W x 3."""
    levels = ((painted + 1) * 127.5).round().clamp(0, 255)
    return levels.to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu()


def sheet(pixels: Tensor, columns: int) -> bytes:
    """Lay pictures, uint8 N x H x W x 3, out in rows; returns PNG bytes."""
    count, height, width, _ = pixels.shape
    rows = -(-count // columns)
    size = columns * (width + GAP) + GAP, rows * (height + GAP) + GAP
    page = Image.new("RGB", size, "white")
    for number, each in enumerate(pixels):
        row, column = divmod(number, columns)
        place = GAP + column * (width + GAP), GAP + row * (height + GAP)
        page.paste(_image(each), place)
    return pictures.encode(page)


def _image(pixels: Tensor) -> Image.Image:
    """Turn uint8 H x W x 3 into a Pillow picture."""
    size = pixels.shape[1], pixels.shape[0]
    return Image.frombytes("RGB", size, bytes(pixels.contiguous().flatten().tolist()))


def sheet_latents(length: int, context: Context, seeds: Sequence[int]) -> Tensor:
    """Return the latents of a sheet's seeds: N x length in float64."""
    return torch.stack([latent(seed, length, context) for seed in seeds])
