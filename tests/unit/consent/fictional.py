"""Entries of people who do not exist, for tests only. All names here are fictional.

An entry is a nested dict until a test needs it as TOML or as an `Entry`:

    values = changed(consented(), {"rights.consent.expires": date(2030, 1, 1)})
    read(values)           # Entry
    toml(values)           # bytes of the file
    place(folder, values)  # writes entries/ID.toml or public_domain/ID.toml
"""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import tomlkit

from athena_core.consent import index as indexes
from athena_core.consent import reading
from athena_core.consent.doors.receiptcode import digest
from athena_core.consent.entry import Entry
from athena_core.consent.index import Index, Indexed
from athena_core.consent.registry import Registry

Values = dict[str, Any]

LIVING = "artist-f1ct10na1x"
OTHER = "artist-0therf1ct0"
LICENSED = "artist-0pen1fct10"
DEAD = "edda-fictional"
ACCOUNT = 999_000_001
"""GitHub account number of the fictional artist of `consented()`."""
STEWARDS = (999_000_101, 999_000_102)
STRANGER = 999_000_666
CODE = "0123-4567-89ab-cdef-ghjk-mnpq-rstv-wxyz"
"""Withdrawal code of `consented()`; receipts of real people carry a random one."""
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE8QZONHn1ur4G/7OgF8ASDsEVCPMnJq2Hx7IFdSkOWA"
TEXT = "athena-consent/1.en"
GIVEN = dt.date(2026, 11, 1)
EXPIRES = dt.date(2031, 11, 1)
ON = dt.date(2026, 11, 25)
"""The day on which the tests look, unless they say another."""


def sha256(word: str) -> str:
    """Return a hash of the right form, another for each word."""
    return hashlib.sha256(word.encode()).hexdigest()


def consented(identifier: str = LIVING) -> Values:
    """Return an active entry of a fictional living artist with two pictures."""
    return {
        "schema": "athena.registry/1",
        "id": identifier,
        "revision": 1,
        "title": "Tidewater studies (fictional)",
        "status": "active",
        "added": GIVEN,
        "artist": {
            "credit_as": "Fictional Artist",
            "living": "living",
            "adult": True,
            "homepage": "https://artist.example.org/",
            "github_id": ACCOUNT,
            "signing_key": KEY,
        },
        "rights": {
            "basis": "consent",
            "holder": "artist",
            "consent": {
                "text": TEXT,
                "text_sha256": sha256("the words agreed to"),
                "given_on": GIVEN,
                "expires": EXPIRES,
                "min_pool_artists": 2,
                "withdrawal_code_sha256": digest(CODE),
                "evidence": {"kind": "sshsig", "files": [f"{identifier}.sig"]},
            },
        },
        "permits": {
            "train": "noncommercial",
            "share_model": "noncommercial",
            "publish_outputs": "noncommercial",
            "show_work": "any",
            "keep_fingerprint": "any",
        },
        "works": [
            work("low-water", identifier),
            {**work("slack-tide", identifier), "permits": {"train": "noncommercial"}},
        ],
    }


def licensed(identifier: str = LICENSED, licence: str = "CC-BY-4.0") -> Values:
    """Return an active entry of works under an open licence, by a fictional artist."""
    values = consented(identifier)
    values["artist"]["credit_as"] = "Fictional Licensor"
    del values["artist"]["signing_key"]
    values["rights"] = {
        "basis": "open-licence",
        "holder": "artist",
        "licence": licence,
        "licence_evidence": "https://artist.example.org/licence",
    }
    values["permits"] = dict.fromkeys(values["permits"], "any")
    return values


def dead(identifier: str = DEAD, died: int = 1901) -> Values:
    """Return an active entry of a fictional maker whose copyright has run out."""
    source = "https://library.example.org/edda"
    return {
        "schema": "athena.registry/1",
        "id": identifier,
        "revision": 1,
        "title": "Poems (fictional)",
        "status": "active",
        "added": GIVEN,
        "artist": {
            "credit_as": identifier.replace("-", " ").title(),
            "living": "deceased",
            "born": died - 60,
            "died": died,
            "died_source": source,
        },
        "rights": {"basis": "public-domain", "holder": "none"},
        "editions": [
            {
                "id": "first",
                "title": "Poems",
                "published": died - 10,
                "published_source": source,
                "ground": "first-publication",
                "source": source,
            },
        ],
        "permits": dict.fromkeys(
            ("train", "imitate", "share_model", "publish_outputs", "show_work"), "any"
        ),
        "works": [
            {
                "id": "to-a-heron",
                "title": "To a heron",
                "media_type": "text/plain",
                "sha256": sha256(f"{identifier}: to a heron"),
                "edition": "first",
            },
        ],
    }


def work(identifier: str, entry: str) -> Values:
    """Return a picture of an entry."""
    return {
        "id": identifier,
        "title": identifier.replace("-", " ").capitalize(),
        "year": 2021,
        "media_type": "image/png",
        "sha256": sha256(f"{entry}: {identifier}"),
        "locations": [f"https://artist.example.org/{entry}/{identifier}.png"],
    }


def withdrawal(
    effective: dt.date = ON, *, requested: dt.date | None = None, **more: Any
) -> Values:
    """Return a withdrawal of everything, unless told otherwise."""
    requested = requested or effective
    return {"requested_on": requested, "effective_on": effective, **more}


def changed(values: Values, changes: Mapping[str, Any]) -> Values:
    """Return a copy with values set by paths such as `works.0.title`; None removes."""
    result = copy.deepcopy(values)
    for path, value in changes.items():
        *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
        place: Any = result
        for part in way:
            place = place[part] if isinstance(part, int) else place.setdefault(part, {})
        if value is None:
            del place[last]
        else:
            place[last] = value
    return result


def again(values: Values, changes: Mapping[str, Any] | None = None) -> Values:
    """Return the next revision, changed."""
    return changed(values, {"revision": values["revision"] + 1, **(changes or {})})


def toml(values: Values) -> bytes:
    """Return the bytes of an entry's file."""
    return tomlkit.dumps(values).encode()


def read(values: Values) -> Entry:
    """Read an entry through its one door, the file's bytes."""
    return reading.read(toml(values), values["id"])


def home(values: Values) -> str:
    """Return where an entry's file lies in the registry's folder."""
    dead_ = values["rights"]["basis"] == "public-domain"
    return f"{'public_domain' if dead_ else 'entries'}/{values['id']}.toml"


def place(folder: Path, values: Values) -> Path:
    """Write an entry's file into a registry's folder."""
    path = folder / home(values)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(toml(values))
    return path


def index(
    *values: Values,
    on: dt.date = ON,
    verified: tuple[Literal["consent"], ...] = ("consent",),
) -> Index:
    """Return an index that holds these entries, their consent verified."""
    entries = [
        Indexed(
            path=home(one),
            sha256=hashlib.sha256(toml(one)).hexdigest(),
            verified=verified if one["rights"]["basis"] == "consent" else (),
            entry=read(one),
        )
        for one in values
    ]
    return Index(schema="athena.registry-index/1", on=on, entries=tuple(entries))


def registry(*values: Values, on: dt.date = ON) -> Registry:
    """Return a registry that holds these entries, their consent verified."""
    return Registry(index(*values, on=on))


def bring(home: Path, *values: Values, on: dt.date) -> Path:
    """Put an index into a home as `athena registry update` does, newer than ours."""
    path = home / "registry" / "index.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(indexes.encode(index(*values, on=on)))
    return path
