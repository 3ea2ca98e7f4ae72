"""The pictures the painter's benches run on: `works.csv`, colour, 60 of each maker."""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from athena_core import Corpus, Right, Work, held_out, pixels
from athena_core.consent.registry import registry
from athena_core.pictures import Fit

PER_MAKER = 60
RIGHT = Right(basis="public-domain", because="copyright has run out: see SOURCES.md")


def corpus() -> Corpus:
    """Return the colour works, capped, and all colour works that are held out.

    What is learned from is what `athena train painter --only tone:colour --per-maker
    60` learns from of what is on the registry; held out are 64 works, so that there is
    more to measure on.

    Leaves with a sentence when `ATHENA_TEST_DATA` names no folder with paintings/.
    """
    folder = Path(os.environ.get("ATHENA_TEST_DATA", "")) / "paintings"
    if not (folder / "works.csv").is_file():
        sys.exit("set ATHENA_TEST_DATA to the folder that holds paintings/works.csv")
    with (folder / "works.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["tone"] == "colour"]
    known = registry()
    rows = [row for row in rows if known.holding(row["sha256"])]
    works = [_work(folder, row) for row in sorted(rows, key=lambda row: row["file"])]
    return Corpus(
        works=tuple(work for work in _capped(works) if not held_out(work.sha256)),
        held_out=tuple(work for work in works if held_out(work.sha256)),
    )


def _work(folder: Path, row: dict[str, Any]) -> Work:
    path = folder / row["file"]
    return Work(
        id=row["file"],
        title=row["title"],
        maker=row["artist"],
        year=None,
        media_type="image/jpeg",
        sha256=row["sha256"],
        right=RIGHT,
        open=lambda: path.open("rb"),
    )


def _capped(works: list[Work]) -> list[Work]:
    seen: Counter[str] = Counter()
    kept = []
    for work in works:
        seen[work.maker] += 1
        if seen[work.maker] <= PER_MAKER:
            kept.append(work)
    return kept


def decoded(
    works: tuple[Work, ...],
    folder: Path,
    *,
    side: int,
    fit: Fit,
    trim: bool,
) -> Tensor:
    """Return the works as uint8 N x side x side x 3."""
    found = pixels.pixel_array(works, folder, side=side, fit=fit, trim=trim)
    flat = torch.from_file(str(found.path), size=found.size, dtype=torch.uint8)
    return flat.view(found.shape)
