"""A hundred paintings and a hundred poems, saved, verified and made again elsewhere.

    python benchmarks/remake.py --count 100

The pieces are made once by `athena create`; each row makes them all again in a fresh
process with other instructions and threads. Leaves with status 1 unless every one is
`remade: exact`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

Settings = tuple[str, int] | None
ROWS: tuple[tuple[str, Settings], ...] = (
    ("as it comes", None),
    ("default instructions, 1 thread", ("default", 1)),
    ("default instructions, 2 threads", ("default", 2)),
    ("avx2, 1 thread", ("avx2", 1)),
    ("avx2, 2 threads", ("avx2", 2)),
    ("avx512, 1 thread", ("avx512", 1)),
    ("avx512, 2 threads", ("avx512", 2)),
)
ENDINGS = {"painter": "painter-*[0-9].png", "poet": "poet-*[0-9].txt"}


def athena(*arguments: str, home: Path, **environment: str) -> str:
    """Run the command in a process of its own; returns what it printed."""
    done = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-m", "athena_core", *arguments],
        env={**os.environ, "ATHENA_HOME": str(home), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return done.stdout


def row_of(settings: Settings) -> dict[str, str]:
    """Return the environment of a row."""
    if settings is None:
        return {}
    capability, threads = settings
    return {"ATEN_CPU_CAPABILITY": capability, "OMP_NUM_THREADS": str(threads)}


def main() -> None:
    """Print how many came out the same, row by row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    count = str(parser.parse_args().count)
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        for generator, pattern in ENDINGS.items():
            folder = Path(scratch) / generator
            seeds = ("--seed", "1", "--count", count, "--out", str(folder))
            athena("create", generator, *seeds, home=home)
            files = sorted(str(path) for path in folder.glob(pattern))
            levels = athena("verify", *files, home=home).count(": unsigned")
            print(f"{generator}: {len(files)} saved, {levels} verified (unsigned)")
            for name, settings in ROWS:
                told = athena("remake", *files, home=home, **row_of(settings))
                exact = told.count("remade: exact")
                wrong += len(files) - exact
                print(f"  {name:<34} {exact:>4} exact of {len(files)}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
