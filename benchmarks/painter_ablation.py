"""What each of the painter's switches buys: all on, then one turned at a time.

    ATHENA_TEST_DATA=../shared/data python benchmarks/painter_ablation.py --minutes 2

Each row trains for the same CPU time on one thread and prints the sliced Wasserstein
distance to held-out works (mean over scales, times 1000, lower is nearer), the variety
beside the works' own, and the steps that were made. Short runs favour what learns
quickly; what only holds off learning by heart (augmentation) pays later.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import torch
from athena_plugin_dcgan import watching
from athena_plugin_dcgan.params import PainterTrainParams
from athena_plugin_dcgan.works import Works
from painter_quality import ROUNDS, SIZE, Ours, distance
from painter_works import corpus, decoded

from athena_core import Context, Corpus, pixels

SWITCHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("defaults", {}),
    ("without augmentation", {"augmentation": False}),
    ("without the moving average", {"average": 0.0}),
    ("without spectral norm", {"spectral_norm": False}),
    ("R1 instead of spectral norm", {"spectral_norm": False, "r1": 1.0}),
    ("non-saturating loss", {"loss": "non-saturating"}),
    ("transposed convolutions", {"upsampling": "transposed"}),
    ("without excitation", {"excitation": False}),
    ("without variety", {"variety": False}),
    ("one learning rate", {"critic_rate": 2e-4}),
    ("the paper's width", {"width": 512}),
    ("batch 32", {"batch": 32}),
)


def measure(
    works: Corpus, folder: Path, changes: dict[str, Any], seconds: float
) -> str:
    """Train once; returns the row."""
    params = PainterTrainParams.model_validate(changes)
    found = pixels.pixel_array(works.works, folder, side=SIZE)
    context = Context(seeds=(1,), scratch=folder, cache=folder)
    learner = Ours(Works(found, flips=params.flips), context, 1, params)
    start = time.process_time()
    while time.process_time() - start < seconds:
        learner.step()
    unseen = decoded(works.held_out, folder, side=SIZE, fit="crop", trim=True)
    painted = learner.paint(ROUNDS * len(unseen))
    share = watching.variety(painted) / watching.variety(unseen)
    away = distance(painted.numpy(), unseen.numpy())
    return f"{away:10.1f}{share:10.2f}{learner.trainer.step:8d}"


def main() -> None:
    """Run all rows and print them as they come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0, help="CPU, each row")
    minutes = parser.parse_args().minutes
    torch.set_num_threads(1)
    works = corpus()
    print(f"{'':32}{'distance':>10}{'variety':>10}{'steps':>8}")
    with tempfile.TemporaryDirectory() as name:
        for label, changes in SWITCHES:
            row = measure(works, Path(name), changes, minutes * 60)
            print(f"{label:32}{row}", flush=True)


if __name__ == "__main__":
    main()
