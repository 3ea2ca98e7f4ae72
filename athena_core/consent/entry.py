"""One entry of the registry: one holder of rights, one basis, one set of works.

There is no field for gender and none for eligibility; nobody attests to anything about
themselves. There is no field for contact either, and every text is searched for one.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from athena_core.consent.fields import (
    Account,
    Line,
    Location,
    Paragraph,
    PerceptualHash,
    Sha256,
    SigningKey,
    Slug,
    Strict,
    Title,
    Year,
)
from athena_core.consent.names import NAMELESS
from athena_core.consent.rights import Edition, Rights
from athena_core.consent.uses import Permits
from athena_core.protocols import Use

SCHEMA: Literal["athena.registry/1"] = "athena.registry/1"
LONGEST_NOTICE = 7
"""Days until a withdrawal takes effect, at most."""


class Cited(Strict):
    """A title with the address where it can be read."""

    title: Title
    source: Location


class Link(Strict):
    """A place where the real works hang, or can be read."""

    label: Title
    url: Location


class About(Strict):
    """A living artist's own words, or a sentence about a dead one with its source."""

    text: Paragraph
    source: Location | None = None


class Member(Strict):
    """One of several people who share a name, such as Michael Field."""

    name: Line
    born: Year | None = None
    died: Year | None = None
    died_source: Location | None = None


class Artist(Strict):
    """Who made the works, as they wish to be credited today."""

    credit_as: Line
    """A pseudonym is welcome. It may change at any time without a reason."""
    living: Literal["living", "deceased", "unknown"]
    """`unknown` counts as living."""
    born: Year | None = None
    died: Year | None = None
    """The year in which the last of several died."""
    died_source: Location | None = None
    members: tuple[Member, ...] = ()
    about: About | None = None
    pronouns: Line | None = None
    listed_in: tuple[Cited, ...] = ()
    """Why a curator included a maker no longer living."""
    works_at: tuple[Link, ...] = ()
    homepage: Location | None = None
    github_id: Account | None = None
    signing_key: SigningKey | None = None
    adult: Literal[True] | None = None

    @property
    def may_live(self) -> bool:
        """Whether the person may be living."""
        return self.living != "deceased"

    @model_validator(mode="after")
    def _person(self) -> Self:
        if self.may_live:
            self._living()
        elif self.died is None or self.died_source is None:
            raise ValueError("for a maker who has died, died and died_source are due")
        elif self.about and not self.about.source:
            raise ValueError("a sentence about a maker who has died needs its source")
        return self

    def _living(self) -> None:
        if self.adult is not True:
            raise ValueError(
                "adult = true is required: this registry takes no works by minors",
            )
        if self.died is not None or self.died_source or self.born is not None:
            raise ValueError("born and died are for makers who have died")
        if self.listed_in or self.members:
            raise ValueError("listed_in and members are for makers who have died")


class Entered(Strict):
    """One work of an entry: what it is called, and the hashes it is known by."""

    id: Slug
    title: Title
    media_type: Literal["image/png", "image/jpeg", "image/webp", "text/plain"]
    year: Year | None = None
    sha256: Sha256
    """Of the file; of a poem, of its canonical text."""
    content_sha256: Sha256 | None = None
    """`pixels/1`, which survives re-encoding."""
    phash: PerceptualHash | None = None
    bytes: Annotated[int, Field(gt=0, le=200_000_000)] | None = None
    locations: tuple[Location, ...] = ()
    """Hints. None, where whoever made it has no page and gave the file by hand."""
    edition: Slug | None = None
    permits: Permits | None = None
    """May only narrow what the entry permits."""


class Withdrawal(Strict):
    """A no that takes effect within a week, for all or a part."""

    requested_on: dt.date
    effective_on: dt.date
    scope: Literal["everything"] | tuple[Use, ...] = "everything"
    works: Literal["all"] | tuple[Slug, ...] = "all"
    by: Literal["artist", "holder", "guardian", "steward"] = "artist"
    models: Literal["retire", "keep"] = "retire"
    """What becomes of models that learned from the works."""
    code: Line | None = None
    """The code of the receipt, spent by this withdrawal."""

    @model_validator(mode="after")
    def _soon(self) -> Self:
        if not 0 <= (self.effective_on - self.requested_on).days <= LONGEST_NOTICE:
            raise ValueError("a withdrawal takes effect within seven days of asking")
        return self

    def reaches(self, use: Use, work: str) -> bool:
        """Whether it takes back this use of this work.

        `everything` leaves `keep_fingerprint` as it was permitted, since that is what
        may stay after a withdrawal; to take it back too, it is named.
        """
        if self.works != "all" and work not in self.works:
            return False
        if self.scope == "everything":
            return use != "keep_fingerprint"
        return use in self.scope


