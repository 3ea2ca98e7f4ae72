"""What shows that a consent was given, verified. Nothing is believed; unknown is no.

Each kind ends at a key: the artist's own over the statement, the artist's own over a
commit that holds the same statement, or the keys of two stewards who witnessed it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

from athena_core.consent import reading
from athena_core.consent.entry import Entry
from athena_core.consent.proof import commit, sshsig
from athena_core.consent.proof.statement import NAMESPACE, statement
from athena_core.consent.proof.stewards import Stewards
from athena_core.consent.rights import WITNESSES, Consent
from athena_core.errors import AthenaError

FOLDER = "evidence"
TEXTS = "consent"
UNKNOWN_YET = "0" * 40
"""`ref` in the signed commit itself, which cannot hold its own id."""

Fault = tuple[str, str]
"""A code and a sentence."""


def faults(entry: Entry, folder: Path, stewards: Stewards, on: dt.date) -> list[Fault]:
    """Say why an entry's consent is not shown; nothing is wrong: [].

    `folder` is the registry's, `on` the day on which two stewards must be named for an
    active entry. What is withdrawn, and what asks for no consent, needs no evidence.
    """
    consent = entry.rights.consent
    if consent is None or entry.status == "withdrawn":
        return []
    return [
        *_text(consent, folder),
        *_named(entry, stewards, on),
        *_shown(entry, consent, folder, stewards),
    ]


def text_file(text: str) -> str:
    """Return where a consent text such as `athena-consent/1.en` lies in the folder."""
    return f"{TEXTS}/{text.replace('/', '-')}.md"


def _text(consent: Consent, folder: Path) -> Iterator[Fault]:
    try:
        words = (folder / text_file(consent.text)).read_bytes()
    except OSError:
        words = None
    if words is None or hashlib.sha256(words).hexdigest() != consent.text_sha256:
        sentence = (
            f"text_sha256 is not that of the published text {consent.text} "
            f"({text_file(consent.text)}): nobody knows which words were agreed to"
        )
        yield "R041", sentence


def _named(entry: Entry, stewards: Stewards, on: dt.date) -> Iterator[Fault]:
    if entry.status == "active" and not stewards.enough(on):
        sentence = (
            f"fewer than two stewards are named on {on}, so no consent can be active; "
            "let its status be 'pending'"
        )
        yield "R042", sentence


def _shown(
    entry: Entry,
    consent: Consent,
    folder: Path,
    stewards: Stewards,
) -> Iterator[Fault]:
    evidence = consent.evidence
    if evidence.kind == "sshsig":
        yield from _signed(entry, folder, evidence.files[0], entry.artist.signing_key)
    elif evidence.kind == "signed-commit":
        yield from _committed(entry, folder, evidence.ref or UNKNOWN_YET)
    else:
        yield from _witnessed(entry, consent, folder, stewards)


def _signed(
    entry: Entry,
    folder: Path,
    name: str,
    key: str | None,
    whose: str = "the artist's signing_key",
) -> Iterator[Fault]:
    """Verify one signature file over the statement."""
    where = f"{FOLDER}/{name}"
    try:
        armoured = _beginning(folder / where)
        sshsig.verify(key or "", statement(entry), armoured, NAMESPACE)
    except OSError:
        yield "R040", f"{where}, the signature that shows the consent, is missing"
    except sshsig.SignatureError as error:
        yield "R040", f"{where} does not verify for {whose}: {error}"


def _beginning(path: Path) -> bytes:
    """Return a file's bytes, no more than tell a signature from something larger."""
    with path.open("rb") as stream:
        return stream.read(sshsig.LARGEST + 1)


def _committed(entry: Entry, folder: Path, ref: str) -> Iterator[Fault]:
    """Verify the commit, and that its entry says what this one says."""
    try:
        commit.verify(folder, ref, entry.artist.signing_key or "")
        data = commit.file_in(folder, ref, f"entries/{entry.id}.toml")
        if statement(reading.read(data, entry.id)) == statement(entry):
            return
        reason = "the entry in it has other terms, uses or works than this one"
    except commit.CommitError as error:
        reason = str(error)
    except AthenaError:
        reason = "the entry in it cannot be read"
    yield "R044", f"commit {ref[:12]} does not show the consent: {reason}"


def _witnessed(
    entry: Entry,
    consent: Consent,
    folder: Path,
    stewards: Stewards,
) -> Iterator[Fault]:
    """Verify that two stewards of the day, other than the artist, each signed."""
    day, evidence = consent.given_on, consent.evidence
    if len(set(evidence.witnesses)) < WITNESSES:
        yield "R043", "a witnessed consent needs two different stewards"
    for account, name in zip(evidence.witnesses, evidence.files, strict=True):
        steward = stewards.find(account, day)
        if steward is None:
            yield (
                "R043",
                f"witness {account} is no steward on {day}, the day it is from",
            )
        elif _same_person(entry, account, steward.signing_key):
            yield (
                "R043",
                f"witness {account} is the artist; nobody witnesses their own consent",
            )
        else:
            whose = f"the key of steward {account}"
            yield from _signed(entry, folder, name, steward.signing_key, whose)


def _same_person(entry: Entry, account: int, key: str) -> bool:
    return entry.artist.github_id == account or entry.artist.signing_key == key
