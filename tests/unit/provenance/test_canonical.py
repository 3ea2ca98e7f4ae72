"""A record has one form of bytes, and whatever is not that form is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.provenance import canonical
from athena_core.provenance.canonical import RecordError

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), PLAIN, max_size=6))
def test_a_record_comes_back_as_it_was(content: dict[str, object]) -> None:
    record = {**content, "schema": canonical.SCHEMA}
    try:
        data = canonical.encode(record)
    except UnicodeEncodeError:
        return  # half a surrogate pair has no UTF-8
    assert canonical.decode(data) == record
    assert canonical.encode(canonical.decode(data)) == data


def test_the_order_of_keys_does_not_matter() -> None:
    one = {"schema": canonical.SCHEMA, "a": 1, "b": {"x": 1, "y": 2}}
    other = {"b": {"y": 2, "x": 1}, "a": 1, "schema": canonical.SCHEMA}
    assert canonical.encode(one) == canonical.encode(other)


@pytest.mark.parametrize("value", [1.5, {"deep": [0.1]}, (float("nan"),)])
def test_a_float_is_a_fault_of_ours(value: object) -> None:
    with pytest.raises(TypeError, match="no floats"):
        canonical.encode({"schema": canonical.SCHEMA, "value": value})


HEAD = '{"schema":"athena.provenance/1",'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff", "not JSON in UTF-8"),
        (b"[]", "not of the schema"),
        (b'{"schema":"other"}', "not of the schema"),
        (f'{HEAD}"a":1,"a":2}}'.encode(), "a key stands twice"),
        (f'{HEAD}"a":1.0}}'.encode(), "not whole"),
        (f'{HEAD}"a":NaN}}'.encode(), "not whole"),
        (f'{HEAD}"a":{"[" * 40}{"]" * 40}}}'.encode(), "nested too deeply"),
        (f'{HEAD}"a":{"[" * 90_000}'.encode(), "nested too deeply|not JSON"),
        (b" " * 300_000, "larger than"),
    ],
)
def test_other_bytes_are_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        canonical.decode(data)


@given(st.binary(max_size=300))
def test_bytes_of_chance_are_refused(data: bytes) -> None:
    with pytest.raises(RecordError):
        canonical.decode(data)
