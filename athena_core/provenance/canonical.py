"""A record's bytes: one form, whoever writes it, and a reader that expects the worst.

Sorted keys, no blanks, UTF-8, and no floats, whose text differs between machines: what
is not whole stands as text. After RFC 8785 (JSON Canonicalization Scheme), without its
rules for numbers, which no record needs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from athena_core.errors import InputError
from athena_core.formats import newer

SCHEMA = "athena.provenance/1"
LARGEST = 256_000
"""Bytes of a record. A longer one is refused before it is read."""
DEEPEST = 12
HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""How JSON begins to name one half of a letter that takes two."""


class RecordError(InputError):
    """Bytes that are no record."""


def encode(record: Mapping[str, Any]) -> bytes:
    """Return a record's canonical bytes. Raises `TypeError` for a float in it."""
    _check(record)
    text = json.dumps(
        record,
        allow_nan=False,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return text.encode()


def _check(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("a record holds no floats; write them as text")
    if isinstance(value, Mapping):
        for one in value.values():
            _check(one)
    elif isinstance(value, list | tuple):
        for one in value:
            _check(one)


def decode(data: bytes) -> dict[str, Any]:
    """Read a record.

    Raises `RecordError` saying why it is none: too large, no JSON, a key that stands
    twice, a float, half a letter, nested too deeply, another schema.
    """
    if len(data) > LARGEST:
        raise RecordError(f"its record is larger than {LARGEST:,} bytes")
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_no_number,
        )
    except RecordError:
        raise
    except RecursionError:
        raise RecordError("its record is nested too deeply") from None
    except ValueError:
        raise RecordError("its record is not JSON in UTF-8") from None
    if HALF.search(data) and not _whole(value):
        raise RecordError("its record holds half a letter, which no text has")
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        if isinstance(value, dict) and (said := newer(value.get("schema"), SCHEMA)):
            raise RecordError(f"its record {said}")
        raise RecordError(f"its record is not of the schema {SCHEMA}")
    if _depth(value) > DEEPEST:
        raise RecordError("its record is nested too deeply")
    return value


def _whole(value: object) -> bool:
    """Whether all text in it can be written as UTF-8: JSON can name half a pair."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RecordError("a key stands twice in its record")
    return found


def _no_number(text: str) -> NoReturn:
    del text
    raise RecordError("its record holds a number that is not whole")


def _depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((_depth(one) for one in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_depth(one) for one in value), default=0)
    return 0
