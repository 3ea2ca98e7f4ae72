"""CPU seconds of the commands that only help and list, beside a bare interpreter.

Prints medians of whole processes and the ratio to the bare one:

    python benchmarks/startup.py
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys

RUNS = 15
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "athena --help": ["-m", "athena_core", "--help"],
    "athena plugins list": ["-m", "athena_core", "plugins", "list"],
    "athena generators list": ["-m", "athena_core", "generators", "list"],
    "athena create painter --help": [
        "-m",
        "athena_core",
        "create",
        "painter",
        "--help",
    ],
}


def cpu(arguments: list[str]) -> float:
    """Return the CPU seconds of one child process, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run every command in turn, so that noise falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for arguments in COMMANDS.values():
        cpu(arguments)
    for _ in range(RUNS):
        for name, arguments in COMMANDS.items():
            times[name].append(cpu(arguments))
    bare = statistics.median(times["python -c pass"])
    print(f"{'command':32}{'CPU ms':>8}{'x bare':>8}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:32}{median * 1000:8.0f}{median / bare:8.1f}")


if __name__ == "__main__":
    main()
