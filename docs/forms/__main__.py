# ruff: noqa: INP001
"""Write the forms for artists from the one list of questions.

    python docs/forms           # all forms, the printed text, the page of codes
    python docs/forms --check   # only say which of them are not what they should be

A test runs the check, so that the doors can't come to ask different things.
"""

from __future__ import annotations

import sys
from pathlib import Path

import github
import sheet
import words

from athena_core.consent import codes

ROOT = Path(__file__).parents[2]
CODES = "docs/codes.md"


def main(typed: list[str]) -> int:
    """Write the files, or check them; return the exit status."""
    forms = {**github.forms(), **sheet.sheets(), **words.printed(), CODES: _codes()}
    stale = [name for name, text in forms.items() if _there(name) != text]
    if "--check" in typed:
        for name in stale:
            sys.stderr.write(f"{name} is stale: python docs/forms writes it anew\n")
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(forms[name], encoding="utf-8", newline="\n")
        sys.stderr.write(f"written: {name}\n")
    return 0


def _codes() -> str:
    """Return the page of codes: its own words, then the tables."""
    words = (ROOT / CODES).read_text(encoding="utf-8").partition("\n## ")[0]
    return f"{words.rstrip()}\n\n{codes.page()}"


def _there(name: str) -> str | None:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
