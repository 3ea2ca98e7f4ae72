"""Counts, shares and credits come from the ledger, parents included."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

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


def piece(number: int) -> Work:
    right = Right(basis="generated", because=f"made by p, seed {number}")
    return replace(work(number, ""), right=right)


def grandchild() -> dict[str, Any]:
    first = ledgers.ledger(corpus("A", "B"), "d", None)
    parent = Model(name="p", folder=Path(), card={}, ledger=first)
    made = Corpus(works=(piece(8), piece(9)), generated_from=(parent,))
    return ledgers.ledger(made, "2 by p", None)


def test_a_model_of_pieces_goes_back_to_the_works_and_counts_no_machine_as_maker() -> (
    None
):
    record = grandchild()
    assert [one["id"] for one in ledgers.works(record)] == ["w1", "w2"]
    assert [one["id"] for one in ledgers.pieces(record)] == ["w8", "w9"]
    assert ledgers.shares(record) == [("A", 1), ("B", 1)]
    assert ledgers.rights(record) == [("public-domain", 2)]
    assert ledgers.summary(record) == (
        "learned from 2 works by 2 makers (A 1, B 1), by way of 2 pieces made by p"
    )


def test_a_models_great_grandchild_goes_back_as_far() -> None:
    between = Model(name="q", folder=Path(), card={}, ledger=grandchild())
    made = Corpus(works=(piece(10),), generated_from=(between,))
    record = ledgers.ledger(made, "1 by q", between)
    assert [one["id"] for one in ledgers.works(record)] == ["w1", "w2"]
    assert [one["id"] for one in ledgers.pieces(record)] == ["w10", "w8", "w9"]
    assert ledgers.makers_of_pieces(record) == ["q", "p"]


def test_pieces_of_a_generator_without_works_are_still_told() -> None:
    plain = Model(name="t", folder=Path(), card={}, ledger={"works": []})
    made = Corpus(works=(piece(8),), generated_from=(plain,))
    record = ledgers.ledger(made, "1 by t", None)
    assert ledgers.summary(record) == (
        "learned from no work, but from 1 piece made by t"
    )


def test_a_card_does_not_speak_of_a_registry_where_no_person_was_learned_from() -> None:
    made = ledgers.ledger(Corpus(works=(piece(8),)), "pieces", None)
    assert ledgers.standing(made) == "it learned from no work of a person"
