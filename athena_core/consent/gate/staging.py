"""A folder to verify evidence in: the base's words, the change's signatures.

The words that people agree to come from the base, so that nobody brings a text along
with a consent to it. The folder belongs to the repository, for signed commits.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from athena_core.consent.entry import Entry
from athena_core.consent.gate.changes import Proposal
from athena_core.consent.proof import evidence
from athena_core.consent.proof.git import Repository


@contextmanager
def staged(
    repository: Repository,
    proposal: Proposal,
    entries: Iterable[Entry],
) -> Iterator[Path]:
    """Lend the folder of a registry with what these entries' evidence needs."""
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch).resolve()
        link = f"gitdir: {repository.directory}\n"
        (top / ".git").write_text(link, encoding="utf-8")
        folder = top / repository.prefix
        _write(folder, _needed(proposal, entries))
        yield folder


def _needed(proposal: Proposal, entries: Iterable[Entry]) -> dict[str, bytes]:
    signed = dict(proposal.base)
    for change in proposal.changes:
        signed.pop(change.path, None)
        if change.after is not None:
            signed[change.path] = change.after
    needed = {}
    for consent in (one.rights.consent for one in entries):
        if consent is None:
            continue
        text = evidence.text_file(consent.text)
        if text in proposal.base:
            needed[text] = proposal.base[text]
        for name in consent.evidence.files:
            path = f"{evidence.FOLDER}/{name}"
            if path in signed:
                needed[path] = signed[path]
    return needed


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
