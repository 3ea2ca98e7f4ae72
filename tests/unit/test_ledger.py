"""Counts, shares and credits come from the ledger, parents included."""

from __future__ import annotations

import io
from pathlib import Path

from athena_core import Corpus, Model, Right, Work
from athena_core.library import ledger as ledgers


def work(number: int, maker: str) -> Work:
    return Work(
        id=f"w{number}",
        title="",
        maker=maker,
        year=None,
        media_type="text/plain",
        sha256=f"{number:064x}",
        right=Right(basis="public-domain", because="maker died 1900"),
        open=lambda: io.BytesIO(b""),
    )


def corpus(*makers: str, start: int = 1) -> Corpus:
    return Corpus(works=tuple(work(n, m) for n, m in enumerate(makers, start)))


def test_shares_are_largest_first() -> None:
    record = ledgers.ledger(corpus("B", "A", "B", ""), "d", None)
    assert ledgers.shares(record) == [("B", 2), ("A", 1), ("unknown makers", 1)]


def test_a_summary_counts_in_words() -> None:
    record = ledgers.ledger(corpus("B", "A", "B", "C", "D"), "d", None)
    assert ledgers.summary(record) == (
        "learned from 5 works by 4 makers (B 2, A 1, C 1 and 1 more)"
    )
    one = ledgers.ledger(corpus("B"), "d", None)
    assert ledgers.summary(one) == "learned from 1 work by 1 maker (B 1)"
    assert ledgers.summary({}) == "learned from no work"


def test_a_childs_ledger_holds_its_parents_works_once() -> None:
    first = ledgers.ledger(corpus("A", "B"), "d", None)
    parent = Model(name="p", folder=Path(), card={}, ledger=first)
    child = ledgers.ledger(corpus("B", "C", start=2), "e", parent)
    assert ledgers.shares(child) == [("A", 1), ("B", 1), ("C", 1)]
    assert child["parent"]["sha256"] == ledgers.digest(first)


def test_rights_are_counted() -> None:
    record = ledgers.ledger(corpus("A", "B"), "d", None)
    assert ledgers.rights(record) == [("public-domain", 2)]
