"""The kinds of fields an entry is made of, each with its own refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from athena_core.consent.locations import wrong_with
from athena_core.consent.wording import problems


class Strict(BaseModel):
    """Base of an entry's parts: frozen, nothing converted, nothing extra."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _text(maximum: int, *, lines: bool = False) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if found := problems(text, maximum=maximum, lines=lines):
            raise ValueError("; ".join(found))
        return text

    return checked


def _location(text: str) -> str:
    if reason := wrong_with(text):
        raise ValueError(reason)
    return text


RESERVED = frozenset(
    {
        *("con", "prn", "aux", "nul", "index", "schema", "stewards", "withdrawn"),
        *(f"com{number}" for number in range(10)),
        *(f"lpt{number}" for number in range(10)),
    },
)
"""Names that Windows keeps for devices, or the registry for its own files."""


def _unreserved(slug: str) -> str:
    if slug in RESERVED:
        raise ValueError("this name is reserved; choose another")
    return slug


Line = Annotated[str, AfterValidator(_text(200))]
Title = Annotated[str, AfterValidator(_text(400))]
Paragraph = Annotated[str, AfterValidator(_text(2000, lines=True))]
Location = Annotated[str, AfterValidator(_location)]
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", min_length=2),
    StringConstraints(max_length=64),
    AfterValidator(_unreserved),
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
PerceptualHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Year = Annotated[int, Field(ge=1000, le=2100)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Account = Annotated[int, Field(gt=0)]
"""A GitHub account's number: a login can be given up and taken by another."""
SigningKey = Annotated[
    str,
    StringConstraints(pattern=r"^ssh-ed25519 [A-Za-z0-9+/]{68}$"),
]
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,120}$")]
