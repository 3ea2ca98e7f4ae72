"""From answers to an entry: an id that carries no name, terms, works, a code.

An entry is drafted as `pending`, and says what was answered. Nothing is written here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from athena_core.consent import reading
from athena_core.consent.doors import receiptcode
from athena_core.consent.doors.offering import Answers
from athena_core.consent.entry import SCHEMA, Entry
from athena_core.consent.proof import evidence
from athena_core.consent.rights import years_after
from athena_core.consent.uses import USES, Permits
from athena_core.errors import InputError

TEXT = "athena-consent/1.en"
"""The consent text that is agreed to today."""
YEARS = 5
"""A yes holds so long, unless another day is answered."""
DRAWN = 10
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Measured:
    """What a work's file is, as it was measured."""

    media_type: str
    sha256: str
    bytes: int
    content_sha256: str | None = None
    phash: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that nobody has signed yet, and the code that takes it back."""

    entry: Entry
    code: str | None
    """None where no consent is given, and so none can be taken back."""


def draw_id() -> str:
    """Draw the id of an artist who may be living: it carries no name."""
    letters = (secrets.choice(receiptcode.LETTERS) for _ in range(DRAWN))
    return "artist-" + "".join(letters)


def slug(name: str) -> str:
    """Return the id of a maker who has died: the name in plain letters."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", folded.lower()).strip("-")[:LONGEST_ID].strip("-")


def words(folder: Path) -> bytes:
    """Return the consent text, byte for byte as it is agreed to.

    Raises `InputError` naming the file when it is not in the registry's folder.
    """
    path = folder / evidence.text_file(TEXT)
    try:
        return path.read_bytes()
    except OSError:
        raise InputError(
            f"{path}, the consent text, is missing; take the registry's folder as it "
            "comes with Athena",
        ) from None


def draft(
    answers: Answers,
    measured: Sequence[Measured],
    *,
    on: dt.date,
    text: bytes,
) -> Draft:
    """Make an entry of answers; `text` is the consent text, `on` the day of the yes.

    Raises `EntryError` with coded sentences when the answers make no entry.
    """
    code = receiptcode.draw() if answers.consents else None
    identifier = _id(answers)
    values = {
        "schema": SCHEMA,
        "id": identifier,
        "revision": 1,
        "title": answers.title,
        "status": "pending",
        "added": on,
        "contact": answers.contact,
        "artist": _artist(answers),
        "rights": _rights(answers, identifier, on, text, code),
        "permits": {use: getattr(answers, use) for use in USES},
        "works": list(_works(answers, measured)),
    }
    data = tomlkit.dumps(values).encode()
    return Draft(reading.read(data, identifier), code)


def _id(answers: Answers) -> str:
    if answers.lives != "deceased":
        return draw_id()
    return answers.id or slug(answers.credit_as)


def _artist(answers: Answers) -> dict[str, Any]:
    about = {"text": answers.about, "source": answers.about_source}
    return _given(
        {
            "credit_as": answers.credit_as,
            "living": answers.lives,
            "died": answers.died,
            "died_source": answers.died_source,
            "about": _given(about) if answers.about else None,
            "pronouns": answers.pronouns,
            "homepage": answers.homepage,
            "works_at": [one.model_dump() for one in answers.works_at] or None,
            "github_id": answers.github_id,
            "signing_key": answers.signing_key if answers.consents else None,
            "adult": True if answers.lives != "deceased" else None,
        },
    )


def _rights(
    answers: Answers,
    identifier: str,
    on: dt.date,
    text: bytes,
    code: str | None,
) -> dict[str, Any]:
    if code is None:
        return {
            "basis": "open-licence",
            "holder": answers.holder,
            "licence": answers.licence,
            "licence_evidence": answers.licence_evidence,
        }
    consent = {
        "text": TEXT,
        "text_sha256": hashlib.sha256(text).hexdigest(),
        "given_on": on,
        "expires": answers.expires or years_after(on, YEARS),
        "territory": answers.territory,
        "credit": answers.credit,
        "min_pool_artists": answers.min_pool_artists or 1,
        "name_as_prompt": answers.name_as_prompt,
        "withdrawal_code_sha256": receiptcode.digest(code),
        "evidence": _evidence(answers, identifier),
    }
    return {"basis": "consent", "holder": answers.holder, "consent": consent}


def _evidence(answers: Answers, identifier: str) -> dict[str, Any]:
    if answers.proof == "key":
        return {"kind": "sshsig", "files": [f"{identifier}.sig"]}
    return {
        "kind": "steward-witnessed",
        "files": [f"{identifier}.{one}.sig" for one in answers.witnesses],
        "witnesses": list(answers.witnesses),
    }


def _works(
    answers: Answers,
    measured: Sequence[Measured],
) -> Iterator[dict[str, Any]]:
    """Yield the works, with ids that carry no title: a title can be blanked, an id not.

    The order of the answers counts.
    """
    less = {one.work: one.permits for one in answers.single_works}
    for number, (work, file) in enumerate(
        zip(answers.works, measured, strict=True),
        start=1,
    ):
        permits = less.get(number)
        yield _given(
            {
                "id": f"work-{number}",
                "title": work.title,
                "year": work.year,
                "media_type": file.media_type,
                "sha256": file.sha256,
                "content_sha256": file.content_sha256,
                "phash": file.phash,
                "bytes": file.bytes,
                "locations": list(work.locations) or None,
                "permits": _narrowed(answers, permits) if permits else None,
            },
        )


def _narrowed(answers: Answers, less: Permits) -> dict[str, str]:
    """Return what one work permits: what was said of it, else what all permit."""
    said = less.model_fields_set
    return {
        use: less.of(use) if use in said else str(getattr(answers, use)) for use in USES
    }


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what was not answered."""
    return {key: value for key, value in values.items() if value is not None}
