from __future__ import annotations

from pathlib import Path

import torch
from athena_plugin_dcgan.works import Works

from athena_core import Corpus, pixels


def works(corpus: Corpus, folder: Path, *, flips: bool = False) -> Works:
    found = pixels.pixel_array(corpus.works, folder, side=32)
    return Works(found, flips=flips)


def test_every_work_comes_once_before_any_comes_again(
    corpus: Corpus,
    tmp_path: Path,
) -> None:
    shown = works(corpus, tmp_path)
    chance = torch.Generator().manual_seed(0)
    batches = [shown.batch(3, chance) for _ in range(4)]
    for first, second in (batches[:2], batches[2:]):
        pictures = torch.cat([first, second]).flatten(1)
        assert len(torch.unique(pictures, dim=0)) == 6


def test_works_are_floats_of_minus_one_to_one_channels_last(
    corpus: Corpus,
    tmp_path: Path,
) -> None:
    batch = works(corpus, tmp_path).batch(4, torch.Generator().manual_seed(0))
    assert batch.shape == (4, 3, 32, 32)
    assert batch.is_contiguous(memory_format=torch.channels_last)
    assert -1 <= batch.min() < batch.max() <= 1


def test_flips_mirror_about_half_the_works(corpus: Corpus, tmp_path: Path) -> None:
    chance = torch.Generator().manual_seed(0)
    plain = {row.numpy().tobytes() for row in works(corpus, tmp_path).batch(6, chance)}
    shown = works(corpus, tmp_path, flips=True).batch(60, chance)
    mirrored = sum(row.numpy().tobytes() not in plain for row in shown)
    assert 15 < mirrored < 45
