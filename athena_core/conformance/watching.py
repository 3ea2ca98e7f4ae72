"""What a plugin does beside its work: stray files, network, other programs.

An audit hook hears what goes through Python and stops it there; a listing of the home,
working and temporary folders before and after finds what native code wrote. Native
network and processes raise no audit event: this is a test, not a sandbox.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from athena_core.conformance.asking import FOLDERS
from athena_core.conformance.check import Failed, NotAsked
from athena_core.library import home
from athena_core.protocols import Context

NETWORK = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
    },
)
PROGRAMS = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "pty.spawn",
        "subprocess.Popen",
    },
)
CHANGES = {
    "os.chmod": (0,),
    "os.link": (1,),
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "sqlite3.connect": (0,),
}
"""Events that change a file, and which of their arguments are paths."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
DECOY = "a-work-nobody-admitted.txt"
SHOWN = 4


@dataclass
class Watch:
    """Hears of what is done, and remembers what is not allowed."""

    root: Path
    """The folder of the child's folders: reading in them is looking for works."""
    allowed: tuple[Path, ...]
    seen: list[str] = field(default_factory=list)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Remember and stop what is not allowed; raises `PermissionError`."""
        told = ""
        if event in NETWORK:
            told = f"used the network ({event} {_short(arguments[1:] or arguments)})"
        elif event in PROGRAMS:
            told = f"started a program ({event} {_short(arguments)})"
        elif event == "open":
            told = self._opened(*arguments)
        elif event in CHANGES:
            paths = [_path(arguments[place]) for place in CHANGES[event]]
            stray = [path for path in paths if path and not self._may(path)]
            told = f"changed {stray[0]} ({event})" if stray else ""
        if told:
            self.seen.append(told)
            raise PermissionError(f"the conformance kit does not let it: {told}")

    def _opened(self, name: Any, mode: str | None, flags: int) -> str:
        path = _path(name)
        if not path or self._may(path):
            return ""
        if set(mode or "") & set("wax+") or (mode is None and flags & WRITING):
            return f"wrote {path}"
        inside = self.root in Path(path).parents
        return f"read {path}" if inside and Path(path).is_file() else ""

    def _may(self, path: str) -> bool:
        if path in {os.devnull, ":memory:"}:
            return True
        return any(
            path == str(folder) or path.startswith(f"{folder}{os.sep}")
            for folder in self.allowed
        )


def _path(name: Any) -> str:
    """Return a path as the system knows it; empty for an open file."""
    if isinstance(name, int):
        return ""
    text = os.fsdecode(name)
    return text if text == ":memory:" else os.path.realpath(text)


def _short(arguments: tuple[Any, ...]) -> str:
    return " ".join(str(one) for one in arguments if one is not None)[:120]


_watching: list[Watch] = []
_hooked: list[bool] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    for watch in _watching:
        watch.hear(event, arguments)


@contextlib.contextmanager
def watched(
    root: Path,
    context: Context,
    *also: Path,
    premise: str,
) -> Iterator[None]:
    """Watch what is done within; raises `Failed` with all that was not allowed.

    Allowed are `context.scratch`, `context.cache` and what is named `also`. What is
    raised meanwhile gives way to what was seen, which is mostly its cause; without
    that it is `NotAsked`, for the check named `premise` tells of it.
    """
    _plant(root)
    scratch, cache = context.scratch.resolve(), context.cache.resolve()
    others = (folder.resolve() for folder in also)
    watch = Watch(root=root, allowed=(scratch, cache, *others))
    before = listing(root, watch.allowed)
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    _watching.append(watch)
    try:
        yield
    except Exception as error:
        _watching.remove(watch)
        _tell(watch.seen)
        raise NotAsked(f"it fails before that: see {premise}") from error
    else:
        _watching.remove(watch)
        changed = sorted(set(listing(root, watch.allowed)) ^ set(before))
        names = dict.fromkeys(name for name, _, _ in changed)
        _tell([*watch.seen, *(f"left or changed {name}" for name in names)])


def _plant(root: Path) -> None:
    """Lay works where a plugin might look for some, and settle the temporary folder."""
    tempfile.gettempdir()  # tries its folder by writing; not the plugin's doing
    home.cache().mkdir(parents=True, exist_ok=True)
    for folder in ("home", "work", "temporary"):
        (root / folder / DECOY).write_text("nobody said that this may be learned\n")


def listing(root: Path, allowed: tuple[Path, ...]) -> list[tuple[str, int, int]]:
    """Return name, size and time of every file that a plugin has no business with."""
    return [
        (f"{path.relative_to(root)}", path.stat().st_size, path.stat().st_mtime_ns)
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and not any(one in path.parents for one in allowed)
    ]


def _tell(seen: list[str]) -> None:
    if not seen:
        return
    told = "; ".join(dict.fromkeys(seen[:SHOWN]))
    more = f"; and {len(seen) - SHOWN} more" if len(seen) > SHOWN else ""
    raise Failed(
        f"it {told}{more}. A plugin reads its params, its model, its inputs and the "
        "corpus, and writes in context.scratch (gone after the run) and context.cache "
        "(what can be made again); it uses no network and starts no program",
    )
