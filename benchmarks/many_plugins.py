"""What fifty installed plugins cost at start, beside three.

Writes plugins as pip would leave them behind (metadata with a README, entry point,
RECORD) into a temporary site folder, beside those of this environment, and takes the
CPU seconds of whole processes, each command with few and with many in turn. Specs come
from the cache, as from the second start on:

    python benchmarks/many_plugins.py
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = 5
FEW, MANY = 3, 50
LIMIT = 1.10
COMMANDS = {
    "athena --help": ["--help"],
    "athena plugins list": ["plugins", "list"],
    "athena create painter --help": ["create", "painter", "--help"],
    "athena create painter --seed 7": ["create", "painter", "--seed", "7"],
}
HELD = (
    "athena --help",
    "athena create painter --help",
    "athena create painter --seed 7",
)
SOURCE = """
import time
time.sleep(1)  # an import is seen at once
from athena_core import DatasetSpec, GeneratorSpec, hookimpl

@hookimpl
def athena_generators():
    for name in ("weaver", "carver", "singer"):
        yield GeneratorSpec(
            name=f"{{name}}-{number}", summary="One of many.", factory="a:B",
            params="a:C", media_types=("text/plain",),
        )

@hookimpl
def athena_datasets():
    yield DatasetSpec(name="yarn-{number}", summary="s", factory="a:B", params="a:C")
"""
README = "Many words about what it does, with examples and their output.\n" * 200


def install(site: Path, number: int) -> None:
    """Write one plugin."""
    module = f"athena_plugin_many_{number}"
    info = site / f"{module}-1.0.dist-info"
    info.mkdir(parents=True)
    (site / f"{module}.py").write_text(SOURCE.format(number=number), "utf-8")
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: athena-plugin-many-{number}\nVersion: 1.0\n"
        f"Requires-Dist: athena-core<0.2,>=0.1\n\n{README}",
        "utf-8",
    )
    entry = f"[athena.plugins]\nmany-{number} = {module}\n"
    (info / "entry_points.txt").write_text(entry, "utf-8")
    rows = [f"{module}/part_{part}.py,sha256=abcdef{part},1000" for part in range(30)]
    (info / "RECORD").write_text("\n".join([f"{module}.py,,", *rows]) + "\n", "utf-8")


def cpu(site: Path, home: Path, arguments: list[str]) -> float:
    """Return the CPU seconds of one command, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "athena_core", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": str(site),
            "ATHENA_HOME": str(home),
            "OMP_NUM_THREADS": "1",
        },
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(folder: Path) -> dict[str, dict[int, float]]:
    """Return each command's median, with few and with many plugins."""
    times: dict[str, dict[int, list[float]]] = {
        name: {FEW: [], MANY: []} for name in COMMANDS
    }
    for count in (FEW, MANY):
        for number in range(count):
            install(folder / str(count) / "site", number)
    for run in range(RUNS + 1):
        for name, arguments in COMMANDS.items():
            for count in (FEW, MANY):
                site, home = folder / str(count) / "site", folder / str(count) / "home"
                spent = cpu(site, home, arguments)
                if run:  # the first fills the cache
                    times[name][count].append(spent)
    return {
        name: {count: statistics.median(values) for count, values in both.items()}
        for name, both in times.items()
    }


def main() -> int:
    """Print the table; the status is 1 when a command that is held to it is slower."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder))
    print(
        f"{'command, CPU ms':34}{f'{FEW} plugins':>12}{f'{MANY} plugins':>12}{'x':>7}"
    )
    for name, both in found.items():
        few, many = both[FEW], both[MANY]
        print(f"{name:34}{few * 1000:12.0f}{many * 1000:12.0f}{many / few:7.2f}")
    return int(any(found[name][MANY] > found[name][FEW] * LIMIT for name in HELD))


if __name__ == "__main__":
    raise SystemExit(main())
