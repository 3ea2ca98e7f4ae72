"""A repository as git keeps it: trees, files and what differs between two of them.

Nothing is checked out and nothing is fetched, so a stranger's tree can be read safely:
its links aren't followed, its filters and hooks don't run.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from athena_core.errors import InputError

PATIENCE = 120
"""Seconds for one question to git."""
FILE = "100644"
"""The mode of an ordinary file."""
PROGRAM = "100755"
LINK = "120000"
NOTHING = "000000"
EMPTY = "0" * 40


@dataclass(frozen=True, slots=True)
class Difference:
    """A path that two trees do not share, with modes and the ids of its contents."""

    path: str
    """From the top of the repository, with slashes."""
    old_mode: str
    mode: str
    old: str
    new: str
    """Zeros where only the working tree has the contents."""


class Repository:
    """Questions to the repository that holds a folder."""

    def __init__(self, folder: Path) -> None:
        """Take a folder inside a working tree. Raises `InputError` outside of one."""
        self.folder = folder
        inside = ask(folder, "rev-parse", "--show-prefix")
        self.prefix = inside.decode().rstrip("\n")
        """Of the folder: empty at the top, else with a slash at the end."""
        found = self._git("rev-parse", "--absolute-git-dir")
        self.directory = Path(found.decode().rstrip("\n"))

    def commit(self, ref: str) -> str:
        """Return a commit's id. Raises `InputError` when the name means none."""
        try:
            wanted = f"{ref}^{{commit}}"
            found = self._git("rev-parse", "--verify", "--end-of-options", wanted)
        except InputError:
            raise InputError(
                f"{ref!r} is no commit in this repository; fetch it first: "
                "git fetch origin main",
            ) from None
        return found.decode().strip()

    def stands_on(self, base: str, head: str) -> bool:
        """Whether a commit's history holds another."""
        common = self._git("merge-base", "--all", base, head, accept=(0, 1))
        return base in common.decode().split()

    def mails(self, base: str, head: str) -> set[str]:
        """Return the addresses that the commits between two carry, for ever."""
        asked = ("log", "--format=%ae%n%ce", f"{base}..{head}")
        return set(self._git(*asked, "--").decode(errors="replace").split())

    def paths(self, head: str | None) -> set[str]:
        """Return the paths under the folder, in a commit or in the working tree."""
        if head:
            listed = self._git("ls-tree", "-r", "-z", "--name-only", head, ".")
        else:
            listed = self._git("ls-files", "-c", "-o", "--exclude-standard", "-z", ".")
        return {name for name in _names(listed) if head or self._there(name)}

    def _there(self, name: str) -> bool:
        return os.path.lexists(self.folder / name)

    def files(self, commit: str) -> dict[str, bytes]:
        """Return the ordinary files under the folder in a commit, with contents."""
        listed = self._git("ls-tree", "-r", "-z", commit, ".")
        ids = dict(_rows(listed))
        contents = self.contents(ids.values())
        return {path: contents[identifier] for path, identifier in ids.items()}

    def differences(self, base: str, head: str | None) -> list[Difference]:
        """Return what differs from a commit in another, or in the working tree.

        Files that git does not know yet count only inside the folder.
        """
        plain = (
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--ignore-submodules=none",
        )
        if head:
            raw = self._git("diff-tree", "-r", *plain, base, head)
        else:
            raw = self._git("diff", "--ignore-submodules=none", *plain, base, "--")
        return [*_differences(raw), *([] if head else self._unknown())]

    def _unknown(self) -> Iterator[Difference]:
        listed = self._git("ls-files", "-o", "--exclude-standard", "-z", ".")
        for name in _names(listed):
            mode = _mode((self.folder / name).lstat().st_mode)
            yield Difference(self.prefix + name, NOTHING, mode, EMPTY, EMPTY)

    def contents(self, identifiers: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of blobs by their ids, in one question."""
        wanted = [one for one in dict.fromkeys(identifiers) if one != EMPTY]
        if not wanted:
            return {}
        asked = "".join(f"{one}\n" for one in wanted).encode()
        return dict(_blobs(self._git("cat-file", "--batch", given=asked)))

    def _git(
        self, *arguments: str, given: bytes = b"", accept: tuple[int, ...] = (0,)
    ) -> bytes:
        return ask(self.folder, *arguments, given=given, accept=accept)


def ask(
    folder: Path, *arguments: str, given: bytes = b"", accept: tuple[int, ...] = (0,)
) -> bytes:
    """Ask git one question; its settings from outside and the net stay outside.

    Returns what it writes. Raises `InputError` with its last words when it fails.
    """
    settings = ("core.fileMode=true", "core.fsmonitor=false", "protocol.allow=never")
    options = [word for one in settings for word in ("-c", one)]
    outside = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        done = subprocess.run(  # noqa: S603 - our own words; refs pass --verify
            ["git", "--no-replace-objects", *options, "-C", str(folder), *arguments],  # noqa: S607
            env={**outside, "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"},
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InputError(f"git does not answer here: {error}") from None
    if done.returncode not in accept:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise InputError(f"git {arguments[0]} in {folder}: {reason}")
    return done.stdout


def _mode(kind: int) -> str:
    """Return what git would call a file of this kind."""
    if not stat.S_ISREG(kind):
        return LINK
    return PROGRAM if kind & stat.S_IXUSR else FILE


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(one) for one in listed.split(b"\0") if one]


def _rows(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield path and id of the ordinary files that `git ls-tree` lists."""
    for row in _names(listed):
        facts, _, path = row.partition("\t")
        mode, _, identifier = facts.split(" ")
        if mode == FILE:
            yield path, identifier


def _differences(raw: bytes) -> Iterator[Difference]:
    parts = iter(_names(raw))
    for facts in parts:
        old_mode, mode, old, new, _ = facts.removeprefix(":").split(" ")
        yield Difference(next(parts), old_mode, mode, old, new)


def _blobs(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield ids and contents from what `git cat-file --batch` answers."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        identifier, kind, *size = answer[at:end].decode().split(" ")
        if kind != "blob":
            raise InputError(f"git has lost {identifier}; fetch the whole history")
        at = end + 1 + int(size[0])
        yield identifier, answer[end + 1 : at]
        at += 1
