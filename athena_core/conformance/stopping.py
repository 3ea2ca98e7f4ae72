"""What is left when a run is stopped in the middle."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from athena_core.conformance.check import Failed
from athena_core.conformance.subject import Subject
from athena_core.conformance.watching import listing
from athena_core.protocols import Context, Event

PATIENCE = 2.0
"""Seconds that a thread has to end after close()."""


def stop(
    subject: Subject,
    lent: Context,
    begin: Callable[[Context], Iterator[Event]],
    *,
    events: int,
) -> None:
    """Begin, pull so many events, close, and look for what is left behind."""
    allowed = (lent.scratch.resolve(), lent.cache.resolve())
    before = {name for name, _, _ in listing(subject.folder, allowed)}
    running = set(threading.enumerate())
    pulled = begin(lent)
    if not hasattr(pulled, "__next__") or not hasattr(pulled, "close"):
        raise Failed(
            f"it returns a {type(pulled).__name__}, which cannot be stopped; write the "
            "method with `yield`, so that each event is made when it is pulled",
        )
    for _ in range(events):
        next(pulled, None)
    try:
        pulled.close()
    except RuntimeError as error:
        raise Failed(
            f"it does not stop ({error}); do not yield after GeneratorExit: tidy up in "
            "a `finally`, and catch Exception, not BaseException",
        ) from error
    _left(running, lent.scratch)
    after = {name for name, _, _ in listing(subject.folder, allowed)}
    if stray := sorted(after - before):
        raise Failed(
            f"stopped, it left {', '.join(stray[:4])}; write in context.scratch, which "
            "goes with the run, or take it away in a `finally`",
        )


def _left(running: set[threading.Thread], scratch: Path) -> None:
    """Look for threads, processes and open files of the stopped run."""
    for thread in set(threading.enumerate()) - running:
        thread.join(PATIENCE)
        if thread.is_alive():
            raise Failed(
                f"stopped, it left the thread {thread.name!r} running; end and join it "
                "in a `finally`",
            )
    if children := multiprocessing.active_children():
        raise Failed(
            f"stopped, it left {len(children)} processes running; end and join them in "
            "a `finally`",
        )
    if held := sorted(_open_in(scratch)):
        raise Failed(
            f"stopped, it still holds {held[0]} open; open files in a `with`",
        )


def _open_in(folder: Path) -> Iterator[str]:
    """Yield the open files in a folder, where the system tells (Linux)."""
    descriptors = Path("/proc/self/fd")
    for descriptor in descriptors.iterdir() if descriptors.is_dir() else ():
        try:
            path = os.readlink(descriptor)  # noqa: PTH115 - it may be no path
        except OSError:
            continue
        if path.startswith(f"{folder.resolve()}{os.sep}"):
            yield Path(path).name
