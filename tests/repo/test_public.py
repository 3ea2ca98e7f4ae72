"""The public names, and the versions that move in lockstep."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import athena_core

ROOT = Path(__file__).parents[2]


def test_every_public_name_resolves_and_is_sorted() -> None:
    assert athena_core.__all__ == sorted(athena_core.__all__)
    for name in athena_core.__all__:
        assert getattr(athena_core, name) is not None


def test_the_table_and_the_block_for_type_checkers_agree() -> None:
    tree = ast.parse((ROOT / "athena_core/__init__.py").read_text())
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == set(athena_core.__all__) == set(athena_core._ROOMS)


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    assert not hasattr(athena_core, "nothing_of_that_name")


def test_plugins_import_public_names_only_and_not_each_other() -> None:
    for path in ROOT.glob("plugins/*/src/**/*.py"):
        own = path.relative_to(ROOT).parts[1]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = []
            if isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            for module in modules:
                assert not module.startswith("athena_core."), f"{path}: {module}"
                if module.startswith("athena_plugin_"):
                    assert module.startswith(f"athena_plugin_{own}"), (
                        f"{path}: {module}"
                    )


def test_all_distributions_have_one_version() -> None:
    versions = {}
    for path in [ROOT / "pyproject.toml", *ROOT.glob("plugins/*/pyproject.toml")]:
        project = tomllib.loads(path.read_text())["project"]
        versions[project["name"]] = project["version"]
    assert len(versions) >= 4
    assert len(set(versions.values())) == 1, f"set one version everywhere: {versions}"
