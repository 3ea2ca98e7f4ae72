"""The gallery's commands with hostile pieces, on a terminal, and how light they are."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from athena_core import run
from athena_core.plugins import Plugins
from athena_core.provenance import reading, stamp
from tests.conftest import Run
from tests.repo.test_imports import loaded

HOSTILE = "\x1b]52;c;aGk=\x07[bold]x[/]\x9b2J\u202e\ttab\nline"


def saved(tiny: Plugins, *seeds: int, generator: str = "parrot") -> list[Path]:
    events = run.create(tiny, generator, seeds or (7,), {}, upscaling="pixels")
    return [event.artwork.path for event in events if isinstance(event, run.Saved)]


def spoil(path: Path) -> None:
    """Give a piece's record a title, a credit and a model that would steer."""
    record = dict(reading.read(path).record or {})
    steering = {"title": HOSTILE, "credit": HOSTILE, "kind": HOSTILE}
    record |= {**steering, "made_on": HOSTILE, "model": {"name": HOSTILE}}
    stamp.sidecar(path).write_text(json.dumps(record))


COMMANDS = (
    ("list",),
    ("list", "--json"),
    ("list", HOSTILE),
    ("list", "--tag", HOSTILE, "--model", HOSTILE, "--seed", HOSTILE),
    ("show", "PATH"),
    ("show", "--json", "PATH"),
    ("show", HOSTILE),
    ("favourite", "PATH"),
    ("note", "PATH", HOSTILE),
    ("note", "PATH"),
    ("tag", "PATH", HOSTILE),
    ("tag", "PATH"),
    ("describe", "PATH", HOSTILE),
    ("describe", "PATH"),
    ("list", "tab"),
    ("bin", "PATH"),
    ("list", "--bin"),
    ("restore",),
    ("reindex",),
    ("reindex", "--json"),
)


def test_hostile_pieces_steer_no_terminal(tiny: Plugins, athena: Run) -> None:
    [path] = saved(tiny)
    name = path.with_name("\x1b[2J\u202e\x9b.txt")
    path.rename(name)
    stamp.sidecar(path).rename(stamp.sidecar(name))
    spoil(name)
    for words in COMMANDS:
        done = athena(
            "gallery", *(str(name) if one == "PATH" else one for one in words)
        )
        said = done.stdout + done.stderr
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said), words
        assert "Traceback" not in said, words
    listed = (
        athena("gallery", "list", "--bin").stdout + athena("gallery", "list").stdout
    )
    assert len(listed.splitlines()) == 1


def test_a_giant_poem_is_listed_at_once(tiny: Plugins, athena: Run) -> None:
    [path] = saved(tiny)
    record = dict(reading.read(path).record or {})
    path.write_text("Squawk 7\n\n" + "sea " * 2_500_000)
    record["title"] = "Squawk 7" + " long" * 40_000
    stamp.sidecar(path).write_text(json.dumps(record))
    assert "1 pieces" in athena("gallery", "reindex").stdout
    done = athena("gallery", "list")
    assert len(done.stdout) < 2000
    assert "altered" in athena("gallery", "show", "--json", "parrot-7").stdout


def on_a_terminal(*words: str, **variables: str) -> str:
    """Run a command on a terminal of 80 by 24 and return what it wrote there."""
    main, other = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "athena_core", "gallery", *words],
        env={**os.environ, "COLUMNS": "80", "LINES": "24", **variables},
        stdin=other,
        stdout=other,
        stderr=other,
    )
    os.close(other)
    seen = b""
    while True:
        try:
            more = os.read(main, 65536)
        except OSError:
            break
        if not more:
            break
        seen += more
    child.wait(60)
    os.close(main)
    return seen.decode()


@pytest.mark.usefixtures("site")
def test_on_a_terminal_a_row_is_a_line_and_colours_are_shown(tiny: Plugins) -> None:
    saved(tiny, 7, 8)
    saved(tiny, 8, generator="dauber")
    lines = on_a_terminal("list", TERM="xterm-256color").splitlines()
    assert sum("Squawk" in line for line in lines) == 2
    assert "made" in lines[0]
    shown = on_a_terminal("show", "dauber-8", TERM="xterm-256color")
    assert "\x1b[38;5;" in shown
    assert "\x1b" not in on_a_terminal("show", "dauber-8", NO_COLOR="1")


@pytest.mark.parametrize("words", [("list",), ("--help",), ("reindex",)])
def test_the_gallery_is_light(words: tuple[str, ...]) -> None:
    assert loaded("gallery", *words) == []
