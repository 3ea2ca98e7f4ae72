"""contrib: its rules, held by looking at the folders; nothing there is imported."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet

from athena_core import specs
from athena_core.installing import directory
from tests.repo.pages import ROOT

CONTRIB = ROOT / "contrib"
FOLDERS = sorted(path.parent for path in CONTRIB.glob("*/pyproject.toml"))
NAMES = [folder.name for folder in FOLDERS]
KNOWN = {
    *("name", "distribution", "summary", "kinds", "media_types", "licence", "owner"),
    *("homepage", "folder", "core", "status", "published"),
}
WEIGHTS = (".safetensors", ".npz", ".pt", ".bin", ".onnx", ".pkl")


def listed() -> list[dict[str, Any]]:
    rows = tomllib.loads((CONTRIB / "plugins.toml").read_text(encoding="utf-8"))
    plugins: list[dict[str, Any]] = rows["plugins"]
    return plugins


def project(folder: Path) -> dict[str, Any]:
    text = (folder / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["project"]
    return found


def modules(path: Path) -> Iterator[str]:
    """Yield the names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_the_four_ancestors_are_there() -> None:
    assert {"dice_waltz", "interruptions", "townscape", "turtle"} <= set(NAMES)


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_a_plugin_is_whole_and_named_by_the_rule(folder: Path) -> None:
    name, facts = folder.name.replace("_", "-"), project(folder)
    assert facts["name"] == f"athena-plugin-{name}"
    module = f"athena_plugin_{folder.name}"
    assert facts["entry-points"]["athena.plugins"] == {name: module}
    assert "athena-core>=0.1,<0.2" in facts["dependencies"]
    for part in ("README.md", "LICENSE", f"src/{module}/py.typed"):
        assert (folder / part).is_file(), part
    kit = (folder / "tests/test_conformance.py").read_text(encoding="utf-8")
    assert f'@conformance.parametrize("{name}")' in kit


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_a_plugin_shows_pictures_or_samples_that_are_there(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"\]\(((?:pictures|samples)/[^)]+)\)", text)
    assert shown
    assert all((folder / one).is_file() for one in shown)


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_a_plugin_imports_public_names_and_no_other_plugin(folder: Path) -> None:
    own = f"athena_plugin_{folder.name}"
    for path in folder.rglob("*.py"):
        for module in modules(path):
            assert not module.startswith("athena_core."), f"{path}: {module}"
            first = module.partition(".")[0]
            assert first == own or not first.startswith("athena_plugin_"), path
            assert first not in {"numpy", "torch", "pickle"}, path


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_no_weights_lie_here_without_a_ledger(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.suffix in WEIGHTS:
            assert (path.parent / "ledger.json").is_file(), path


def test_the_core_knows_nothing_of_contrib() -> None:
    for path in (ROOT / "athena_core").rglob("*.py"):
        assert not any(one.startswith("athena_plugin_") for one in modules(path)), path


def test_every_folder_has_an_owner_in_the_table_and_a_job() -> None:
    table = (CONTRIB / "README.md").read_text(encoding="utf-8")
    owned = re.findall(
        r"^\| \[(\w+)\]\(\1/README\.md\) \| ([^|]+) \|", table, re.MULTILINE
    )
    assert sorted(folder for folder, _ in owned) == NAMES
    jobs = (ROOT / ".github/workflows/contrib.yml").read_text(encoding="utf-8")
    matrix = re.search(r"plugin: \[([^]]*)\]", jobs)
    assert matrix
    assert matrix[1].split(", ") == NAMES
    assert "continue-on-error: true" in jobs


def test_actions_are_pinned_as_in_ci() -> None:
    used = {
        name: re.findall(
            r"uses: (\S+) # (\S+)",
            (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"),
        )
        for name in ("ci", "contrib")
    }
    assert used["contrib"]
    assert set(used["contrib"]) <= set(used["ci"])


def test_the_directory_is_sorted_and_says_what_it_documents() -> None:
    rows = listed()
    assert [one["name"] for one in rows] == sorted(one["name"] for one in rows)
    head = (CONTRIB / "plugins.toml").read_text(encoding="utf-8").split("\n[[")[0]
    for row in rows:
        assert set(row) <= KNOWN
        assert row["status"] in {"first-party", "contrib", "elsewhere"}
        assert specs.NAME.fullmatch(row["name"])
        assert row["distribution"] == f"athena-plugin-{row['name']}"
        assert SpecifierSet(row["core"]).contains("0.1.0")
    assert all(f"#   {field} " in head for field in KNOWN)


def test_the_directory_agrees_with_the_folders() -> None:
    rows = {one["folder"]: one for one in listed() if "folder" in one}
    here = [*FOLDERS, *(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))]
    for folder in here:
        place = folder.relative_to(ROOT).as_posix()
        if place not in rows:
            continue
        facts = project(folder)
        assert rows[place]["distribution"] == facts["name"]
        assert rows[place]["licence"] == facts["license"]
        assert rows[place]["status"] == (
            "contrib" if folder in FOLDERS else "first-party"
        )
    assert {f"contrib/{name}" for name in NAMES} <= set(rows)


def test_the_search_finds_them() -> None:
    assert [one.name for one in directory.search(("minuet", "dice"))] == ["dice-waltz"]
    assert {one.folder for one in directory.search(("no training",))} == {
        "contrib/interruptions",
        "contrib/townscape",
        "contrib/turtle",
        "contrib/dice_waltz",
    }
