"""The model inside the package: what it says of itself, and what it writes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import torch
from athena_plugin_lstm import athena_generators, checkpoint
from athena_plugin_lstm.params import PoetParams
from athena_plugin_lstm.spelling import blocked_words, pattern, plain
from athena_plugin_lstm.writing import Draft, Writer
from safetensors.torch import load_file

from athena_core import Model, held_out
from athena_core.library import ledger, models

LEFT_OUT = Path(__file__).parents[1] / "left_out.txt"
DATA = Path(os.environ.get("ATHENA_TEST_DATA", "/nowhere")) / "poems"


@pytest.fixture(scope="module")
def shipped() -> Model:
    (spec,) = athena_generators()
    model = models.shipped(spec.weights, "lstm/poet")
    assert model is not None, "the weights are not in the package"
    return model


@pytest.fixture(scope="module")
def drafts(shipped: Model) -> list[Draft]:
    writer = Writer(*checkpoint.load_model(shipped.folder))
    return [draft for draft in writer.write(range(1, 17), PoetParams()) if draft]


def test_it_is_small_and_in_float16(shipped: Model) -> None:
    path = shipped.folder / checkpoint.MODEL
    assert path.stat().st_size <= 12_000_000
    assert {t.dtype for t in load_file(path).values()} == {torch.float16}


def test_it_brings_nothing_of_its_training(shipped: Model) -> None:
    names = {path.name for path in shipped.folder.iterdir()}
    assert not {name for name in names if name.startswith("training")}


def test_its_ledger_names_every_work_with_its_right(shipped: Model) -> None:
    works = list(ledger.works(shipped.ledger))
    assert len(works) == shipped.card["works"] > 3000
    assert all(work["maker"] and work["right"]["because"] for work in works)
    assert {work["right"]["basis"] for work in works} == {"public-domain"}


def test_it_learned_from_no_held_out_work(shipped: Model) -> None:
    hashes = [work["sha256"] for work in ledger.works(shipped.ledger)]
    assert not any(held_out(sha256) for sha256 in hashes)


def test_it_learned_from_no_poem_that_is_left_out(shipped: Model) -> None:
    left_out = set(LEFT_OUT.read_text("utf-8").splitlines())
    assert not left_out & {work["id"] for work in ledger.works(shipped.ledger)}


def test_its_card_says_how_good_it_is_and_what_one_may_do(shipped: Model) -> None:
    card = shipped.card
    assert card["finished"]
    assert card["licence"] == "CC0-1.0"
    assert card["may_i_sell_it"]
    assert card["trademarks"]
    assert card["measures"]["share_of_the_5_gram"] <= 0.94


def test_it_writes_whole_verse_without_blocked_words(drafts: list[Draft]) -> None:
    find = pattern(blocked_words())
    for draft in drafts:
        assert draft.title
        assert len(draft.text.split()) >= 5
        assert not find.search(plain(f"{draft.title}\n{draft.text}"))
    assert sum(draft.text.count("\n") > 3 for draft in drafts) > len(drafts) / 2


def test_its_sample_poems_are_what_it_writes(
    shipped: Model,
    drafts: list[Draft],
) -> None:
    samples = (shipped.folder / "samples.txt").read_text("utf-8")
    assert samples.startswith(f"seed 1: {drafts[0].title}\n\n{drafts[0].text}")


@pytest.mark.skipif(not DATA.is_dir(), reason="ATHENA_TEST_DATA holds no poems")
def test_the_content_notes_are_heeded(shipped: Model) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (DATA / "CONTENT_NOTES.md").read_text("utf-8").splitlines()
        if line.startswith("|") and ".jsonl" in line
    ]
    noted = {(f"works/{file}", title) for file, title, _ in rows}
    learned = {
        (work["id"].partition("#")[0], work["title"])
        for work in ledger.works(shipped.ledger)
    }
    assert not noted & learned
    find = pattern(blocked_words())
    words = {w for row in rows for w in re.findall(r"([a-z-]+) \(\d+\)", row[2])}
    assert all(find.fullmatch(word) for word in words)
