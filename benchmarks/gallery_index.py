"""How long the gallery's index takes with 20,000 pieces, beside a walk through all.

Poems and pictures of invented words are written into a temporary home. Prints medians
and 95th percentiles in milliseconds, those of the processor (a busy machine has longer
ones by the clock), and how many times a question is quicker than reading every record;
leaves with status 1 where a question takes a second:

    python benchmarks/gallery_index.py [PIECES]
"""

from __future__ import annotations

import io
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from PIL import Image

from athena_core import gallery
from athena_core.files import dumps
from athena_core.gallery.index import place
from athena_core.library import home
from athena_core.provenance import stamp
from athena_core.provenance.carried import carried
from athena_core.provenance.content import content
from athena_core.provenance.record import record

PIECES = 20_000
RUNS, PROCESSES = 50, 7
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
MAKERS = [f"Maker{number} Invented{number * 7}" for number in range(45)]
QUESTIONS = {
    "a page of 50, the newest": gallery.Query(),
    "one word": gallery.parsed("lantern"),
    "three words": gallery.parsed("lantern gale moss"),
    "the beginning of a word": gallery.parsed("la"),
    "an artist": gallery.parsed("maker7"),
    "a word and filters": gallery.parsed("moss kind:poem tag:kept"),
    "a seed": gallery.parsed("seed:777"),
    "favourites": gallery.Query(favourite=True),
    "no such word": gallery.parsed("xylograph"),
}


def words() -> list[str]:
    """Return two thousand invented words, and a few that are asked for."""
    chance = random.Random(1)  # noqa: S311 - the same pieces each time
    parts = ["ta", "mo", "ri", "sel", "wen", "lu", "gar", "o", "thi", "ne"]
    made = {"".join(chance.choices(parts, k=3)) for _ in range(4000)}
    return [*sorted(made), "lantern", "gale", "moss", "tide"]


def written(kind: str, data: bytes, number: int, title: str) -> dict[str, Any]:
    """Return the record of one piece: as long as those of the shipped poet."""
    made = record(
        generator="bench/poet" if kind == "text/plain" else "bench/painter",
        distribution="athena-core",
        model=None,
        seed=number,
        attempt=0,
        params={},
        title=title,
        content=content(kind, data),
        checks=[],
    )
    day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    makers = [{"maker": maker, "works": 70} for maker in MAKERS]
    model = {"name": f"model-{number % 5}", "works": 3150, "makers": makers}
    return {**made, "made_on": f"{day}T10:00:{number % 60:02d}Z", "model": model}


def fill(count: int) -> None:
    """Write the pieces, not flushed one by one: that is not what is measured."""
    known, chance = words(), random.Random(2)  # noqa: S311 - the same
    stream = io.BytesIO()
    Image.effect_noise((64, 64), 60).convert("RGB").save(stream, "PNG")
    for number in range(count):
        title = " ".join(chance.choices(known, k=3))
        kind = "text/plain" if number % 2 else "image/png"
        lines = (" ".join(chance.choices(known, k=6)) for _ in range(12))
        data = "\n".join(lines).encode() if number % 2 else stream.getvalue()
        made = written(kind, data, number, title)
        path = home.gallery() / made["made_on"][:10] / f"{number}{stamp.suffix(kind)}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stamp.stamped(kind, data, made))
        if kind == "text/plain":
            stamp.sidecar(path).write_bytes(dumps(made))


Times = tuple[float, float, float]
"""Milliseconds: median and 95th percentile by the clock, median of the processor's."""


def timed(act: Callable[[], object], runs: int) -> Times:
    """Do something so often, and say how long it took."""
    times, spent = [], []
    for _ in range(runs):
        start, cpu = time.perf_counter(), worked()
        act()
        times.append((time.perf_counter() - start) * 1000)
        spent.append((worked() - cpu) * 1000)
    times.sort()
    largest = times[int(0.95 * (len(times) - 1) + 0.5)]
    return statistics.median(times), largest, statistics.median(spent)


def worked() -> float:
    """Return the seconds of the processor, of this process and its children."""
    spent = (resource.getrusage(who) for who in WHO)
    return sum(one.ru_utime + one.ru_stime for one in spent)


def ask(query: gallery.Query) -> int:
    """Open the index, read a page and the count, as the list does."""
    with gallery.opened() as index:
        gallery.search(index, query, limit=50)
        return gallery.count(index, query)


def walk() -> None:
    """Do without an index: read every record there is."""
    for path in home.gallery().rglob("*"):
        if path.suffix in {".txt", ".png"}:
            carried(path)


def reindexed() -> None:
    """Look through all files."""
    with gallery.opened(whole=False) as index:
        gallery.reindex(index)


def command(*arguments: str) -> None:
    """Run the whole command in a process of its own."""
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "athena_core", "gallery", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )


def line(name: str, times: Times, rest: str = "") -> None:
    """Print one row."""
    print(f"{name:42}" + "".join(f"{one:10.1f}" for one in times) + rest)


def main(count: int) -> int:
    """Measure; returns the exit status."""
    head = "".join(f"{one:>10}" for one in ("median", "p95 ms", "cpu ms"))
    print(f"{f'{count:,} pieces':42}{head}   x quicker, found")
    fill(count)
    line("index made anew", timed(reindexed, 1))
    print(f"{'index, bytes a piece':42}{place().stat().st_size / count:10.0f}")
    line("looked through again", timed(reindexed, 3))
    mark_some()
    alone = timed(walk, 3)
    line("without an index: every record read", alone)
    slowest = 0.0
    for name, query in QUESTIONS.items():
        found = ask(query)
        pair = timed(lambda query=query: ask(query), RUNS)  # type: ignore[misc]
        slowest = max(slowest, pair[1])
        line(name, pair, f"{alone[0] / pair[0]:10.0f}{found:11,}")
    with gallery.opened() as index:
        [newest] = gallery.search(index, gallery.Query(), limit=1)
    line("one saved piece put in", timed(lambda: gallery.remember(newest.path), RUNS))
    line("one favourite", timed(lambda: favourite(newest), RUNS))
    page = timed(lambda: command("list", "--limit", "50"), PROCESSES)
    line("`athena gallery list --limit 50`", page)
    asked = timed(lambda: command("list", "lantern", "--limit", "50"), PROCESSES)
    line("`athena gallery list lantern --limit 50`", asked)
    line("`athena gallery list`, all of them", timed(lambda: command("list"), 3))
    return int(slowest > 1000)


def mark_some() -> None:
    """Say something of every hundredth piece."""
    with gallery.opened() as index:
        some = gallery.search(index, gallery.Query())[::100]
        gallery.mark(index, some, favourite=True, add=["kept"])


def favourite(one: gallery.Exhibit) -> None:
    """Mark one piece, notes flushed to the disk."""
    with gallery.opened() as index:
        gallery.mark(index, [one], favourite=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATHENA_HOME"] = folder
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PIECES))
