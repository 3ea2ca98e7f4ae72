"""Promises held at their full counts by the benches that state them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHES = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.long
@pytest.mark.parametrize("bench", ["painter_seeds", "poet_same_seed", "poet_blocked"])
def test_a_promise_holds_at_its_full_count(bench: str) -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHES / f"{bench}.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
