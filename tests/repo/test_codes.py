"""Codes of refusals: one table, its page, what the source raises, what tests see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from athena_core.consent.codes import CODES, FAMILIES, kind, page

ROOT = Path(__file__).parents[2]
LITERAL = re.compile(r"[\"'`]([ADR]\d\d\d?)[\"'`]")
TABLE = ROOT / "athena_core/consent/codes.py"


def literals(*patterns: str) -> dict[str, set[str]]:
    """Return the codes that stand in files, with the files' names."""
    found: dict[str, set[str]] = {}
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            if path in {TABLE, Path(__file__)}:
                continue
            for code in LITERAL.findall(path.read_text(encoding="utf-8")):
                found.setdefault(code, set()).add(path.name)
    return found


RAISED = literals("athena_core/**/*.py", "plugins/*/src/**/*.py")
ASSERTED = literals("tests/**/*.py", "plugins/*/tests/**/*.py")


def test_every_code_that_is_raised_stands_in_the_table() -> None:
    assert {code: names for code, names in RAISED.items() if code not in CODES} == {}


@pytest.mark.parametrize("code", CODES)
def test_a_code_of_the_table_is_raised_somewhere(code: str) -> None:
    assert code in RAISED


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_seen_by_some_test(code: str) -> None:
    assert code in ASSERTED


def test_the_page_is_the_table() -> None:
    text = (ROOT / "docs/codes.md").read_text(encoding="utf-8")
    assert text.endswith(page()), (
        "write the tables of docs/codes.md anew: python -c "
        "'from athena_core.consent.codes import page; print(page())'"
    )
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_it_means_and_what_to_do(code: str) -> None:
    assert code[0] in FAMILIES
    assert CODES[code].means
    assert CODES[code].todo
    assert kind(code) == ("hint" if code.startswith("R05") else "refusal")
