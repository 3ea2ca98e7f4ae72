"""CPU seconds to import each installed plugin's light module, and its options.

Prints medians of whole processes, less that of one which imports what all of them need:

    python benchmarks/plugin_imports.py
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

from athena_core.plugins import plugins

RUNS = 9
GROUND = "athena_core.hookspecs, athena_core.specs"
OPTIONS_GROUND = f"{GROUND}, athena_core.params"


def cpu(modules: str) -> float:
    """Return the CPU seconds of a process that imports these, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", f"import {modules}"]
    subprocess.run(command, check=True)  # noqa: S603 - our own interpreter
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def extra(modules: str, ground: str) -> float:
    """Return the median of what modules cost beyond their ground, run in turn."""
    both = f"{ground}, {modules}"
    return statistics.median(cpu(both) - cpu(ground) for _ in range(RUNS))


def main() -> None:
    """Print one line a plugin."""
    found = plugins()
    print(f"{'plugin':24} {'light, ms':>10} {'options, ms':>12}")
    for one in found.installed:
        generators = [n.spec.params for n in found.generators if n.plugin == one]
        datasets = [n.spec.params for n in found.datasets if n.plugin == one]
        rooms = {params.partition(":")[0] for params in generators + datasets}
        first = extra(one.entry_point.module, GROUND)
        second = extra(", ".join(sorted(rooms)), OPTIONS_GROUND) if rooms else 0.0
        print(f"{one.name:24} {first * 1000:10.1f} {second * 1000:12.1f}")


if __name__ == "__main__":
    main()
