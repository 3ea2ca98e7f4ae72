"""Which files of the registry a change may touch, and of what kind they may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from athena_core.consent.findings import Finding, refusal
from athena_core.consent.gate.changes import Change, Proposal
from athena_core.consent.proof import git

ENTRY = re.compile(r"(entries|public_domain)/[a-z0-9]+(-[a-z0-9]+)*\.toml")
EVIDENCE = re.compile(r"evidence/[a-z0-9][a-z0-9.-]{0,120}")
TEXT = re.compile(r"consent/[\w.-]+")
MANY = 5
"""Names of files in one sentence."""


def whole(proposal: Proposal, *, steward: bool) -> Iterator[Finding]:
    """Yield what is wrong with a change as a whole."""
    if not proposal.grown_from_base:
        yield refusal(
            "",
            "R006",
            "it was not made on top of the base as it is today; merge the base into it "
            "and check again",
        )
    if proposal.outside and proposal.changes and not steward:
        yield refusal("", "R010", _outside(proposal.outside))
    yield from twins(proposal.paths)


def _outside(paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:MANY])
    more = f" and {len(paths) - MANY} more" if len(paths) > MANY else ""
    return (
        "only files in artists_registry/ may change together with it; put these into a "
        f"change of their own: {shown}{more}"
    )


def twins(paths: Iterable[str]) -> Iterator[Finding]:
    """Yield a refusal for each path that some file systems take for another's."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        same = unicodedata.normalize("NFKC", path).casefold()
        if same in seen:
            yield refusal(
                path, "R011", f"differs from {seen[same]} only by letter case"
            )
        seen.setdefault(same, path)


def file(change: Change, *, steward: bool) -> Iterator[Finding]:
    """Yield what is wrong with one file's being changed, whatever it holds."""
    if change.mode not in {git.FILE, git.NOTHING}:
        yield refusal(
            change.path,
            "R013",
            f"is no ordinary file (mode {change.mode}): links, programs and modules "
            "have no place here",
        )
    elif change.after is None and (change.entry or TEXT.fullmatch(change.path)):
        yield refusal(change.path, "R012", _deleted(change))
    elif not steward and not _open_to_all(change.path):
        yield refusal(change.path, *_not_theirs(change))


def _open_to_all(path: str) -> bool:
    return bool(ENTRY.fullmatch(path) or EVIDENCE.fullmatch(path))


def _deleted(change: Change) -> str:
    if change.entry:
        return (
            'an entry is never deleted; set status = "withdrawn" (its works, name and '
            "links may go, its id stays)"
        )
    return "words that people agreed to are never deleted"


def _not_theirs(change: Change) -> tuple[str, str]:
    """Return code and sentence for a file that only stewards change."""
    if change.before is not None or "/" not in change.path or _text(change):
        return "R015", (
            "is changed by stewards alone; the first ones are named by the project's "
            "maintainers (GOVERNANCE.md)"
        )
    return "R014", (
        "is no file that the registry has: entries/ID.toml, public_domain/ID.toml or "
        "evidence/NAME, with small letters, digits and hyphens"
    )


def _text(change: Change) -> bool:
    return TEXT.fullmatch(change.path) is not None
