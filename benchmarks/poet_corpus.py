"""The poems that the poet's benches run on, read and admitted by the core itself.

`ATHENA_TEST_DATA` names the folder that holds `poems/`; without it they leave with a
sentence.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from athena_plugin_lstm import reading
from athena_plugin_lstm.measuring import characters
from athena_plugin_lstm.vocabulary import Verse

from athena_core import Corpus, run
from athena_core.plugins import plugins

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = ROOT / "plugins" / "lstm" / "left_out.txt"


@dataclass(frozen=True)
class Poems:
    """What is learned from, what is measured on, and its length in characters."""

    learned: list[Verse]
    held_out: list[Verse]
    characters: int


def corpus() -> Corpus:
    """Return the works that the shipped poet learned from, and the held-out ones."""
    folder = Path(os.environ.get("ATHENA_TEST_DATA", "")) / "poems"
    if not (folder / "works").is_dir():
        sys.exit("set ATHENA_TEST_DATA to the folder that holds poems/works")
    offer = run.Offer(
        name=str(folder),
        right="public-domain",
        because="copyright has run out: see SOURCES.md",
    )
    _, dataset = run.offered(plugins(), offer)
    selection = run.Selection(leave_out=run.read_leave_out(LEFT_OUT))
    return run.admitted(plugins(), dataset, selection, learns_from=("text/plain",))


def poems() -> Poems:
    """Return the corpus as the poet reads it."""
    works = corpus()
    unseen = reading.read(works.held_out)
    return Poems(reading.read(works.works), unseen, sum(map(characters, unseen)))
