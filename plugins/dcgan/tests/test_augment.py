from __future__ import annotations

import torch
from athena_plugin_dcgan import augment


def chance(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_gradients_pass_through() -> None:
    pictures = torch.rand(4, 3, 32, 32, requires_grad=True)
    augment.augment(pictures, chance()).sum().backward()
    assert pictures.grad is not None
    assert pictures.grad.abs().sum() > 0


def test_the_same_draw_distorts_the_same_way() -> None:
    pictures = torch.rand(4, 3, 32, 32)
    first = augment.augment(pictures, chance(3))
    assert torch.equal(first, augment.augment(pictures, chance(3)))
    assert not torch.equal(first, augment.augment(pictures, chance(4)))


def test_a_shift_moves_by_an_eighth_at_most_and_brings_in_zeros() -> None:
    pictures = torch.zeros(64, 1, 32, 32)
    pictures[:, :, 16, 16] = 1
    moved = augment.shift(pictures, chance())
    places = moved.nonzero()
    assert len(places) == 64
    assert places[:, 2:].min() >= 12
    assert places[:, 2:].max() <= 20
    corner = augment.shift(torch.ones(64, 1, 32, 32), chance())
    assert corner.min() == 0


def test_a_hole_is_half_as_wide_as_the_picture() -> None:
    holes = augment.punch(torch.ones(200, 1, 32, 32), chance())
    missing = (holes == 0).flatten(1).sum(1)
    assert missing.max() == 16 * 16
    assert missing.min() >= 8 * 8 - 16


def test_recolouring_keeps_the_shape_and_changes_each_picture_differently() -> None:
    pictures = torch.full((2, 3, 8, 8), 0.25)
    one, two = augment.recolour(pictures, chance())
    assert one.shape == (3, 8, 8)
    assert not torch.equal(one, two)
