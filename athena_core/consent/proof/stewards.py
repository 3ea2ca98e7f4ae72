"""The people who may witness a consent: who they are, with which key, from when on.

While fewer than two are named, no consent becomes active: nobody decides alone.
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from athena_core.consent.fields import Account, Line, Location, SigningKey, Strict
from athena_core.consent.proof import sshsig
from athena_core.consent.proof.sshsig import SignatureError, read_key
from athena_core.errors import InputError

FILE = "stewards.toml"
SCHEMA: Literal["athena.stewards/1"] = "athena.stewards/1"
ENOUGH = 2
LARGEST = 1_000_000


def _usable(line: str) -> str:
    try:
        read_key(line)
    except SignatureError as error:
        raise ValueError(str(error)) from None
    return line


class Steward(Strict):
    """One person in this office, with one key, for one stretch of time."""

    github_id: Account
    name: Line
    """As they wish to be shown."""
    signing_key: Annotated[SigningKey, AfterValidator(_usable)]
    since: dt.date
    until: dt.date | None = None
    """The last day; left out while it goes on."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError("until is earlier than since")
        return self

    def active(self, on: dt.date) -> bool:
        """Whether this person is a steward on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def meets(self, other: Steward) -> bool:
        """Whether two stretches of time share a day."""
        return self.active(other.since) or other.active(self.since)


class Stewards(Strict):
    """Everyone who is or was a steward; nobody is struck from the list."""

    schema_: Literal["athena.stewards/1"] = Field(alias="schema")
    index: Location | None = None
    """Where `athena registry update` fetches a newer index; its signature is beside."""
    steward: tuple[Steward, ...] = ()

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """Refuse one key for two people, and one person twice at a time."""
        for place, one in enumerate(self.steward):
            for other in self.steward[:place]:
                if one.github_id == other.github_id:
                    if one.meets(other):
                        raise ValueError(
                            "a steward is named twice for the same time; end the "
                            "first with until",
                        )
                elif one.signing_key == other.signing_key:
                    raise ValueError("two stewards have the same signing_key")
        return self

    def active(self, on: dt.date) -> tuple[Steward, ...]:
        """Return who is a steward on a day."""
        return tuple(one for one in self.steward if one.active(on))

    def enough(self, on: dt.date) -> bool:
        """Whether two or more people are stewards on a day."""
        return len({one.github_id for one in self.active(on)}) >= ENOUGH

    def find(self, github_id: int, on: dt.date) -> Steward | None:
        """Return the steward with this account on a day."""
        return next(
            (one for one in self.active(on) if one.github_id == github_id), None
        )

    def signer(
        self,
        message: bytes,
        armoured: bytes,
        namespace: str,
        on: dt.date,
    ) -> Steward:
        """Return the steward of a day who signed a message, such as an index.

        Raises `SignatureError` when it was nobody of them, or does not verify.
        """
        made_with = sshsig.parse(armoured).public_key
        for one in self.active(on):
            if read_key(one.signing_key) == made_with:
                sshsig.verify(one.signing_key, message, armoured, namespace)
                return one
        raise SignatureError(
            f"it was made by {sshsig.fingerprint(made_with)}, which is no steward's "
            f"key on {on}",
        )


NOBODY = Stewards(schema=SCHEMA)


def read(folder: Path) -> Stewards:
    """Read `stewards.toml` in the registry's folder.

    Raises `InputError` naming the file when it is missing or not what it should be.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path} is missing: it names the stewards") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    return parse(data, str(path))


def parse(data: bytes, name: str) -> Stewards:
    """Read the bytes of a `stewards.toml`; `name` is for the message.

    Raises `InputError`, which does not repeat what the file holds.
    """
    try:
        content = _content(data)
        return Stewards.model_validate_json(json.dumps(content, default=_plain))
    except ValidationError as error:
        raise InputError(f"{name}: {_first(error)}") from None
    except (ValueError, RecursionError, TypeError):
        raise InputError(f"{name} is not TOML, or holds a value with no form") from None


def _first(error: ValidationError) -> str:
    """Say what is wrong and where; an unknown field's name may be the private thing."""
    first = error.errors(include_input=False, include_context=False)[0]
    path, reason = first["loc"], first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        path, reason = path[:-1], "a field is not among those known"
    return f"{'.'.join(str(part) for part in path) or 'the whole'}: {reason}"


def _content(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise ValueError
    return tomllib.loads(data.decode("utf-8"))


def _plain(value: Any) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
