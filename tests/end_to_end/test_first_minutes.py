"""What a newcomer meets first: demo, painting and poem, with the shipped models."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Run

pytest.importorskip("athena_plugin_dcgan")
pytest.importorskip("athena_plugin_lstm")
pytest.importorskip("torch")

OFFLINE = """
import sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError(f"the network was asked: {event} {arguments}")

sys.addaudithook(watch)
"""


def in_a_terminal(home: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run the command on a real pseudo-terminal; returns status and what it drew."""
    ours, theirs = pty.openpty()
    variables = {
        **os.environ,
        "ATHENA_HOME": str(home),
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "LINES": "40",
        **environment,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "athena_core", *arguments],
        stdout=theirs,
        stderr=theirs,
        stdin=theirs,
        env=variables,
    ) as child:
        os.close(theirs)
        drawn = bytearray()
        while True:
            try:
                block = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not block:
                break
            drawn += block
    os.close(ours)
    return child.returncode, drawn.decode(errors="replace")


def test_the_demo_draws_a_picture_and_a_poem_and_saves_a_postcard(
    home: Path,
    tmp_path: Path,
) -> None:
    (tmp_path / "sitecustomize.py").write_text(OFFLINE)
    out = tmp_path / "out"
    status, drawn = in_a_terminal(
        home,
        "demo",
        "--seed",
        "7",
        "--out",
        str(out),
        COLORTERM="truecolor",
        PYTHONPATH=str(tmp_path),
    )
    assert status == 0, drawn
    # half and quarter blocks: U+2580 to U+259F
    assert sum("\u2580" <= letter <= "\u259f" for letter in drawn) > 500
    names = sorted(path.name for path in out.iterdir())
    assert names == [
        "painter-7.large.png",
        "painter-7.png",
        "poet-7.txt",
        "poet-7.txt.athena.json",
        "postcard-7-back.png",
        "postcard-7.png",
    ]
    poem = (out / "poet-7.txt").read_text()
    verse = [line for line in poem.partition("\n-- \n")[0].splitlines() if line]
    assert len(verse) >= 3
    # the drawing may break a long line, so its first word is what must be there
    assert verse[-1].split()[0] in drawn
    for name in ("postcard-7.png", "painter-7.large.png"):
        with Image.open(out / name) as image:
            assert max(image.size) >= 1024


def test_without_a_terminal_the_picture_is_told_in_words(athena: Run) -> None:
    done = athena("demo", "--seed", "7", PYTHONWARNINGS="default")
    assert done.returncode == 0, done.stderr
    assert not any("\u2580" <= letter <= "\u259f" for letter in done.stdout)
    assert "64" in done.stdout  # the description begins with the size
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("generator", ["painter", "poet"])
def test_a_shipped_model_says_whose_works_it_learned_from(
    generator: str,
    athena: Run,
) -> None:
    found = json.loads(athena("models", "info", generator, "--json").stdout)
    card, ledger = found["card"], found["ledger"]
    assert card["licence"] == "CC0-1.0"
    assert card["works"] == len(ledger["works"]) > 500
    for work in ledger["works"]:
        assert work["right"]["basis"] == "public-domain"
        assert work["right"]["because"]
        assert int(work["sha256"][:8], 16) % 20 != 0, "a held-out work was learned from"


@pytest.mark.parametrize("generator", ["painter", "poet"])
def test_one_seed_is_one_piece_in_every_process_and_count(
    generator: str,
    athena: Run,
) -> None:
    together = athena("create", generator, "--seed", "40", "--count", "3", "--json")
    alone = [
        athena("create", generator, "--seed", str(seed), "--json").stdout
        for seed in (40, 42)
    ]
    hashes = [record["content"]["sha256"] for record in json.loads(together.stdout)]
    assert [json.loads(one)[0]["content"]["sha256"] for one in alone] == [
        hashes[0],
        hashes[2],
    ]
