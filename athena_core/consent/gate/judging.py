"""The gate for pull requests: what a change does to the registry, base against head.

The base decides: who owns an entry, who is a steward, which words can be agreed to. It
comes from git, never from the change's own copy, and nobody passes by default.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from athena_core.consent import index, reading
from athena_core.consent.entry import Entry
from athena_core.consent.findings import Finding, refusal
from athena_core.consent.gate import changes, crossing, hints, layout, ownership
from athena_core.consent.gate.changes import Change, Proposal
from athena_core.consent.gate.ownership import Asker
from athena_core.consent.gate.staging import staged
from athena_core.consent.index import FOLDERS
from athena_core.consent.proof import evidence, git, stewards
from athena_core.consent.proof.git import Repository
from athena_core.errors import InputError, RefusedError

UNKNOWN = (
    "the account that sends the change is unknown: refusing (this check never passes "
    "by default); only a withdrawal with its code needs no account"
)
BROKEN_BASE = "its file on the base is no entry; only a steward can mend it"
NOBODYS = "no entry names this file as its evidence"


@dataclass(frozen=True, kw_only=True)
class Look:
    """A change as it is looked at: who sends it, and all entries before and after."""

    proposal: Proposal
    asker: Asker
    standing: Mapping[str, Entry]
    """Entries on the base, by path."""
    coming: Mapping[str, Entry]
    """Changed and new entries that can be read."""
    unreadable: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Changed and new files that are no entries, with codes and sentences."""

    def before(self, path: str) -> Entry | None:
        """Return the entry as it stands on the base."""
        return self.standing.get(path)

    @cached_property
    def withdrawing(self) -> dict[str, Entry]:
        """Entries that are taken back, where nothing else is changed."""
        return {
            path: after
            for path, after in self.coming.items()
            if ownership.withdraws(self.before(path), after, self.asker.on)
        }

    @cached_property
    def signed(self) -> dict[str, list[Entry]]:
        """The entries on the base that stand on each file of evidence."""
        return _by_evidence(self.standing)

    @cached_property
    def signing(self) -> dict[str, list[Entry]]:
        """The changed and new entries that name each file of evidence."""
        return _by_evidence(self.coming)


def _by_evidence(entries: Mapping[str, Entry]) -> dict[str, list[Entry]]:
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        consent = entry.rights.consent
        for name in consent.evidence.files if consent else ():
            named[name].append(entry)
    return named


def check(
    repository: Repository,
    base: str,
    head: str | None,
    author: int | None,
    on: dt.date,
) -> list[Finding]:
    """Look at what `head` (None: the working tree) does to the registry of `base`.

    `author` is the number of the GitHub account that sends it. Raises `InputError` when
    git does not know a commit, or the base's list of stewards cannot be read.
    """
    proposal = changes.proposal(repository, base, head)
    listed = proposal.base.get(stewards.FILE)
    known = stewards.parse(listed, stewards.FILE) if listed else stewards.NOBODY
    look = looked(proposal, Asker(author, known, on))
    mails = repository.mails(repository.commit(base), head or "HEAD")
    with staged(repository, proposal, look.coming.values()) as folder:
        return sorted({*judge(look, folder), *hints.about(look, mails)})


def looked(proposal: Proposal, asker: Asker) -> Look:
    """Read the entries on both sides of a change."""
    coming: dict[str, Entry] = {}
    unreadable: dict[str, list[tuple[str, str]]] = {}
    for change in proposal.changes:
        if change.entry is None or change.after is None:
            continue
        try:
            coming[change.path] = reading.read(change.after, change.entry)
        except reading.EntryError as error:
            unreadable[change.path] = error.findings
    return Look(
        proposal=proposal,
        asker=asker,
        standing=standing(proposal.base, [one.path for one in proposal.changes]),
        coming=coming,
        unreadable=unreadable,
    )


