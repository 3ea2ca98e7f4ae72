"""What is signed: terms, uses and works; not names, links, status or withdrawals."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from athena_core.consent.proof.statement import statement
from athena_core.errors import InputError
from tests.unit.consent.fictional import (
    ON,
    changed,
    consented,
    licensed,
    read,
    sha256,
    withdrawal,
)

ENTRY = consented()


def test_the_statement_is_one_line_of_canonical_json() -> None:
    data = statement(read(ENTRY))
    content = json.loads(data)
    again = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert data == again.encode()
    assert b"\n" not in data
    assert not any(isinstance(one, float) for one in leaves(content))


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [value]


def test_it_holds_what_was_agreed_to_and_nothing_of_the_person() -> None:
    content = json.loads(statement(read(ENTRY)))
    assert sorted(content) == ["consent", "entry", "permits", "schema", "works"]
    assert content["schema"] == "athena.statement/1"
    assert content["consent"]["expires"] == "2031-11-01"
    assert content["permits"]["train"] == "noncommercial"
    assert content["permits"]["imitate"] == "no"
    assert [sorted(work) for work in content["works"]] == [
        ["id", "permits", "sha256"]
    ] * 2
    for word in ("Fictional", "999000001", "evidence", "withdrawal_code"):
        assert word.encode() not in statement(read(ENTRY))


@pytest.mark.parametrize(
    "changes",
    [
        {"artist.credit_as": "Another Name"},
        {"artist.homepage": None},
        {"artist.pronouns": "they/them"},
        {"title": "Other studies"},
        {"revision": 2},
        {"status": "suspended", "status_reason": "a dispute"},
        {"works.0.title": "High water"},
        {"works.0.locations.0": "https://artist.example.org/moved.png"},
        {"works": list(reversed(ENTRY["works"]))},
        {"withdrawals": [withdrawal(ON, scope=["train"])]},
        {"rights.consent.withdrawal_code_sha256": sha256("another code")},
        {"rights.consent.evidence.files": ["other.sig"]},
    ],
)
def test_what_may_change_without_signing_anew(changes: dict[str, Any]) -> None:
    assert statement(read(changed(ENTRY, changes))) == statement(read(ENTRY))


@pytest.mark.parametrize(
    "changes",
    [
        {"rights.consent.expires": dt.date(2031, 11, 2)},
        {"rights.consent.given_on": dt.date(2026, 11, 2)},
        {"rights.consent.territory": ["EE", "LV"]},
        {"rights.consent.credit": "withheld"},
        {"rights.consent.min_pool_artists": 1},
        {"rights.consent.name_as_prompt": "yes"},
        {"rights.consent.text": "athena-consent/2.en"},
        {"rights.consent.text_sha256": sha256("other words")},
        {"permits.train": "any"},
        {"permits.imitate": "any"},
        {"works.0.sha256": sha256("another picture")},
        {"works.0.id": "another-picture"},
        {"works.1.permits": None},
        {"works": ENTRY["works"][:1]},
    ],
)
def test_what_may_not_change_without_signing_anew(changes: dict[str, Any]) -> None:
    assert statement(read(changed(ENTRY, changes))) != statement(read(ENTRY))


def test_where_no_consent_is_given_there_is_nothing_to_sign() -> None:
    with pytest.raises(InputError, match="nothing to sign"):
        statement(read(licensed()))
