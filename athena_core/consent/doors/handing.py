"""A draft handed over: the entry to the registry, the receipt to whoever gave it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from athena_core.consent.doors import filing, receiptcode, writing
from athena_core.consent.doors.drafts import Draft
from athena_core.consent.doors.receipt import receipt
from athena_core.consent.entry import Entry
from athena_core.consent.index import FOLDERS
from athena_core.consent.proof import evidence
from athena_core.consent.proof.statement import NAMESPACE, statement
from athena_core.errors import InputError
from athena_core.files import write_bytes
from athena_core.library import home


@dataclass(frozen=True, slots=True)
class Handed:
    """Where everything lies, and how it is signed."""

    entry: Path
    receipt: Path | None = None
    """None where no consent is given, and nothing has to be kept secret."""
    statement: Path | None = None
    signatures: tuple[Path, ...] = ()
    """Where the signatures are to lie: one, or one a witness."""

    def signing(self, key: str) -> list[str]:
        """Return the lines that sign with a private key and put each signature down."""
        if self.statement is None:
            return []
        lines = []
        for place in self.signatures:
            made = self.statement.with_name(self.statement.name + ".sig")
            lines += [
                f"ssh-keygen -Y sign -n {NAMESPACE} -f {_quoted(key, self.statement)}",
                f"mv {_quoted(made, place)}",
            ]
        return lines


def hand(draft: Draft, folder: Path, keep_in: Path | None = None) -> Handed:
    """Write what a draft is made into: all of it, or nothing.

    Receipt and statement go to `keep_in`, else to a folder of Athena's own; the receipt
    holds the code, so neither may lie where the registry is published from. Raises
    `InputError` naming the file that can't be written.
    """
    entry = draft.entry
    if any((folder / name / f"{entry.id}.toml").exists() for name in FOLDERS):
        raise InputError(f"there is an entry {entry.id} already; choose another --id")
    path = folder / "entries" / f"{entry.id}.toml"
    data = writing.toml(entry)
    if draft.code is None:
        filing.put_new({path: data})
        return Handed(path)
    place = _private(keep_in or home.home() / "receipts" / entry.id, folder)
    paper, signed = (
        place / f"{entry.id}.{kind}" for kind in ("receipt.txt", "statement")
    )
    kept = {paper: receipt(entry, draft.code).encode(), signed: statement(entry)}
    filing.put_new(kept, mode=filing.SECRET)
    try:
        filing.put_new({path: data})
    except BaseException:
        for one in kept:
            one.unlink(missing_ok=True)
        raise
    (folder / evidence.FOLDER).mkdir(exist_ok=True)  # the first signature needs it
    return Handed(path, paper, signed, _signatures(entry, folder))


def hand_code(path: Path, folder: Path, keep_in: Path | None = None) -> Handed:
    """Draw another withdrawal code for an entry, and write the receipt that has it.

    The old code opens nothing then. Raises `InputError` for an entry that rests on no
    consent, or a file that can't be written.
    """
    data, entry = filing.read(path)
    consent = entry.rights.consent
    if consent is None:
        raise InputError(f"{entry.id} rests on no consent, so no code belongs to it")
    code = receiptcode.draw()
    sha256 = receiptcode.digest(code)
    changed = consent.model_copy(update={"withdrawal_code_sha256": sha256})
    rights = entry.rights.model_copy(update={"consent": changed})
    after = entry.model_copy(
        update={"revision": entry.revision + 1, "rights": rights},
    )
    place = _private(keep_in or home.home() / "receipts" / entry.id, folder)
    paper = place / f"{entry.id}.receipt-{after.revision}.txt"
    written = writing.with_code(data, sha256, after)
    filing.put_new({paper: receipt(after, code).encode()}, mode=filing.SECRET)
    write_bytes(path, written)
    return Handed(path, paper)


def _signatures(entry: Entry, folder: Path) -> tuple[Path, ...]:
    consent = entry.rights.consent
    names = consent.evidence.files if consent else ()
    return tuple(folder / evidence.FOLDER / name for name in names)


def _private(place: Path, folder: Path) -> Path:
    if place.resolve().is_relative_to(filing.repository(folder)):
        raise InputError(
            f"{place} lies where the registry is published from, and the receipt holds "
            "your code; name another folder with --keep-in",
        )
    return place


def _quoted(*parts: Path | str) -> str:
    return " ".join(shlex.quote(str(part)) for part in parts)
