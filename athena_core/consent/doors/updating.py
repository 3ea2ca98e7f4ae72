"""A newer index of the registry, believed only with a steward's signature.

An index tells who said yes and who took it back, so an old one, or a forged one, would
hide a withdrawal. It is taken only if a steward signed it who was one on its day, and
if it goes on from what is at hand: no earlier day, no entry missing, none gone back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from athena_core.consent import index as indexes
from athena_core.consent.doors import fetching
from athena_core.consent.doors.fetching import Network
from athena_core.consent.index import Index
from athena_core.consent.proof import sshsig
from athena_core.consent.proof.stewards import Stewards
from athena_core.errors import InputError, RefusedError
from athena_core.files import write_bytes

LARGEST = 50_000_000
"""Bytes of an index; ten thousand entries have about a third."""


@dataclass(frozen=True, slots=True)
class Brought:
    """An index with the signature that came beside it, not yet believed."""

    name: str
    data: bytes
    signature: bytes


def bring(source: str, network: Network | None = None) -> Brought:
    """Take an index and its signature from a file, or fetch them.

    The signature lies at the same place with `.sig` after the name. Raises
    `InputError` or `RefusedError`.
    """
    if "://" in source:
        data = fetching.fetch(source, largest=LARGEST, network=network)
        signed = fetching.fetch(
            source + ".sig",
            largest=sshsig.LARGEST,
            network=network,
        )
        return Brought(source, data, signed)
    path = Path(source).expanduser()
    beside = path.with_name(path.name + ".sig")
    return Brought(source, _read(path, LARGEST), _read(beside, sshsig.LARGEST))


def _read(path: Path, largest: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except FileNotFoundError:
        raise InputError(
            f"{path} is missing; an index comes with its signature, FILE.sig",
        ) from None
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}") from None
    if len(data) > largest:
        raise RefusedError(f"{path} is larger than {largest:,} bytes")
    return data


def verified(
    brought: Brought,
    at_hand: Index,
    known: Stewards,
    on: dt.date,
    key: str | None = None,
) -> Index:
    """Return the index if it is newer, and signed by somebody who may sign it.

    That is whoever the registry at hand names as steward on the index's day, or the
    owner of `key`, a line `ssh-ed25519 ...` that the user vouches for; `on` is today.
    Raises `RefusedError` with one sentence.
    """
    keys = [key] if key else [one.signing_key for one in known.steward]
    if not keys:
        raise RefusedError(
            "no steward is named in the registry at hand, so nobody's signature can "
            "be believed; --signed-by KEYFILE names a key that you vouch for",
        )
    try:
        _signed(brought, keys)  # before anything of it is read
        index = indexes.decode(brought.data, brought.name)
        if key is None:
            known.signer(brought.data, brought.signature, indexes.NAMESPACE, index.on)
    except sshsig.SignatureError as error:
        raise RefusedError(f"the signature of {brought.name}: {error}") from None
    if reason := _backwards(index, at_hand, on):
        raise RefusedError(f"{brought.name} is not taken: {reason}")
    return index


def _signed(brought: Brought, keys: Sequence[str]) -> None:
    """Return when one of the keys signed it; else raise `SignatureError`."""
    made_with = sshsig.parse(brought.signature).public_key
    for key in keys:
        if sshsig.read_key(key) == made_with:
            return sshsig.verify(
                key,
                brought.data,
                brought.signature,
                indexes.NAMESPACE,
            )
    raise sshsig.SignatureError(
        f"it was made by {sshsig.fingerprint(made_with)}, whom nobody named",
    )


def _backwards(index: Index, at_hand: Index, on: dt.date) -> str | None:
    """Say how an index would take knowledge away, or None."""
    if index.on > on:
        return f"it is of {index.on}, and today is {on}"
    if index.on < at_hand.on:
        return f"it is of {index.on}, older than what is at hand ({at_hand.on})"
    news = {one.entry.id: one.entry for one in index.entries}
    for one in at_hand.entries:
        fresh = news.get(one.entry.id)
        if fresh is None:
            return f"{one.entry.id} is missing from it, and no entry is ever deleted"
        if fresh.revision < one.entry.revision:
            return f"{one.entry.id} would go back to revision {fresh.revision}"
        known = len(one.entry.withdrawals)
        if fresh.withdrawals[:known] != one.entry.withdrawals:
            return f"a withdrawal of {one.entry.id} is missing from it"
    return None


def keep(brought: Brought, place: Path) -> None:
    """Put a verified index where it is read from, with its signature beside it."""
    write_bytes(place.with_name(indexes.SIGNATURE), brought.signature)
    write_bytes(place, brought.data)
