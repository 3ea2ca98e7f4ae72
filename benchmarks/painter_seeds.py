"""The same seed, the same bytes: 200 seeds in child processes of many kinds.

    python benchmarks/painter_seeds.py [MODEL_FOLDER]

Paints seeds 1 to 200 one by one, in sevens and in hundreds, with one and two threads,
for each instruction set PyTorch can be held to, and compares every PNG. Prints how many
differ; leaves with 1 when one does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import athena_plugin_dcgan

SEEDS = 200
SHIPPED = Path(athena_plugin_dcgan.__file__).parent / "weights"
KINDS = (
    ("default", 1, 100),
    ("avx2", 1, 7),
    ("avx512", 1, 1),
    ("default", 2, 7),
    ("avx2", 2, 1),
    ("avx512", 2, 100),
)


def paint(folder: Path, threads: int, count: int) -> Iterator[str]:
    """Yield the SHA-256 of each seed's PNG, `count` seeds in a call."""
    import torch  # noqa: PLC0415 - children only
    from athena_plugin_dcgan.painter import Painter  # noqa: PLC0415
    from athena_plugin_dcgan.params import PainterParams  # noqa: PLC0415

    from athena_core import Context, Model, Piece  # noqa: PLC0415

    torch.set_num_threads(threads)
    model = Model(name="bench", folder=folder, card={}, ledger={})
    for first in range(1, SEEDS + 1, count):
        seeds = tuple(range(first, min(first + count, SEEDS + 1)))
        context = Context(seeds=seeds, scratch=folder, cache=folder)
        for event in Painter().generate(PainterParams(), context, model):
            if isinstance(event, Piece):
                yield hashlib.sha256(event.data).hexdigest()


def child(folder: Path, kind: tuple[str, int, int]) -> list[str]:
    """Run one kind in a process of its own; returns its hashes."""
    capability, threads, count = kind
    command = [sys.executable, __file__, str(folder)]
    done = subprocess.run(  # noqa: S603 - this very file
        [*command, "--threads", str(threads), "--count", str(count)],
        capture_output=True,
        check=True,
        env={**os.environ, "ATEN_CPU_CAPABILITY": capability},
    )
    hashes: list[str] = json.loads(done.stdout)
    return hashes


def main() -> None:
    """Compare all kinds with the first, or be one of the children."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    if options.threads:
        print(json.dumps(list(paint(options.folder, options.threads, options.count))))
        return
    first: list[str] = []
    worst = 0
    for kind in KINDS:
        start = time.monotonic()
        hashes = child(options.folder, kind)
        first = first or hashes
        differ = sum(a != b for a, b in zip(first, hashes, strict=True))
        worst = max(worst, differ)
        took = time.monotonic() - start
        name = f"{kind[0]}, {kind[1]} threads, {kind[2]} at a time"
        print(f"{name:36} {differ} of {SEEDS} differ  ({took:.0f} s)", flush=True)
    print(f"{len(set(first))} different pictures among {SEEDS}")
    sys.exit(worst > 0)


if __name__ == "__main__":
    main()
