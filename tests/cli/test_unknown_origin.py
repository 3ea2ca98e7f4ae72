"""Weights without a ledger: refused with the reason, and if accepted, marked so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, install_tiny


@pytest.fixture
def mine(site: Path, home: Path, athena: Run, verses: Path) -> None:
    """Train a model, and lose its ledger."""
    install_tiny(site)
    stated = ("--right", "own", "--because", "I wrote them")
    dataset = ("--dataset", f"verses:{verses}")
    done = athena("train", "parrot", *dataset, *stated, "--name", "mine")
    assert done.returncode == 0, done.stderr
    for ledger in home.rglob("models/mine/*/ledger.json"):
        ledger.unlink()


@pytest.mark.usefixtures("mine")
def test_it_is_refused_unless_accepted_by_name(athena: Run) -> None:
    refused = athena("create", "parrot", "--model", "mine", "--seed", "1")
    assert refused.returncode == 1
    assert "nobody says whose works it learned from" in refused.stderr
    assert "--accept-unknown-origin" in refused.stderr
    unnamed = athena("create", "parrot", "--seed", "1", "--accept-unknown-origin")
    assert "origin unknown" not in unnamed.stderr, "the other model was not meant"


@pytest.mark.usefixtures("mine")
def test_list_credit_and_record_say_so(athena: Run) -> None:
    assert "origin unknown" in athena("models", "list").stdout
    assert "origin unknown" in athena("models", "info", "mine").stdout
    accepted = ("--model", "mine", "--seed", "1", "--accept-unknown-origin")
    made = athena("create", "parrot", *accepted)
    assert made.returncode == 0, made.stderr
    assert "origin unknown" in made.stderr
    record = json.loads(athena("create", "parrot", *accepted, "--json").stdout)[0]
    assert "origin unknown: nobody has said" in record["credit"]
    assert record["model"]["ledger_sha256"] == "unknown"
    shared = athena("models", "export", "mine", "copy")
    assert shared.returncode == 1


@pytest.mark.usefixtures("mine")
def test_a_ledger_that_names_nothing_is_none(athena: Run, home: Path) -> None:
    empty = json.dumps({"schema": "athena.ledger/1", "works": [], "parent": None})
    for card in home.rglob("models/mine/*/card.json"):
        card.with_name("ledger.json").write_text(empty)
    refused = athena("create", "parrot", "--model", "mine", "--seed", "1")
    assert refused.returncode == 1
    assert "nobody says whose works it learned from" in refused.stderr
