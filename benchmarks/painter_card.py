"""Measure a painter and write what was found into its card, with a sample sheet.

    ATHENA_TEST_DATA=../shared/data python benchmarks/painter_card.py MODEL_FOLDER

`distance` is the sliced Wasserstein distance of 256 pictures to held-out works at 64x64
(mean over scales, times 1000, lower is nearer), beside that of works it learned from.
`copying` is how far a picture lies from the nearest work learned from, as a share of
how far a held-out work lies from it, medians: at 1 a picture is as new as a work nobody
showed; well below 1 the painter copies.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from athena_plugin_dcgan import checkpoint, drawing
from athena_plugin_dcgan.params import PainterParams
from painter_quality import distance, small
from painter_works import corpus, decoded
from torch import Tensor
from torch.nn.functional import avg_pool2d

from athena_core import Context, Corpus

WORDS = {
    "about": (
        "A DCGAN of 64x64 pixels that learned from colour pictures, mostly book "
        "illustration and watercolour, at most 60 of each maker; copyright in all of "
        "them has run out (USA; life + 70 years). Its pictures are not works by any of "
        "those makers."
    ),
    "pieces": "What it paints is CC0-1.0 as well: use it as you like, sell it too.",
    "trademarks": (
        "Trademarks outlive copyright: names of characters in the works, Peter Rabbit "
        "among them, belong to others. Sell no picture under such a name."
    ),
}
COUNT = 256
COARSE = 32
SHEET = 24
COLUMNS = 6


def measures(folder: Path, works: Corpus, cache: Path) -> dict[str, Any]:
    """Return what is measured of the painter in a folder."""
    side = checkpoint.shape(folder).size
    kinds = works.works, works.held_out
    learned, unseen = (
        decoded(kind, cache, side=side, fit="crop", trim=True) for kind in kinds
    )
    painted = paint(folder, COUNT, 1.0)
    shuffled = learned[torch.randperm(len(learned), generator=_chance())]
    ruler = small(unseen)
    return {
        "works": len(learned),
        "held_out": len(unseen),
        "pictures": COUNT,
        "distance": _rounded(distance(small(painted), ruler)),
        "distance_of_works_learned_from": _rounded(
            distance(small(shuffled[:COUNT]), ruler)
        ),
        "copying": _rounded(_nearest(painted, learned) / _nearest(unseen, learned)),
    }


def paint(folder: Path, count: int, truncation: float) -> Tensor:
    """Return pictures of seeds 1 to count, uint8 N x H x W x 3."""
    network = checkpoint.generator(folder)
    context = Context(seeds=(1,), scratch=folder, cache=folder)
    length = checkpoint.shape(folder).latent
    latents = drawing.sheet_latents(length, context, range(1, count + 1))
    with torch.inference_mode():
        painted = [network(each) for each in (latents * truncation).split(16)]
    return drawing.to_bytes(torch.cat(painted))


def _nearest(pictures: Tensor, works: Tensor) -> float:
    """Return the median distance to the nearest work, mirrored or not, at 32x32."""
    ours, theirs = _coarse(pictures), _coarse(torch.cat([works, works.flip(2)]))
    return float(torch.cdist(ours, theirs).min(dim=1).values.median())


def _coarse(pictures: Tensor) -> Tensor:
    levels = pictures.permute(0, 3, 1, 2).float()
    return avg_pool2d(levels, levels.shape[-1] // COARSE).flatten(1)


def _chance() -> torch.Generator:
    return torch.Generator().manual_seed(0)


def _rounded(value: float) -> float:
    return round(value, 2)


def main() -> None:
    """Measure, write the card and the sheet, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trained", help="for how long and on what, in words")
    options = parser.parse_args()
    folder = options.folder
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as name:
        found = measures(folder, corpus(), Path(name))
    card = json.loads((folder / "card.json").read_text("utf-8"))
    card |= {**WORDS, "measures": found}
    if options.trained:
        card["trained"] = options.trained
    text = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / "card.json").write_text(text + "\n", "utf-8")
    sheet = drawing.sheet(paint(folder, SHEET, PainterParams().truncation), COLUMNS)
    (folder / "sheet.png").write_bytes(sheet)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
