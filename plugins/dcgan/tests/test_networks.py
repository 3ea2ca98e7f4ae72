from __future__ import annotations

import pytest
import torch
from athena_plugin_dcgan.drawing import between
from athena_plugin_dcgan.model import Critic, Generator, Shape, deviation


@pytest.mark.parametrize("size", [32, 64, 128, 256])
@pytest.mark.parametrize("upsampling", ["transposed", "nearest"])
def test_shapes_fit_together(size: int, upsampling: str) -> None:
    shape = Shape(size=size, latent=5, width=16, upsampling=upsampling)
    painted = Generator(shape)(torch.randn(4, 5))
    assert painted.shape == (4, 3, size, size)
    assert painted.abs().max() <= 1
    assert Critic(shape)(painted).shape == (4,)


def test_the_default_is_the_papers_network() -> None:
    assert Shape(width=512).channels == (512, 256, 128, 64)


def test_spectral_norm_bounds_every_layer_of_the_critic() -> None:
    critic = Critic(Shape(size=32, width=16))
    for _ in range(30):
        critic(torch.randn(4, 3, 32, 32))
    critic.eval()
    for module in critic.modules():
        if isinstance(module, torch.nn.Conv2d):
            largest = torch.linalg.matrix_norm(module.weight.flatten(1), ord=2)
            assert largest < 1.1


def test_equal_pictures_have_no_deviation_and_unequal_ones_have() -> None:
    same = torch.ones(1, 2, 4, 4).expand(4, -1, -1, -1)
    assert deviation(same).max() < 1e-3
    assert deviation(torch.randn(4, 2, 4, 4)).min() > 0.1


def test_works_and_paintings_are_never_in_one_group() -> None:
    works, paintings = torch.zeros(4, 2, 4, 4), torch.randn(4, 2, 4, 4)
    both = deviation(torch.cat([works, paintings]))
    assert torch.equal(both[4:], deviation(paintings))


def test_halfway_lies_on_the_arc_and_not_in_the_middle() -> None:
    chance = torch.Generator().manual_seed(1)
    start, end = torch.randn(2, 64, generator=chance, dtype=torch.float64)
    half = between(start, end, 0.5)
    assert half.norm().item() == pytest.approx((start.norm() + end.norm()).item() / 2)
    assert ((start + end) / 2).norm() < 0.8 * half.norm()


def test_a_point_is_on_the_way_to_itself() -> None:
    point = torch.ones(3, dtype=torch.float64)
    assert torch.allclose(between(point, point, 0.3), point)
