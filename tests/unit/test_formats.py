"""Files of a newer version are refused with one sentence that says what to upgrade."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from athena_core.consent import index, overlay
from athena_core.errors import InputError
from athena_core.formats import FORMAT, newer
from athena_core.library import models
from athena_core.provenance import canonical
from athena_core.run import recipes, retiring

ROOT = Path(__file__).parents[2]
SENTENCE = (
    r"is of the format athena\.{0}/2, and Athena [0-9.]+ reads up to athena\.{0}/1; "
    r"python -m pip install --upgrade athena-core gets the newest"
)


@pytest.mark.parametrize(
    ("found", "refused"),
    [
        ("athena.card/1", False),
        ("athena.card/2", True),
        ("athena.card/10", True),
        ("athena.ledger/2", False),
        ("athena.card/02", False),
        ("athena.card/2 \n", False),
        ("athena.card/" + "9" * 5000, False),
        (None, False),
        ({"athena.card": 2}, False),
    ],
)
def test_only_a_higher_number_of_the_same_format_is_newer(
    found: object,
    refused: bool,
) -> None:
    assert bool(newer(found, "athena.card/1")) == refused


def test_a_newer_record_says_what_to_upgrade() -> None:
    with pytest.raises(canonical.RecordError, match=SENTENCE.format("provenance")):
        canonical.decode(b'{"schema": "athena.provenance/2"}')
    with pytest.raises(canonical.RecordError, match="not of the schema"):
        canonical.decode(b'{"schema": "athena.postcard/2"}')


@pytest.mark.parametrize("name", ["card", "ledger"])
def test_a_model_of_a_newer_athena_is_not_used(name: str, tmp_path: Path) -> None:
    for one in ("card", "ledger"):
        number = 2 if one == name else 1
        text = json.dumps({"schema": f"athena.{one}/{number}"})
        (tmp_path / f"{one}.json").write_text(text)
    with pytest.raises(InputError, match=SENTENCE.format(name)) as error:
        models.read(tmp_path, "x")
    assert str(tmp_path / f"{name}.json") in str(error.value)


def test_the_page_lists_every_format_that_is_written() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    own = re.compile(r'^SCHEMA(?:: [^=]+)? = "([^"]+)"', re.MULTILINE)
    written = {
        found
        for path in (ROOT / "athena_core").rglob("*.py")
        for found in own.findall(path.read_text(encoding="utf-8"))
    }
    assert all(map(FORMAT.fullmatch, written))
    # these two are in no file: a text that is signed, and who may sign
    inner = {"athena.statement/1", "athena.stewards/1"}
    assert {one for one in written - inner if f"`{one}`" not in page} == set()


def test_a_newer_registry_index_is_refused_and_the_page_says_what_holds() -> None:
    with pytest.raises(InputError, match=SENTENCE.format("registry-index")) as error:
        index.decode(b'{"schema": "athena.registry-index/2"}', "index.json")
    assert str(error.value).startswith("index.json is of the format")


def test_a_newer_declaration_does_not_count() -> None:
    path = overlay.folder() / "mine.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('schema = "athena.declaration/2"\nname = "mine"\n')
    with pytest.raises(InputError, match=SENTENCE.format("declaration")):
        overlay.find("mine")


def test_a_newer_recipe_and_notice_are_not_guessed_at(home: Path) -> None:
    folder = home / "models" / "mine"
    folder.mkdir(parents=True)
    (folder / recipes.FILE).write_text('{"schema": "athena.recipe/2"}')
    with pytest.raises(InputError, match=SENTENCE.format("recipe")):
        recipes.read("mine")
    retiring.place("mine").write_text('{"schema": "athena.notice/2"}')
    with pytest.raises(InputError, match=SENTENCE.format("notice")):
        retiring.replacement("mine")
