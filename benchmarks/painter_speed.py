"""How many pictures a CPU-second teaches: the PyTorch example's step beside ours.

    python benchmarks/painter_speed.py

One thread, float32, 64x64, batch 64, made-up pixels. The steps take turns in one
process, so that a busy machine slows them alike; medians of CPU time. Three lines:
the example's step as written; its very networks and losses stepped our way (what the
trainer's tricks alone buy); and Athena's painter with its defaults. `peak` is the share
of what a 2048 x 2048 matrix product reaches on the same thread.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import torch
from athena_plugin_dcgan.model import Shape
from athena_plugin_dcgan.params import PainterTrainParams
from athena_plugin_dcgan.training import Trainer
from athena_plugin_dcgan.works import Works
from painter_opponents import Example
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as logistic
from torch.utils.flop_counter import FlopCounterMode

from athena_core import Context

BATCH = 64
PICTURES = 256


class Improved(Example):
    """The example's networks and losses, stepped as our trainer steps.

    Pixels stay uint8, layouts are channels last, nothing is read back, the loss takes
    logits, the generator's step computes no gradients for the critic's weights, and
    Adam is fused.
    """

    def __init__(self, pictures: Tensor, seed: int) -> None:
        super().__init__(pictures, seed)
        self.bytes = pictures
        self.pictures = torch.empty(0)
        last = list(self.critic)[:-1]
        self.critic = nn.Sequential(*last)
        for network in (self.critic, self.generator):
            network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.critic_adam = self._fused(self.critic)
        self.generator_adam = self._fused(self.generator)

    def step(self) -> None:
        """Make one step; same losses, same networks, two passes of the critic."""
        chosen = torch.randint(len(self.bytes), (self.batch,))
        works = self.bytes[chosen].permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
        painted = self.generator(torch.randn(self.batch, self.latent, 1, 1))
        self.critic_adam.zero_grad()
        self._loss(works, 1.0).backward()
        self._loss(painted.detach(), 0.0).backward()
        self.critic_adam.step()
        self.critic.requires_grad_(False)
        self.generator_adam.zero_grad()
        self._loss(painted, 1.0).backward()
        self.generator_adam.step()
        self.critic.requires_grad_(True)

    def _loss(self, pictures: Tensor, answer: float) -> Tensor:
        verdicts = self.critic(pictures).flatten()
        return logistic(verdicts, torch.full_like(verdicts, answer))

    @staticmethod
    def _fused(network: nn.Module) -> torch.optim.Adam:
        return torch.optim.Adam(network.parameters(), 2e-4, (0.5, 0.999), fused=True)


class Pixels(Works):
    """Made-up works, so that the bench needs no collection."""

    def __init__(self, pictures: Tensor) -> None:
        self.pixels = pictures
        self.flips = True
        self.order = torch.empty(0, dtype=torch.int64)


def ours(pictures: Tensor, **changes: object) -> Callable[[], None]:
    """Return the step of Athena's painter."""
    params = PainterTrainParams.model_validate({"batch": BATCH, **changes})
    shape = Shape(
        latent=params.latent,
        width=params.width,
        upsampling=params.upsampling,
        excitation=params.excitation,
    )
    accelerator = Context(seeds=(1,), scratch=None, cache=None).accelerator()  # type: ignore[arg-type]
    return Trainer(shape, params, Pixels(pictures), accelerator, 1).advance


def cpu_seconds(step: Callable[[], None]) -> float:
    """Return the CPU time of one call."""
    start = time.process_time()
    step()
    return time.process_time() - start


def _product(one: Tensor, two: Tensor) -> None:
    torch.mm(one, two)


def peak(size: int = 2048, rounds: int = 5) -> float:
    """Return the floating-point operations a CPU-second of a matrix product makes."""
    one, two = torch.randn(2, size, size)
    times = [cpu_seconds(lambda: _product(one, two)) for _ in range(rounds)]
    operations: float = 2 * size**3 / statistics.median(times)
    return operations


def operations(step: Callable[[], None]) -> int:
    """Count the floating-point operations of one step's products and convolutions."""
    with FlopCounterMode(display=False) as counter:
        step()
    return int(counter.get_total_flops())


def main() -> None:
    """Run all in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    chance = torch.Generator().manual_seed(0)
    size = PICTURES, 64, 64, 3
    pictures = torch.randint(0, 256, size, generator=chance).to(torch.uint8)
    paper = {"width": 512, "upsampling": "transposed", "excitation": False}
    steps = {
        "the PyTorch example as written": Example(pictures, 1).step,
        "its networks, stepped our way": Improved(pictures, 1).step,
        "Athena at the paper's width": ours(pictures, **paper),
        "Athena, defaults": ours(pictures),
    }
    counts = {name: operations(step) for name, step in steps.items()}
    times: dict[str, list[float]] = {name: [] for name in steps}
    peaks = []
    for _ in range(rounds):
        peaks.append(peak(rounds=1))
        for name, step in steps.items():
            times[name].append(cpu_seconds(step))
    _table(times, counts, statistics.median(peaks))


def _table(
    times: dict[str, list[float]],
    counts: dict[str, int],
    most: float,
) -> None:
    print(
        f"torch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}, ",
        end="",
    )
    print(f"peak {most / 1e9:.0f} GFLOP per CPU-second, batch {BATCH}\n")
    print(f"{'':34}{'images/CPU-s':>13}{'ratio':>8}{'GFLOP/image':>13}{'peak':>7}")
    first = statistics.median(next(iter(times.values())))
    for name, each in times.items():
        median = statistics.median(each)
        share = counts[name] / median / most
        print(
            f"{name:34}{BATCH / median:13.1f}{first / median:8.2f}"
            f"{counts[name] / BATCH / 1e9:13.2f}{share:7.0%}",
        )


if __name__ == "__main__":
    main()
