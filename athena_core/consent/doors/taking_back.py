"""A withdrawal prepared in an entry's file, and what happens next, in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from athena_core.consent.doors import filing, receiptcode, writing
from athena_core.consent.doors.receipt import day
from athena_core.consent.doors.withdrawing import blanked, tombstone, withdrawn
from athena_core.consent.entry import Entry, Withdrawal
from athena_core.consent.uses import USES
from athena_core.errors import InputError, NotFoundError, RefusedError
from athena_core.files import write_bytes

By = Literal["artist", "holder", "guardian", "steward"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry's file with the withdrawal in it, written."""

    path: Path
    entry: Entry
    withdrawal: Withdrawal | None
    """None where only that was blanked which had been taken back before."""


def take_back(
    path: Path,
    on: dt.date,
    *,
    code: str | None = None,
    works: Sequence[str] = (),
    uses: Sequence[str] = (),
    effective: dt.date | None = None,
    models: Literal["retire", "keep"] = "retire",
    by: By | None = None,
) -> Prepared:
    """Write a withdrawal into an entry's file; without works or uses, of everything.

    What is in effect on the day `on` is blanked at once. Raises `RefusedError` for a
    wrong code and `InputError` or `NotFoundError` for what can't be withdrawn; then
    nothing is written.
    """
    data, entry = filing.read(path)
    if code is not None:
        _check(code, entry)
    taken = _withdrawal(
        requested_on=on,
        effective_on=effective or on,
        scope=_scope(uses),
        works=_works(works, entry),
        by=by or _speaker(entry),
        models=models,
        code=receiptcode.bare(code) if code else None,
    )
    if tombstone(entry) and taken.scope == "everything":
        raise InputError(f"{entry.id} is withdrawn already; nothing was written")
    after = withdrawn(entry, taken)
    final = blanked(after, on)
    if final == after:
        write_bytes(path, writing.with_withdrawal(data, taken, after))
    else:
        write_bytes(path, writing.toml(final))
    return Prepared(path, final, taken)


def blank(path: Path, on: dt.date) -> Prepared:
    """Blank in an entry's file what was taken back and is in effect on a day.

    Raises `InputError` when there is nothing to blank.
    """
    _, entry = filing.read(path)
    after = blanked(entry, on)
    if after == entry:
        raise InputError(
            f"nothing in {path} is left to blank on {on}: nothing was written",
        )
    after = blanked(withdrawn(entry), on)
    write_bytes(path, writing.toml(after))
    return Prepared(path, after, None)


def _check(code: str, entry: Entry) -> None:
    consent = entry.rights.consent
    if consent is None:
        raise RefusedError(
            f"{entry.id} rests on no consent, so no code belongs to it; leave --code "
            "out. Nothing was written",
        )
    if receiptcode.digest(code) != consent.withdrawal_code_sha256:
        raise RefusedError(
            f"this is not the code of {entry.id}: compare it with the receipt, or tell "
            "a steward. Nothing was written",
        )
    if any(one.code and _same(one.code, code) for one in entry.withdrawals):
        raise RefusedError(
            f"the code of {entry.id} was spent by an earlier withdrawal; ask a "
            "steward. Nothing was written",
        )


def _same(one: str, other: str) -> bool:
    return receiptcode.digest(one) == receiptcode.digest(other)


def _withdrawal(**values: Any) -> Withdrawal:
    try:
        return Withdrawal(**values)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"{reason}. Nothing was written") from None


def _scope(uses: Sequence[str]) -> Any:
    for use in uses:
        if use not in USES:
            raise InputError(f"{use!r} is no use; the seven are: {', '.join(USES)}")
    return tuple(dict.fromkeys(uses)) or "everything"


def _works(names: Sequence[str], entry: Entry) -> Any:
    """Return the ids of works that are named by id or by title."""
    found = []
    for name in names:
        matching = [one.id for one in entry.works if name in {one.id, one.title}]
        if not matching:
            ids = ", ".join(one.id for one in entry.works) or "none"
            raise NotFoundError(f"{entry.id} has no work {name!r}; it has: {ids}")
        found += matching
    if not names or set(found) == {one.id for one in entry.works}:
        return "all"
    return tuple(dict.fromkeys(found))


def _speaker(entry: Entry) -> By:
    if entry.rights.holder == "none":
        return "steward"
    return "artist" if entry.rights.holder == "artist" else "holder"


def told(prepared: Prepared) -> Iterator[str]:
    """Yield what was prepared, and what happens next."""
    entry, taken = prepared.entry, prepared.withdrawal
    yield f"Prepared in {prepared.path}: {entry.id}, revision {entry.revision}."
    if tombstone(entry):
        yield (
            "Name, titles, links and words are gone from it; the id and the dates stay"
            + (", and the hashes, as permitted." if entry.works else ".")
        )
    yield from _sent(taken)
    if taken:
        yield from _then(entry, taken)


def _sent(taken: Withdrawal | None) -> Iterator[str]:
    if taken is not None and taken.code:
        yield (
            "Send this one file in as a pull request. Anybody may send it: the code "
            "shows that it may be done."
        )
    elif taken is not None and taken.by == "steward":
        yield "It takes a steward to send this one file in as a pull request."
    else:
        yield (
            "Send this one file in as a pull request, from the account that the entry "
            "names; or hand it to a steward."
        )


def _then(entry: Entry, taken: Withdrawal) -> Iterator[str]:
    works = "the works" if taken.works == "all" else ", ".join(taken.works)
    uses = "" if taken.scope == "everything" else f" for {', '.join(taken.scope)}"
    yield (
        f"From {day(taken.effective_on)} on {works} will be refused{uses}, and "
        "`athena datasets sync` deletes the copies kept to learn from."
    )
    if taken.models == "retire":
        yield (
            "Models that learned from them are retired: `athena models audit` names "
            "them, publishing them is refused, ours are trained again within 30 days."
        )
    else:
        yield "Models that have learned from them stay, with a dated notice."
    yield "Copies that somebody has downloaded before can't be called back."
    due = blanked(entry, taken.effective_on)
    if due != entry:
        yield (
            f"On {day(taken.effective_on)} `athena registry withdraw {entry.id} "
            "--blank` removes the name, titles and links."
        )
    if taken.code and not tombstone(due):
        yield (
            "The code is in the public file now and opens nothing any more; to take "
            "back the rest one day, ask a steward."
        )
