"""What a command that lists or helps may load, seen in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "numpy", "PIL", "textual", "pydantic")
PROBE = """
import json, sys
from athena_core.cli import main
try:
    main({arguments!r})
except SystemExit:
    pass
print("\\n" + json.dumps([name for name in {heavy!r} if name in sys.modules]))
"""


def loaded(*arguments: str, heavy: tuple[str, ...] = HEAVY) -> list[str]:
    code = PROBE.format(arguments=list(arguments), heavy=list(heavy))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return names


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("--version",),
        ("plugins", "list"),
        ("plugins", "--help"),
        ("registry", "--help"),
        ("registry", "check", "--help"),
        ("config",),
        ("config", "set", "territory", "EE"),
    ],
)
def test_help_and_lists_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded(*arguments) == []


def test_help_reads_no_metadata_of_plugins_and_no_rich() -> None:
    assert loaded("--help", heavy=("rich", "pluggy", "importlib.metadata")) == []


@pytest.mark.parametrize("arguments", [("generators", "list"), ("datasets", "list")])
def test_specs_come_without_torch_numpy_pillow_or_params(
    arguments: tuple[str, ...],
) -> None:
    assert loaded(*arguments) == []


def test_the_package_itself_loads_nothing() -> None:
    code = "import sys, athena_core; print([n for n in sys.modules if 'athena' in n])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['athena_core']"


def test_no_file_of_ours_reads_pickle() -> None:
    root = Path(__file__).parents[2]
    for path in [
        *root.glob("athena_core/**/*.py"),
        *root.glob("plugins/*/src/**/*.py"),
    ]:
        text = path.read_text(encoding="utf-8")
        assert "import pickle" not in text, path
        assert "torch.load(" not in text, path
