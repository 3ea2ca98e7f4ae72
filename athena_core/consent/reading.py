"""The one door from bytes to an entry: TOML in, `Entry` or a coded sentence out.

The reasons never repeat a refused value, which may be the private thing itself. TOML is
read with the standard library, which knows neither tags nor references (PyPI's YAML and
JSON readers keep the last of two equal keys; this one refuses them).
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from typing import Any

from pydantic import ValidationError

from athena_core.consent.doors.remarks import faults
from athena_core.consent.entry import Entry
from athena_core.errors import RefusedError

KEY = re.compile(r"[a-z_]{1,40}(256)?")
LARGEST = 1_000_000
"""Bytes of an entry's file."""


class EntryError(RefusedError):
    """A file that is no entry; `findings` are pairs of code and sentence."""

    def __init__(self, name: str, findings: list[tuple[str, str]]) -> None:
        """Take the file's name and what is wrong with it."""
        self.name = name
        self.findings = findings
        lines = (f"{name}: {sentence} [{code}]" for code, sentence in findings)
        super().__init__("\n".join(lines))


def read(data: bytes, name: str) -> Entry:
    """Read an entry; `name` is its file's, without the ending.

    Raises `EntryError` with the codes R001 to R005.
    """
    content = _content(data, name)
    try:
        # By way of JSON, since only there dates and lists are strict and still read.
        entry = Entry.model_validate_json(json.dumps(content, default=_plain))
    except ValidationError as error:
        raise EntryError(name, _findings(error)) from None
    except (ValueError, RecursionError, TypeError):
        raise EntryError(
            name, [("R002", "it holds a value that has no form")]
        ) from None
    if entry.id != name:
        sentence = "its id is another; the file must be called ID.toml"
        raise EntryError(name, [("R004", sentence)])
    if b"#" in data and (wrong := faults(data.decode())):
        raise EntryError(name, [("R005", one) for one in wrong])
    return entry


def _content(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        sentence = f"it is larger than {LARGEST:,} bytes"
        raise EntryError(name, [("R001", sentence)])
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        sentence = f"it is not UTF-8 (byte {error.start})"
    except RecursionError:
        raise EntryError(name, [("R003", "it is nested too deeply")]) from None
    except tomllib.TOMLDecodeError as error:
        sentence = f"it is not TOML: {_place(error)}"
    except ValueError:
        sentence = "it is not TOML: a number or a date in it is out of bounds"
    raise EntryError(name, [("R002", sentence)]) from None


def _place(error: tomllib.TOMLDecodeError) -> str:
    """Return what is wrong and where, unless that quotes the file."""
    text = str(error)
    return text if not re.search("['\"]", text) else text[text.rfind("(") :]


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _findings(error: ValidationError) -> list[tuple[str, str]]:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [("R005", f"{_where(one['loc'])}: {_said(one['msg'])}") for one in found]


def _where(place: tuple[int | str, ...]) -> str:
    """Return the way to a field; a key that is no usual name stays unnamed."""
    named = (
        str(part) if isinstance(part, int) or KEY.fullmatch(part) else "(a key)"
        for part in place
    )
    return ".".join(named) or "the entry"


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")
