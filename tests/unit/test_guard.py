"""The guard knows exact copies, and a redraw never meets a neighbour's seed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from athena_core import Model, Piece, guard

POEM = "a fictional line\nand one more\n"


def model(*texts: str) -> Model:
    works = [
        {"id": f"w{n}", "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for n, text in enumerate(texts)
    ]
    return Model(name="m", folder=Path(), card={}, ledger={"works": works})


def verdict(text: str) -> guard.Verdict:
    piece = Piece(media_type="text/plain", data=text.encode())
    return guard.Guard(model(POEM)).check(piece)


def test_a_copy_is_named_whatever_its_line_ends() -> None:
    for copy in (POEM, POEM.replace("\n", "\r\n"), f"\n{POEM}  \n"):
        assert verdict(copy) == guard.Verdict(passed=False, nearest="w0")


def test_another_poem_passes() -> None:
    assert verdict("a fictional line\n").passed


def test_a_copy_of_a_parents_work_is_caught_too() -> None:
    child = Model(
        name="c",
        folder=Path(),
        card={},
        ledger={"works": [], "parent": {"ledger": model(POEM).ledger}},
    )
    piece = Piece(media_type="text/plain", data=POEM.encode())
    assert not guard.Guard(child).check(piece).passed


def test_a_picture_that_is_a_works_file_is_caught() -> None:
    data = b"\x89PNG fictional"
    held = {"id": "p", "sha256": hashlib.sha256(data).hexdigest()}
    paints = Model(name="p", folder=Path(), card={}, ledger={"works": [held]})
    piece = Piece(media_type="image/png", data=data)
    assert guard.Guard(paints).check(piece).nearest == "p"


def test_without_a_model_nothing_can_be_copied() -> None:
    assert guard.Guard(None).check(Piece(media_type="text/plain", data=b"x")).passed


@given(st.integers(-(2**40), 2**40), st.integers(1, 20))
def test_a_redraw_is_the_same_each_time_and_no_neighbour(
    seed: int, attempt: int
) -> None:
    again = guard.redraw(seed, attempt)
    assert again == guard.redraw(seed, attempt)
    assert again not in range(seed - 1000, seed + 1000)
    assert guard.redraw(seed, 0) == seed
