"""What a change proposes to the registry: which files, from what, to what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from athena_core.consent.index import FOLDERS
from athena_core.consent.proof import git


@dataclass(frozen=True, slots=True)
class Change:
    """One file of the registry, before and after; None where there is or was none."""

    path: str
    """From the registry's folder."""
    before: bytes | None
    after: bytes | None
    mode: str = git.FILE
    """Git's mode of what stands there now."""
    old_mode: str = git.FILE
    """Git's mode of what stood there; `git.NOTHING` for a new file."""

    @property
    def entry(self) -> str | None:
        """The id of the entry whose file this is, by its place; None for others."""
        folder, _, name = self.path.partition("/")
        stem, dot, ending = name.rpartition(".")
        if folder in FOLDERS and dot and ending == "toml" and "/" not in stem:
            return stem
        return None


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that one change does, and what stands around it."""

    changes: tuple[Change, ...]
    outside: tuple[str, ...] = ()
    """Changed paths that do not belong to the registry, from the top."""
    paths: frozenset[str] = frozenset()
    """Every path of the registry after the change."""
    base: dict[str, bytes] = field(default_factory=dict)
    """Every file of the registry before it."""
    grown_from_base: bool = True
    """Whether the change was made on top of the base as it is today."""


def proposal(repository: git.Repository, base: str, head: str | None) -> Proposal:
    """Compare two commits, or a commit with the working tree where `head` is None.

    Raises `InputError` for a name that is no commit.
    """
    old = repository.commit(base)
    new = repository.commit(head) if head else None
    ours, outside = [], []
    for one in repository.differences(old, new):
        if one.path.startswith(repository.prefix):
            ours.append(one)
        else:
            outside.append(one.path)
    return Proposal(
        changes=tuple(_changes(repository, ours, worktree=new is None)),
        outside=tuple(outside),
        paths=frozenset(repository.paths(new)),
        base=repository.files(old),
        grown_from_base=repository.stands_on(old, new or repository.commit("HEAD")),
    )


def _changes(
    repository: git.Repository,
    differences: list[git.Difference],
    *,
    worktree: bool,
) -> Iterator[Change]:
    plain = [one for one in differences if git.FILE in {one.old_mode, one.mode}]
    ids = [one.old for one in plain if one.old_mode == git.FILE]
    ids += [] if worktree else [one.new for one in plain if one.mode == git.FILE]
    contents = repository.contents(ids)
    for one in differences:
        path = one.path.removeprefix(repository.prefix)
        before = contents.get(one.old) if one.old_mode == git.FILE else None
        after = None
        if one.mode == git.FILE:
            lies = repository.folder / path
            after = _read(lies) if worktree else contents[one.new]
        yield Change(path, before, after, one.mode, one.old_mode)


def _read(path: Path) -> bytes:
    """Read a file of the working tree, and never where a link leads."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read()