class Entry(Strict):
    """An entry as it stands in its file."""

    schema_: Literal["athena.registry/1"] = Field(alias="schema")
    id: Slug
    revision: Annotated[int, Field(ge=1, le=1_000_000)]
    title: Title
    description: Paragraph | None = None
    status: Literal["pending", "active", "suspended", "withdrawn"]
    status_reason: Line | None = None
    added: dt.date
    contact: Literal["via-stewards", "github-issue", "homepage"] = "via-stewards"
    artist: Artist
    rights: Rights
    editions: tuple[Edition, ...] = ()
    permits: Permits = Permits()
    works: tuple[Entered, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for check in (
            self._id,
            self._status,
            self._works,
            self._editions,
            self._evidence,
        ):
            check()
        return self

    def _id(self) -> None:
        nameless = NAMELESS.fullmatch(self.id) is not None
        if self.artist.may_live and not nameless:
            raise ValueError(
                "the id of an artist who may be living carries no name: 'artist-' and "
                "ten letters or digits, as `athena registry new` draws them",
            )
        if nameless and not self.artist.may_live:
            raise ValueError("an id of the form artist-... is for the living")

    def _status(self) -> None:
        if self.status in {"suspended", "withdrawn"} and not self.status_reason:
            raise ValueError(f"status {self.status!r} needs a status_reason")
        if not self.works and self.status != "withdrawn":
            raise ValueError("an entry needs at least one work")

    def _works(self) -> None:
        ids = [work.id for work in self.works]
        hashes = [work.sha256 for work in self.works]
        if len(set(ids)) != len(ids):
            raise ValueError("two works share an id")
        if len(set(hashes)) != len(hashes):
            raise ValueError("two works share a sha256")
        for work in self.works:
            wider = work.permits.wider_than(self.permits) if work.permits else []
            if wider:
                raise ValueError(
                    f"work {work.id!r} permits more than its entry ({wider[0]})",
                )

    def _editions(self) -> None:
        known = {edition.id for edition in self.editions}
        if len(known) != len(self.editions):
            raise ValueError("two editions share an id")
        for work in self.works:
            if work.edition is not None and work.edition not in known:
                raise ValueError(f"work {work.id!r} names an edition that is not here")
            if self.status == "withdrawn" or self.taken_back(work.id):
                continue
            if self.rights.basis == "public-domain" and work.edition is None:
                raise ValueError(f"work {work.id!r} needs an edition: its ground")

    def _evidence(self) -> None:
        consent = self.rights.consent
        if self.rights.basis == "public-domain" and self.artist.may_live:
            raise ValueError("basis public-domain is for makers who have died")
        if consent is None or consent.evidence.kind == "steward-witnessed":
            return
        if self.status == "withdrawn":
            return  # a key may lead to a person, and a tombstone keeps nothing of one
        if not self.artist.signing_key:
            raise ValueError(
                f"evidence of the kind {consent.evidence.kind!r} needs signing_key",
            )

    def taken_back(self, work: str) -> bool:
        """Whether everything about a work is withdrawn, on whatever day."""
        return any(
            one.scope == "everything" and (one.works == "all" or work in one.works)
            for one in self.withdrawals
            if self.in_force(one)
        )

    def in_force(self, withdrawal: Withdrawal) -> bool:
        """Whether a withdrawal still counts: a consent given later is a new yes."""
        consent = self.rights.consent
        return consent is None or withdrawal.effective_on >= consent.given_on

    def work(self, identifier: str) -> Entered | None:
        """Return a work by its id."""
        return next((one for one in self.works if one.id == identifier), None)

    def edition(self, identifier: str | None) -> Edition | None:
        """Return an edition by its id."""
        return next((one for one in self.editions if one.id == identifier), None)