def standing(files: Mapping[str, bytes], changed: Iterable[str]) -> dict[str, Entry]:
    """Read the entries among a registry's files; one that cannot be read is left out.

    Of the files that are changed every byte is read. An entry that stays, whose file is
    the one that the index knows, is taken from the index: a quarter of the work.
    """
    known = _indexed(files.get(index.FILE))
    for path in changed:
        known.pop(path, None)
    entries: dict[str, Entry] = {}
    for path, data in files.items():
        stem = Change(path, data, data).entry
        if stem is None:
            continue
        sha256, entry = known.get(path, ("", None))
        if entry is None or sha256 != hashlib.sha256(data).hexdigest():
            try:
                entry = reading.read(data, stem)
            except RefusedError:
                continue
        entries[path] = entry
    return entries


def _indexed(data: bytes | None) -> dict[str, tuple[str, Entry]]:
    try:
        found = index.decode(data, index.FILE).entries if data else ()
    except InputError:
        return {}
    return {one.path: (one.sha256, one.entry) for one in found}


def judge(look: Look, folder: Path) -> Iterator[Finding]:
    """Yield every refusal; `folder` holds what evidence is verified with."""
    steward = look.asker.steward
    found = [*layout.whole(look.proposal, steward=steward)]
    for change in look.proposal.changes:
        found += layout.file(change, steward=steward)
        found += _evidence_file(look, change)
        found += _entry(look, change, folder)
    found += crossing.same_works(look.standing, look.coming)
    yield from found
    if look.asker.account is None and (found or not _only_codes(look)):
        yield refusal("", "R000", UNKNOWN)


def _only_codes(look: Look) -> bool:
    """Whether the change takes back, entry by entry, and does nothing else at all."""
    paths = {change.path for change in look.proposal.changes}
    return bool(paths) and paths == set(look.withdrawing) and not look.proposal.outside


def _entry(look: Look, change: Change, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong with one changed entry."""
    path = change.path
    for code, sentence in look.unreadable.get(path, ()):
        yield refusal(path, code, sentence)
    after, before = look.coming.get(path), look.before(path)
    if after is None:
        if change.entry and before:
            yield from _touched(path, before, look.asker)
        return
    yield from crossing.right_folder(path, after)
    stood = change.old_mode != git.NOTHING
    if stood and before is None and not look.asker.steward:
        yield refusal(path, "R021", BROKEN_BASE)
    for code, sentence in _judged(look, path, before, after):
        yield refusal(path, code, sentence)
    if path not in look.withdrawing and ownership.asks_for_evidence(before, after):
        asker = look.asker
        for fault in evidence.faults(after, folder, asker.stewards, asker.on):
            yield refusal(path, *fault)


def _judged(
    look: Look,
    path: str,
    before: Entry | None,
    after: Entry,
) -> ownership.Said:
    if before is None:
        return ownership.new(after, look.asker, _taken(look, path))
    if path in look.withdrawing:
        return ownership.withdrawal(before, after, look.asker)
    return ownership.change(before, after, look.asker)


def _taken(look: Look, path: str) -> str | None:
    """Return another path with the same id, before or after the change."""
    name = path.partition("/")[2]
    others = {f"{folder}/{name}" for folder in FOLDERS} - {path}
    return next(
        (
            other
            for other in sorted(others)
            if other in look.proposal.paths or other in look.proposal.base
        ),
        None,
    )


def _evidence_file(look: Look, change: Change) -> Iterator[Finding]:
    """Yield a refusal for a signature that others' entries stand on, or nobody's."""
    folder, _, name = change.path.partition("/")
    if folder != evidence.FOLDER or look.asker.steward:
        return
    for entry in look.signed.get(name, ()):
        yield from _touched(change.path, entry, look.asker)
    if name not in look.signed and name not in look.signing:
        yield refusal(change.path, "R014", NOBODYS)


def _touched(path: str, entry: Entry, asker: Asker) -> Iterator[Finding]:
    """Yield a refusal when what belongs to an entry is touched by a stranger."""
    if asker.account is None or asker.steward or asker.owns(entry):
        return
    if entry.rights.basis != "public-domain":
        yield refusal(path, "R021", ownership.NOT_THEIRS)
