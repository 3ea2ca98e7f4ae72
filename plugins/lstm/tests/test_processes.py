"""The same seed gives the same poem in other processes, on other instructions."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from athena_core import Model

WRITE = """
import hashlib, sys
from pathlib import Path
import torch
from athena_plugin_lstm import checkpoint
from athena_plugin_lstm.params import PoetParams
from athena_plugin_lstm.writing import Writer
torch.set_num_threads(int(sys.argv[2]))
writer = Writer(*checkpoint.load_model(Path(sys.argv[1])))
for draft in writer.write([1, 2, 3, 4], PoetParams(lines=6, temperature=1.2)):
    if draft is not None:
        print(hashlib.sha256(f"{draft.title}\\n{draft.text}".encode()).hexdigest())
"""


def poems(folder: Path, threads: int, capability: str) -> str:
    environment = {**os.environ, "ATEN_CPU_CAPABILITY": capability}
    command = [sys.executable, "-c", WRITE, str(folder), str(threads)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    ("threads", "capability"),
    [(1, "default"), (2, "avx2"), (4, "avx512")],
)
def test_any_process_writes_the_same(
    tiny: Model, threads: int, capability: str
) -> None:
    from athena_plugin_lstm import checkpoint
    from athena_plugin_lstm.params import PoetParams
    from athena_plugin_lstm.writing import Writer

    writer = Writer(*checkpoint.load_model(tiny.folder))
    drafts = writer.write([1, 2, 3, 4], PoetParams(lines=6, temperature=1.2))
    texts = [f"{draft.title}\n{draft.text}" for draft in drafts if draft is not None]
    here = "".join(f"{hashlib.sha256(t.encode()).hexdigest()}\n" for t in texts)
    assert poems(tiny.folder, threads, capability) == here
