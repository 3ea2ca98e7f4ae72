"""The tiny plugin keeps every protocol, and one generator of it is faulty by design."""

from __future__ import annotations

from pathlib import Path

import pytest

from athena_core import conformance
from tests.conformance.planting import quick  # noqa: F401 - a fixture
from tests.conftest import install_tiny

NOT_FOR_A_FORM = {
    "capabilities-agree": "interpolate()",
    "makes-what-it-says": "dauber.py:",
    "options-can-be-drawn": "keeps for itself",
}
"""What is wrong with the greedy one, which borrows another's class and an option."""


@pytest.fixture
def outcomes(site: Path, verses: Path) -> dict[str, str]:
    """Run every check of the tiny plugin."""
    install_tiny(site)
    found: dict[str, str] = {}
    for check in conformance.checks("tiny", datasets={"verses": {"source": verses}}):
        try:
            check.run()
            found[check.id] = ""
        except (conformance.Failed, conformance.NotAsked) as told:
            found[check.id] = str(told)
    return found


@pytest.mark.usefixtures("quick")
def test_the_tiny_plugin_conforms_but_for_the_greedy_one(
    outcomes: dict[str, str],
) -> None:
    failed = {
        check: told
        for check, told in outcomes.items()
        if told and not told.startswith("not asked: ")
    }
    assert set(failed) == {f"tiny/greedy:{word}" for word in NOT_FOR_A_FORM}
    for word, says in NOT_FOR_A_FORM.items():
        assert says in failed[f"tiny/greedy:{word}"]
    words = outcomes["tiny/dauber:trains-and-reloads"]
    assert words == "not asked: does not train"
