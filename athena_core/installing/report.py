"""What pip would change, from the report of its dry run.

Format: https://pip.pypa.io/en/stable/reference/installation-report/
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from athena_core.errors import InputError

LONGEST = 80
"""Letters of a licence or an author: some write a whole text into the field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One distribution that comes, or comes in another version."""

    name: str
    version: str
    before: str
    """The version that is here, or nothing."""
    licence: str
    author: str
    address: str
    """Where it comes from."""
    asked: bool
    """Whether it was asked for, and does not just come along."""
    direct: bool
    """Whether a path or an address was given, instead of a name."""


def read(text: str) -> list[Change]:
    """Read pip's report. Raises `InputError` when it is none."""
    try:
        return [_change(one) for one in json.loads(text)["install"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            "pip wrote no report that Athena can read; update it: "
            "python -m pip install --upgrade pip",
        ) from None


def _change(one: dict[str, Any]) -> Change:
    facts = one["metadata"]
    name = str(facts["name"])
    try:
        before = version(name)
    except PackageNotFoundError:
        before = ""
    return Change(
        name=name,
        version=str(facts["version"]),
        before=before,
        licence=_licence(facts),
        author=_short(facts.get("author") or facts.get("author_email")) or "not said",
        address=str(one.get("download_info", {}).get("url", "")),
        asked=bool(one.get("requested")),
        direct=bool(one.get("is_direct")),
    )


def _licence(facts: dict[str, Any]) -> str:
    if told := _short(facts.get("license_expression") or facts.get("license")):
        return told
    classes = [
        one.rpartition("::")[2].strip()
        for one in facts.get("classifier") or ()
        if one.startswith("License ::")
    ]
    return ", ".join(classes) or "not said"


def _short(text: object) -> str:
    shown = " ".join(str(text or "").split())
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 3]}..."
