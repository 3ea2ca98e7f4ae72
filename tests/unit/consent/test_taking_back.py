"""A withdrawal is prepared in the file: comments stay, a wrong code writes nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from athena_core.consent.doors import filing, receiptcode, taking_back
from athena_core.consent.doors.renaming import rename
from athena_core.consent.doors.withdrawing import only_withdraws, tombstone
from athena_core.consent.entry import Entry
from athena_core.consent.reading import read
from athena_core.errors import AthenaError, InputError, NotFoundError, RefusedError
from tests.unit.consent import fictional

ON = fictional.ON
TOMORROW = ON + dt.timedelta(days=1)
REMARK = b"# a remark of whoever wrote this file\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    placed = fictional.place(tmp_path, fictional.consented())
    placed.write_bytes(REMARK + placed.read_bytes())
    return placed


def entry(path: Path) -> Entry:
    return filing.read(path)[1]


def test_a_part_is_taken_back_in_place_and_remarks_stay(path: Path) -> None:
    before = entry(path)
    prepared = taking_back.take_back(path, ON, uses=["train"], works=["Low water"])
    assert path.read_bytes().startswith(REMARK)
    [taken] = prepared.entry.withdrawals
    assert (taken.scope, taken.works) == (("train",), ("low-water",))
    assert entry(path) == prepared.entry
    assert only_withdraws(before, prepared.entry, ON)


def test_everything_at_once_leaves_a_tombstone_without_the_remark(path: Path) -> None:
    taking_back.take_back(path, ON)
    assert tombstone(entry(path))
    assert REMARK not in path.read_bytes()


def test_on_a_later_day_it_is_recorded_now_and_blanked_then(path: Path) -> None:
    prepared = taking_back.take_back(path, ON, effective=TOMORROW)
    assert entry(path).status == "active"
    assert "--blank" in "\n".join(taking_back.told(prepared))
    with pytest.raises(InputError, match="is left to blank"):
        taking_back.blank(path, ON)
    before = entry(path)
    taking_back.blank(path, TOMORROW)
    assert tombstone(entry(path))
    assert only_withdraws(before, entry(path), TOMORROW)


@pytest.mark.parametrize(
    "copied",
    [
        fictional.CODE,
        fictional.CODE.upper(),
        fictional.CODE.replace("-", " "),
        f"  {receiptcode.bare(fictional.CODE)}\n",
    ],
)
def test_the_code_is_taken_however_it_was_copied(path: Path, copied: str) -> None:
    prepared = taking_back.take_back(path, ON, code=copied)
    assert prepared.withdrawal is not None
    assert receiptcode.digest(prepared.withdrawal.code or "") == receiptcode.digest(
        fictional.CODE
    )


@given(some.text())
def test_no_other_code_opens_anything(code: str) -> None:
    consent = fictional.read(fictional.consented()).rights.consent
    assert consent is not None
    if receiptcode.bare(code) != receiptcode.bare(fictional.CODE):
        assert receiptcode.digest(code) != consent.withdrawal_code_sha256


@pytest.mark.parametrize(
    ("wanted", "kind", "words"),
    [
        ({"code": "0000"}, RefusedError, "not the code"),
        ({"code": ""}, RefusedError, "not the code"),
        ({"uses": ["everything"]}, InputError, "the seven are"),
        ({"works": ["no such work"]}, NotFoundError, "low-water, slack-tide"),
        ({"effective": ON + dt.timedelta(days=8)}, InputError, "within seven days"),
        ({"effective": ON - dt.timedelta(days=1)}, InputError, "within seven days"),
    ],
)
def test_what_can_not_be_is_one_sentence_and_nothing_is_written(
    path: Path, wanted: dict[str, Any], kind: type[AthenaError], words: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(kind, match=words):
        taking_back.take_back(path, ON, **wanted)
    assert path.read_bytes() == before


def test_a_code_opens_once(path: Path) -> None:
    first = taking_back.take_back(path, ON, code=fictional.CODE, uses=["train"])
    assert "opens nothing any more" in "\n".join(taking_back.told(first))
    with pytest.raises(RefusedError, match="spent"):
        taking_back.take_back(path, ON, code=fictional.CODE)
    taking_back.take_back(path, ON, by="steward")
    assert tombstone(entry(path))


def test_nothing_is_withdrawn_twice(path: Path) -> None:
    taking_back.take_back(path, ON)
    with pytest.raises(InputError, match="withdrawn already"):
        taking_back.take_back(path, ON)


def test_a_licence_has_no_code_and_can_be_taken_back_by_its_holder(
    tmp_path: Path,
) -> None:
    placed = fictional.place(tmp_path, fictional.licensed())
    with pytest.raises(RefusedError, match="rests on no consent"):
        taking_back.take_back(placed, ON, code=fictional.CODE)
    prepared = taking_back.take_back(placed, ON)
    assert "from the account that the entry names" in "\n".join(
        taking_back.told(prepared)
    )


def test_models_may_stay_if_that_is_said(path: Path) -> None:
    kept = taking_back.take_back(path, ON, models="keep")
    assert "stay, with a dated notice" in "\n".join(taking_back.told(kept))


def test_a_name_changes_in_one_line_and_remarks_stay(path: Path) -> None:
    before = path.read_text(encoding="utf-8").split("\n")
    renamed, left = rename(path, "Fictional Other")
    after = path.read_text(encoding="utf-8").split("\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["revision = 2", 'credit_as = "Fictional Other"']
    assert (renamed.artist.credit_as, left) == ("Fictional Other", [])


def test_where_else_the_former_name_stands_is_said(tmp_path: Path) -> None:
    values = fictional.changed(
        fictional.consented(),
        {"title": "By Fictional Artist", "artist.pronouns": "she"},
    )
    placed = fictional.place(tmp_path, values)
    placed.write_bytes(b"# Fictional Artist wrote this\n" + placed.read_bytes())
    assert rename(placed, "Fictional Other")[1] == ["a remark", "title"]


@pytest.mark.parametrize(
    "name",
    ["", "  ", "Fictional Artist", "me@artist.example.org", "a\u202eb", "x" * 300],
)
def test_a_name_that_is_none_is_refused_and_never_repeated(
    path: Path, name: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(AthenaError) as refused:
        rename(path, name)
    assert "example.org" not in str(refused.value)
    assert path.read_bytes() == before


names = some.text(some.characters(exclude_categories=["C"]), max_size=200)


@given(names)
def test_whatever_the_name_is_it_is_written_as_meant_or_refused(name: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        placed = fictional.place(Path(folder), fictional.consented())
        try:
            renamed, _ = rename(placed, name)
        except InputError:
            return
        assert read(placed.read_bytes(), placed.stem) == renamed


def test_new_files_are_put_down_all_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "first", tmp_path / "b" / "second"
    second.parent.mkdir()
    second.write_bytes(b"here before")
    with pytest.raises(InputError, match="nothing is ever overwritten"):
        filing.put_new({first: b"1", second: b"2"})
    assert not first.exists()
    assert second.read_bytes() == b"here before"
    assert [one.name for one in second.parent.iterdir()] == ["second"]


def test_what_is_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "receipt"
    filing.put_new({path: b"a code"}, mode=filing.SECRET)
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_entry_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="artist-0000000000"):
        filing.located(tmp_path, "artist-0000000000")
    with pytest.raises(NotFoundError):
        filing.located(tmp_path, "../../etc/passwd")
