"""By what right an entry's works may be used: consent, a licence, or the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import Field, StringConstraints, field_validator, model_validator

from athena_core.consent.fields import (
    Account,
    Country,
    FileName,
    Line,
    Location,
    Sha256,
    Strict,
    Title,
    Year,
)
from athena_core.consent.fields import Slug as _Slug

LONGEST = 10
"""Years that a consent may run; it can be renewed, and ends by itself."""
WITNESSES = 2


class Evidence(Strict):
    """What shows that the consent was given: a signature, a commit, two stewards."""

    kind: Literal["sshsig", "signed-commit", "steward-witnessed"]
    files: tuple[FileName, ...] = ()
    """Signatures under `artists_registry/evidence/`: one, or one a witness."""
    ref: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")] | None = None
    """The commit, for `signed-commit`."""
    witnesses: tuple[Account, ...] = ()
    """The accounts of two stewards, for `steward-witnessed`, in the files' order."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind == "sshsig" and len(self.files) != 1:
            raise ValueError("evidence of the kind 'sshsig' needs one signature file")
        if self.kind == "signed-commit" and not self.ref:
            raise ValueError("evidence of the kind 'signed-commit' needs its ref")
        if self.kind == "steward-witnessed":
            if len(set(self.witnesses)) < WITNESSES:
                raise ValueError("a witnessed consent needs two different stewards")
            if len(self.files) != len(self.witnesses):
                raise ValueError("a witnessed consent needs one signature a witness")
        return self


class Consent(Strict):
    """A person's yes: to which words, from when, until when, where, in what company."""

    text: Annotated[str, StringConstraints(pattern=r"^athena-consent/\d+\.[a-z]{2}$")]
    text_sha256: Sha256
    """Of the exact words agreed to."""
    given_on: dt.date
    expires: dt.date
    """The last day it holds; required, ten years at most."""
    territory: Literal["worldwide"] | tuple[Country, ...] = "worldwide"
    credit: Literal["required", "welcome", "withheld"] = "required"
    min_pool_artists: Annotated[int, Field(ge=1, le=1000)] = 1
    """Learn from me only together with others, so many makers in all."""
    name_as_prompt: Literal["no", "yes"] = "no"
    """Whether my name may be a word that steers a model."""
    withdrawal_code_sha256: Sha256
    """Of the code on the receipt: whoever has it can withdraw, without an account."""
    evidence: Evidence

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if self.expires <= self.given_on:
            raise ValueError("expires must be later than given_on")
        if self.expires > years_after(self.given_on, LONGEST):
            raise ValueError("consent may run ten years at most; it can be renewed")
        if self.territory == ():
            raise ValueError("territory names no place; write 'worldwide' or countries")
        return self


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the same day so many years on; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class Edition(Strict):
    """Works that came out together, and the ground on which copyright has run out."""

    id: _Slug
    title: Title
    published: Year | None = None
    published_source: Location | None = None
    ground: Literal[
        "first-publication",
        "clearance",
        "open-access",
        "dead-150-years",
    ]
    statement: Line | None = None
    """The words of a clearance or of an open-access statement."""
    statement_by: Line | None = None
    source: Location

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if self.ground in {"clearance", "open-access"}:
            if not (self.statement and self.statement_by):
                raise ValueError(
                    f"the ground {self.ground!r} needs statement and statement_by: "
                    "whose words they are",
                )
        elif self.ground == "first-publication" and not (
            self.published and self.published_source
        ):
            raise ValueError(
                "the ground 'first-publication' needs published and published_source",
            )
        return self


class Rights(Strict):
    """One basis, and what belongs to it."""

    basis: Literal["consent", "open-licence", "public-domain"]
    holder: Literal["artist", "estate", "publisher", "institution", "none"]
    licence: Line | None = None
    """SPDX identifier, for `open-licence`."""
    licence_evidence: Location | None = None
    """The page on which the holder says so."""
    consent: Consent | None = None

    @field_validator("licence")
    @classmethod
    def _spdx(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            known = canonicalize_license_expression(value)
        except InvalidLicenseExpression:
            raise ValueError("it is no SPDX licence, such as CC-BY-4.0") from None
        if known != value:
            raise ValueError(f"write the licence as {known}")
        return value

    @model_validator(mode="after")
    def _one_basis(self) -> Self:
        if (self.basis == "consent") != (self.consent is not None):
            raise ValueError("[rights.consent] belongs to basis 'consent', and only it")
        if (self.basis == "open-licence") != (self.licence is not None):
            raise ValueError("licence belongs to basis 'open-licence', and only to it")
        if self.basis == "open-licence" and not self.licence_evidence:
            raise ValueError(
                "an open licence needs licence_evidence: the page where the holder "
                "says so",
            )
        if (self.basis == "public-domain") != (self.holder == "none"):
            raise ValueError("holder 'none' belongs to public-domain, and only to it")
        return self
