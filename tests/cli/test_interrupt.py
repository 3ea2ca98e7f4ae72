"""Ctrl-C stops a training cleanly and keeps the last checkpoint."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from athena_core.library import models
from tests.conftest import Run, install_tiny


@pytest.fixture
def listening() -> Iterator[None]:
    """Let children hear Ctrl-C; a shell's background job, which ignores it, passes
    that on."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.usefixtures("listening")
def test_ctrl_c_keeps_the_last_checkpoint_and_resume_goes_on(
    site: Path,
    home: Path,
    athena: Run,
    verses: Path,
) -> None:
    install_tiny(site)
    arguments = ["train", "parrot", "--dataset", f"verses:{verses}", "--name", "mine"]
    stated = ["--right", "own", "--because", "mine"]
    environment = {**os.environ, "PYTHONPATH": str(site), "ATHENA_HOME": str(home)}
    command = [sys.executable, "-m", "athena_core", *arguments, *stated]
    with subprocess.Popen(
        [*command, "--steps", "1000"],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as child:
        said = interrupted(child)
    assert child.returncode == 130
    assert "is kept. The same command with --resume goes on from there." in said
    assert "Traceback" not in said
    step = models.find("mine").card["step"]
    assert step < 1000
    assert list(home.glob("scratch-*")) == []
    more = athena(*arguments, *stated, "--resume", "--steps", str(step + 2))
    assert more.returncode == 0, more.stderr
    assert models.find("mine").card["step"] == step + 2


def interrupted(child: subprocess.Popen[str]) -> str:
    """Send Ctrl-C at the third squawk, when two checkpoints are kept."""
    assert child.stderr
    heard = 0
    for line in child.stderr:
        heard += "squawk" in line
        if heard == 3:
            child.send_signal(signal.SIGINT)
            break
    return child.stderr.read()
