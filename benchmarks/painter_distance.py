"""Sliced Wasserstein distance over patches of a Laplacian pyramid, in numpy.

Karras, Aila, Laine and Lehtinen 2018, section 5: how far the patches of painted
pictures lie from those of real ones, scale by scale, with no network that somebody else
trained. Times 1000 as in the paper; lower is nearer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Pictures = NDArray[np.uint8]
Reals = NDArray[np.float64]

PATCH = 7
PATCHES = 128
"""Taken of each picture at each scale."""
DIRECTIONS = 512
COARSEST = 16
KERNEL = np.array([1.0, 4.0, 6.0, 4.0, 1.0]) / 16


def sliced_wasserstein(one: Pictures, two: Pictures, seed: int = 0) -> dict[int, float]:
    """Return the distance at each height of the pyramid, finest first.

    Both are N x H x W x 3 with the same N; of the larger set the rest is not looked at.
    """
    count = min(len(one), len(two))
    chance = np.random.default_rng(seed)
    distances = {}
    for left, right in zip(pyramid(one[:count]), pyramid(two[:count]), strict=True):
        patches = [_patches(level, chance) for level in (left, right)]
        directions = chance.standard_normal((patches[0].shape[1], DIRECTIONS))
        directions /= np.linalg.norm(directions, axis=0)
        lines = [np.sort(each @ directions, axis=0) for each in patches]
        distances[left.shape[1]] = float(np.abs(lines[0] - lines[1]).mean() * 1000)
    return distances


def pyramid(pictures: Pictures) -> list[Reals]:
    """Return the details of each scale, and last what is left: N x H x W x 3 each."""
    level = pictures.astype(np.float64)
    levels = []
    while level.shape[1] > COARSEST:
        smaller = _blur(level)[:, ::2, ::2]
        levels.append(level - _enlarge(smaller))
        level = smaller
    return [*levels, level]


def _enlarge(level: Reals) -> Reals:
    count, height, width, channels = level.shape
    wide = np.zeros((count, 2 * height, 2 * width, channels))
    wide[:, ::2, ::2] = level
    return _blur(wide) * 4


def _blur(level: Reals) -> Reals:
    for axis in (1, 2):
        padding = [(0, 0)] * 4
        padding[axis] = (2, 2)
        padded = np.pad(level, padding, mode="reflect")
        length = level.shape[axis]
        parts = [
            weight * np.take(padded, range(start, start + length), axis=axis)
            for start, weight in enumerate(KERNEL)
        ]
        level = np.sum(parts, axis=0)
    return level


def _patches(level: Reals, chance: np.random.Generator) -> Reals:
    """Return N * 128 patches of 7 x 7 x 3, each channel of mean 0 and deviation 1."""
    count, height, width, _ = level.shape
    tops = chance.integers(0, height - PATCH + 1, (count, PATCHES))
    lefts = chance.integers(0, width - PATCH + 1, (count, PATCHES))
    inside = np.arange(PATCH)
    rows = tops[:, :, None, None] + inside[:, None]
    columns = lefts[:, :, None, None] + inside
    which = np.arange(count)[:, None, None, None]
    patches: Reals = level[which, rows, columns].reshape(-1, PATCH * PATCH, 3)
    patches -= patches.mean(axis=(0, 1))
    patches /= patches.std(axis=(0, 1)) + 1e-8
    return patches.reshape(len(patches), -1)
