"""What is made of the registry's entries is what would be made of them today."""

from __future__ import annotations

from pathlib import Path

import pytest

from athena_core.consent import index
from athena_core.consent.gate import building
from athena_core.consent.gate.review import review
from tests.repo.pages import ROOT

FOLDER = ROOT / "artists_registry"
MADE = ["artists_registry/index.json", "artists_registry/schema.json"]
PAGES = ["artists_registry/README.md", "README.md"]
AGAIN = "the entries have changed: athena registry build artists_registry"


def made() -> index.Index:
    return index.decode((FOLDER / index.FILE).read_bytes(), index.FILE)


@pytest.mark.parametrize("name", [*MADE, *PAGES])
def test_index_schema_and_counts_are_those_of_the_entries(name: str) -> None:
    fresh = index.build(FOLDER, made().on)
    wanted = dict(building.wanted(FOLDER, fresh))
    assert (ROOT / name).read_bytes() == wanted[ROOT / name], AGAIN


@pytest.mark.parametrize("name", PAGES)
def test_both_pages_count_those_who_agreed_even_while_there_are_none(
    name: str,
) -> None:
    text = Path(ROOT / name).read_text(encoding="utf-8")
    assert str(building.counts(made())) in text
    assert "living artist" in text


def test_the_registry_that_ships_breaks_no_rule() -> None:
    assert review(FOLDER, made().on) == []


def test_nobody_living_is_counted_while_no_steward_is_named() -> None:
    assert building.counts(made()).agreed == 0
