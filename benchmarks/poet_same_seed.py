"""One seed, one poem: 200 seeds in other company, processes, threads and instructions.

    python benchmarks/poet_same_seed.py --seeds 200

Each row writes the same seeds in a child process of its own; poems are compared by
their SHA-256. Leaves with status 1 when one differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from poet_against_peers import SHIPPED

ROWS = (
    ("32 together, 1 thread, avx2", "avx2", 1, 32),
    ("1 at a time, 1 thread, avx512", "avx512", 1, 1),
    ("7 together, 2 threads, avx512", "avx512", 2, 7),
    ("100 together, 4 threads, default", "default", 4, 100),
)


def child(folder: Path, seeds: int, threads: int, together: int) -> None:
    """Write the poems and print their hashes."""
    import torch  # noqa: PLC0415 - the parent needs none of it
    from athena_plugin_lstm import checkpoint, writing  # noqa: PLC0415
    from athena_plugin_lstm.params import PoetParams  # noqa: PLC0415

    torch.set_num_threads(threads)
    writing.TOGETHER = together
    writer = writing.Writer(*checkpoint.load_model(folder))
    drafts = writer.write(range(1, seeds + 1), PoetParams())
    texts = [f"{draft.title}\n{draft.text}" for draft in drafts if draft is not None]
    print(json.dumps([hashlib.sha256(text.encode()).hexdigest() for text in texts]))


def hashes(folder: Path, seeds: int, row: tuple[str, str, int, int]) -> list[str]:
    """Return the hashes that a child of this row prints."""
    _, capability, threads, together = row
    command = [sys.executable, __file__, str(folder), "--seeds", str(seeds)]
    command += ["--child", str(threads), str(together)]
    environment = {**os.environ, "ATEN_CPU_CAPABILITY": capability}
    done = subprocess.run(  # noqa: S603 - this very script
        command, env=environment, stdout=subprocess.PIPE, check=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print how many poems differ from the first row's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--child", type=int, nargs=2, metavar=("THREADS", "TOGETHER"))
    options = parser.parse_args()
    if options.child:
        child(options.folder, options.seeds, *options.child)
        return
    first: list[str] = []
    worst = 0
    for row in ROWS:
        found = hashes(options.folder, options.seeds, row)
        first = first or found
        differ = sum(a != b for a, b in zip(first, found, strict=True))
        worst = max(worst, differ)
        print(f"{row[0]}: {len(set(found))} poems, {differ} differ", flush=True)
    sys.exit(1 if worst else 0)


if __name__ == "__main__":
    main()
