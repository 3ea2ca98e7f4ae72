"""Writing a planned plugin into a folder that was not there before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from athena_core import files
from athena_core.errors import InputError
from athena_core.scaffold.plan import Plan

TEMPLATES = Path(__file__).parent / "templates"
ALWAYS: Mapping[str, str] = {
    "LICENSE": "LICENSE.txt",
    ".gitignore": "gitignore.txt",
    ".github/workflows/test.yml": "workflow.txt",
    "src/$module/py.typed": "py_typed.txt",
    "tests/test_conformance.py": "test_conformance.txt",
}
"""Where each file goes, and the template it is made of."""
BY_KIND: Mapping[str, Mapping[str, str]] = {
    "generator": {
        "src/$module/params.py": "generator_params_$media.txt",
        "src/$module/generator.py": "generator_$media.txt",
        "tests/test_generator.py": "test_generator.txt",
    },
    "dataset": {
        "src/$module/params.py": "dataset_params.txt",
        "src/$module/dataset.py": "dataset.txt",
        "tests/test_dataset.py": "test_dataset.txt",
    },
    "command": {
        "src/$module/command.py": "command.txt",
        "tests/test_command.py": "test_command.txt",
    },
}
OF_KIND: Mapping[str, str] = {
    "pyproject.toml": "pyproject_$kind.txt",
    "README.md": "readme_$kind.txt",
    "src/$module/__init__.py": "init_$kind.txt",
}


def write(plan: Plan, folder: Path) -> list[Path]:
    """Write every file of a plugin and return their paths.

    Raises `InputError` when the folder holds something: nothing is overwritten.
    """
    if folder.is_symlink() or (folder.exists() and not _empty(folder)):
        raise InputError(
            f"{folder} is there already, and nothing is overwritten; name another "
            "with --to, or take it away",
        )
    words = {**plan.words, "kind": plan.kind, "media": plan.media}
    table = {**OF_KIND, **BY_KIND[plan.kind], **ALWAYS}
    written = []
    for place, template in table.items():
        path = folder / Template(place).substitute(words)
        text = filled(Template(template).substitute(words), words)
        files.write_bytes(path, text.encode(), new=True)
        written.append(path)
    return written


def _empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def filled(template: str, words: Mapping[str, str]) -> str:
    """Fill in a template; every word it leaves open is known."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    # a licence has no words to fill in, and may hold any sign
    return text if template == "LICENSE.txt" else Template(text).substitute(words)
