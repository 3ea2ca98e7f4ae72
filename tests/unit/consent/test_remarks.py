"""A contact is refused in a remark too, where TOML's reader does not look."""

from __future__ import annotations

import tomllib

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as some

from athena_core.consent.doors.remarks import faults, remarks
from athena_core.consent.reading import EntryError, read
from tests.unit.consent import fictional

FILE = fictional.toml(fictional.consented())


@pytest.mark.parametrize(
    "remark",
    [
        "# me@artist.example.org",
        "# call +372 5555 1234",
        "# \u202ebackwards",
        "# escape \u009b here",
        "# " + "x" * 401,
    ],
)
def test_what_no_field_may_hold_no_remark_may_hold(remark: str) -> None:
    with pytest.raises(EntryError, match="a remark") as refused:
        read(FILE + remark.encode() + b"\n", fictional.LIVING)
    assert "example.org" not in str(refused.value)


def test_a_remark_after_a_value_is_read_too() -> None:
    data = FILE.replace(b"revision = 1", b"revision = 1 # me@artist.example.org")
    with pytest.raises(EntryError, match="private contact"):
        read(data, fictional.LIVING)


def test_plain_remarks_are_welcome() -> None:
    data = b"# The works of a fictional artist.\n#\n" + FILE
    assert read(data, fictional.LIVING) == fictional.read(fictional.consented())


@pytest.mark.parametrize(
    "value",
    ['"a # b"', "'a # b'", '"a \\" # b"', '"""a\n# b\n"""', "'''a\n# b'''", '""', "''"],
)
def test_a_number_sign_in_a_text_is_no_remark(value: str) -> None:
    assert list(remarks(f"key = {value} # but this is one\n")) == ["but this is one"]


@given(some.dictionaries(some.from_regex("[a-z]{1,5}", fullmatch=True), some.text()))
def test_whatever_the_texts_are_only_remarks_are_found(values: dict[str, str]) -> None:
    text = tomlkit.dumps(values) + "# the one remark\n"
    assert tomllib.loads(text) == values
    assert list(remarks(text)) == ["the one remark"]


def test_each_fault_is_said_once() -> None:
    [said] = faults("# a@b.org\n# c@d.org\n")
    assert said.startswith("a remark contains a private contact")
