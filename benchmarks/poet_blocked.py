"""Write 2,000 poems with the shipped poet and look for blocked words in each.

    python benchmarks/poet_blocked.py --count 2000

The words are those of the plugin's `blocked.txt`, and, where `ATHENA_TEST_DATA` is set,
those of the third column of the collection's `CONTENT_NOTES.md`. A third of the poems
is written at temperature 1.5 without top-p, where strange words are likeliest. Leaves
with status 1 when one is found.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

import torch
from athena_plugin_lstm import checkpoint
from athena_plugin_lstm.params import PoetParams
from athena_plugin_lstm.spelling import blocked_words, pattern, plain
from athena_plugin_lstm.writing import Writer
from poet_against_peers import SHIPPED

WILD = PoetParams(temperature=1.5, top_p=1.0)


def noted() -> set[str]:
    """Return the words of the third column of the content notes, if they are here."""
    path = Path(os.environ.get("ATHENA_TEST_DATA", "")) / "poems" / "CONTENT_NOTES.md"
    if not path.is_file():
        return set()
    rows = (line.split("|") for line in path.read_text("utf-8").splitlines())
    thirds = (row[3] for row in rows if len(row) > 4 and ".jsonl" in row[1])
    return {
        word for third in thirds for word in re.findall(r"([a-z-]+) \(\d+\)", third)
    }


def main() -> None:
    """Write, look, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    words = {*blocked_words(), *noted()}
    find = pattern(words)
    writer = Writer(*checkpoint.load_model(options.folder))
    count, wild = options.count - options.count // 3, options.count // 3
    plans = ((range(1, count + 1), PoetParams()), (range(1, wild + 1), WILD))
    found, written, spelled = [], 0, 0
    for seeds, params in plans:
        for draft in writer.write(seeds, params):
            if draft is not None:
                text = f"{draft.title}\n{draft.text}"
                written, spelled = written + 1, spelled + len(text.split())
                found += find.findall(plain(text))
    print(f"{written:,} poems, {spelled:,} words, {len(words)} words looked for:")
    print(f"found {len(found)} {sorted(set(found))}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
