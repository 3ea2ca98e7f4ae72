"""A commit as git keeps it: what was signed, by which signature, and a file in it.

The signature is verified here and not by `git verify-commit`, which takes any key that
the user's own configuration trusts, PGP keys included. Nothing is fetched.
"""

from __future__ import annotations

from pathlib import Path

from athena_core.consent.proof import git, sshsig
from athena_core.errors import InputError, RefusedError

NAMESPACE = "git"
"""Of the SSH signatures that git makes."""
_SIGNATURE = b"gpgsig "
_OTHER = b"gpgsig-sha256 "


class CommitError(RefusedError):
    """A commit cannot be read, or is not signed by whom it should be."""


def file_in(folder: Path, commit: str, path: str) -> bytes:
    """Return a file as it stands in a commit; `path` counts from `folder`.

    Raises `CommitError` when there is none.
    """
    return _git(folder, "cat-file", "blob", f"{commit}:./{path}")


def verify(folder: Path, commit: str, public_key: str) -> None:
    """Return when the commit is signed by this key, over all that it holds.

    `folder` lies in the repository. Raises `CommitError` with a sentence.
    """
    payload, armoured = parts(_git(folder, "cat-file", "commit", commit))
    try:
        sshsig.verify(public_key, payload, armoured, NAMESPACE)
    except sshsig.SignatureError as error:
        raise CommitError(f"its signature does not hold: {error}") from None


def parts(raw: bytes) -> tuple[bytes, bytes]:
    """Split a commit object into what was signed and the armoured signature.

    Git signs the object without the header `gpgsig`, whose further lines begin with a
    blank. Raises `CommitError` unless there is exactly one such header.
    """
    head, gap, message = raw.partition(b"\n\n")
    kept: list[bytes] = []
    signatures: list[list[bytes]] = []
    inside = False
    for line in head.split(b"\n"):
        if line.startswith(_OTHER):
            raise CommitError("it has signatures of two kinds; one by SSH is expected")
        if line.startswith(_SIGNATURE):
            inside = True
            signatures.append([line.removeprefix(_SIGNATURE)])
        elif inside and line.startswith(b" "):
            signatures[-1].append(line[1:])
        else:
            inside = False
            kept.append(line)
    if len(signatures) != 1:
        raise CommitError(
            "it is not signed" if not signatures else "it is signed twice"
        )
    return b"\n".join(kept) + gap + message, b"\n".join(signatures[0])


def _git(folder: Path, *arguments: str) -> bytes:
    """Ask git about objects it has here."""
    try:
        return git.ask(folder, *arguments)
    except InputError:
        raise CommitError(
            "it, or the entry in it, is not in this repository, or git does not answer "
            "here; fetch its whole history"
        ) from None
