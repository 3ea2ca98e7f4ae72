"""A fault planted for each check: just that check finds it, and says what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from athena_core.conformance import Failed, NotAsked, asking, checks, questions
from athena_core.conformance.listing import LOADS
from tests.conformance.faults import TABLE
from tests.conformance.planting import Fault, plant, quick  # noqa: F401 - a fixture

real = asking._run
LONG = bool(os.environ.get("ATHENA_LONG"))


def failing(fault: Fault | None, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Run all checks of the sample; the one that the fault is for in a real child."""
    found: dict[str, str] = {}
    for check in filter(lambda check: _near(check.id, fault), checks("sample")):
        with monkeypatch.context() as patch:
            if fault is not None and check.id == fault.check:
                patch.setattr(asking, "_run", real)
            try:
                check.run()
            except Failed as error:
                found[check.id] = str(error)
            except NotAsked:
                continue
    return found


def _near(check: str, fault: Fault | None) -> bool:
    """Whether a fault could show there; the long run asks everything."""
    if LONG or fault is None or ":" not in fault.check[len("sample") + 1 :]:
        return True
    return check.partition(":")[0] in ("sample", fault.check.partition(":")[0])


@pytest.mark.usefixtures("quick")
def test_the_sample_without_a_fault_passes_everything(
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(site, None)
    assert failing(None, monkeypatch) == {}


def rows() -> Iterator[ParameterSet]:
    """Yield the table; after the first fault for a check the long run tries others."""
    met: set[str] = set()
    for fault in TABLE:
        marks = [pytest.mark.long] if fault.check in met else []
        met.add(fault.check)
        yield pytest.param(fault, id=fault.name, marks=marks)


@pytest.mark.parametrize("fault", list(rows()))
@pytest.mark.usefixtures("quick")
def test_just_one_check_finds_it(
    fault: Fault,
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(site, fault)
    if "weights" in fault.check:
        weights = site / "athena_plugin_sample" / "weights"
        weights.mkdir()
        (weights / "card.json").write_text("{}")
        (weights / "heard.json").write_text('{"heard": ["sea", "wind"]}')
    found = failing(fault, monkeypatch)
    assert list(found) == [fault.check]
    assert fault.says in found[fault.check]


def test_there_is_a_fault_for_every_check() -> None:
    words = {LOADS} | {
        question.word
        for kind in questions.ROOMS
        for question in questions.of_kind(kind)
    }
    assert {fault.check.partition(":")[2] for fault in TABLE} == words
