"""Whether a dataset names its works, their rights and what is broken, each time."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from athena_core.conformance import sources
from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.params import drawn
from athena_core.conformance.question import Question
from athena_core.conformance.subject import NAMES, Subject
from athena_core.conformance.watching import watched
from athena_core.errors import AthenaError, ParamsError
from athena_core.params import build
from athena_core.protocols import Skipped, Work
from athena_core.run.contained import context

READS = "reads-its-works"
MOST = 50
"""Works whose bytes are read; a dataset may hold many."""


def options(subject: Subject, *, broken: bool = False) -> dict[str, Any]:
    """Return the options it is tried with: the author's, else the kit's own folder."""
    given = dict(subject.values)
    known = {one.name for one in drawn(subject.params)}
    if "source" in known:
        place = subject.folder / "athena" / "source"
        given["source"] = sources.prepared(
            place,
            given.get("source"),
            subject.spec.media_types,
            broken=broken,
        )
    if "right" in known:
        given.setdefault("right", "own")
    if "because" in known:
        given.setdefault("because", "made by Athena's conformance kit")
    return given


def items(subject: Subject, given: dict[str, Any]) -> list[Work | Skipped]:
    """Read a dataset anew; raises as it raises."""
    try:
        params = build(subject.params, given)
    except ParamsError as error:
        raise NotAsked(
            f"the kit does not know what to give it ({error}); name it: parametrize("
            f"datasets={{{subject.spec.name!r}: {{...}}}}) or --source "
            f"{subject.spec.name}=PATH",
        ) from error
    return list(subject.factory(params).works())


def some(subject: Subject) -> list[Work]:
    """Return its works for a check about something else; `NotAsked` without any."""
    try:
        found = items(subject, options(subject))
    except NotAsked:
        raise
    except Exception as error:
        raise NotAsked(f"it reads no works: see {READS}") from error
    works = [one for one in found if isinstance(one, Work)]
    if not works:
        raise NotAsked(f"it reads no works: see {READS}")
    return works


def reads(subject: Subject) -> None:
    """Read it, and look at what kind of records it yields."""
    if not callable(getattr(subject.factory, "works", None)):
        raise Failed(f"{subject.spec.factory} has no works(); see {NAMES}")
    try:
        found = items(subject, options(subject))
    except AthenaError as error:
        if subject.values:
            raise Failed(f"it refuses what its author gave it: {error}") from error
        raise NotAsked(
            f"it does not read the kit's own folder ({error}); give it one of its own "
            f"form: parametrize(datasets={{{subject.spec.name!r}: {{'source': ...}}}}) "
            f"or --source {subject.spec.name}=PATH",
        ) from error
    for one in found:
        if not isinstance(one, Work | Skipped):
            raise Failed(f"works() yielded {one!r}; yield Work, or Skipped with why")
    works = [one for one in found if isinstance(one, Work)]
    if not works:
        told = "; ".join(f"{one.name}: {one.reason}" for one in found[:3])  # type: ignore[union-attr]
        raise Failed(f"it gave no work ({told or 'and said nothing'})")
    _types(subject, works)


def _types(subject: Subject, works: list[Work]) -> None:
    stated = subject.spec.media_types
    odd = sorted({one.media_type for one in works} - set(stated)) if stated else []
    if odd:
        raise Failed(
            f"it gave works of {', '.join(odd)}, which its spec's media_types lack; "
            "add them there",
        )


def unique(subject: Subject) -> None:
    """Look for two works of one id."""
    met: set[str] = set()
    for one in some(subject):
        if not one.id or one.id in met:
            raise Failed(
                f"the id {one.id!r} is empty or stands for two works; an id names one "
                "work of a dataset, such as its path and its place in the file",
            )
        met.add(one.id)


def stable(subject: Subject) -> list[list[str]]:
    """Read it twice; what is returned is compared between processes."""
    first = [[one.id, one.sha256] for one in some(subject)]
    if [[one.id, one.sha256] for one in some(subject)] != first:
        raise Failed(f"read twice, it gave other works, ids or another order; {ORDER}")
    return first


ORDER = (
    "number works by what stays (path, place in the file), and sort what a folder or "
    "a set gives"
)


def rights(subject: Subject) -> None:
    """Look for a work without a right, or without a reason for it."""
    for one in some(subject):
        if one.right is None or not one.right.because.strip():
            raise Failed(
                f"work {one.id!r} carries no right, or one without a reason, so it may "
                "not be used; fill Work.right: what the user states (`right`, "
                "`because`), or what the collection itself says, with its words",
            )
        if one.right.basis == "open-licence" and not one.right.licence:
            raise Failed(f"work {one.id!r} has an open licence without its name (SPDX)")


def opens(subject: Subject) -> None:
    """Open each work twice."""
    for one in some(subject)[:MOST]:
        with one.open() as first, one.open() as second:
            if first is second or first.read() != second.read():
                raise Failed(
                    f"open() of work {one.id!r} gave other bytes the second time; it "
                    "must give a fresh binary stream as often as it is called",
                )


def hashes(subject: Subject) -> None:
    """Hold each hash against the bytes."""
    for one in some(subject)[:MOST]:
        with one.open() as stream:
            found = hashlib.sha256(stream.read()).hexdigest()
        if found != one.sha256:
            raise Failed(
                f"the sha256 of work {one.id!r} is not that of what open() gives; hash "
                "the same bytes, in lower-case hexadecimal: consent is decided by it",
            )


def broken(subject: Subject) -> None:
    """Lay a broken work beside the others."""
    given = options(subject)
    if "source" not in given:
        raise NotAsked("it reads nothing of the user's that could be broken")
    some(subject)
    given = options(subject, broken=True)
    try:
        found = items(subject, given)
    except NotAsked:
        raise
    except Exception as error:
        raise Failed(
            f"one broken file stopped it ({type(error).__name__}: {error}); yield "
            "Skipped(name=..., reason=...) for it and go on: one bad file must not "
            "hide the others",
        ) from error
    named = [one for one in found if isinstance(one, Skipped) and one.reason]
    if not any(sources.BROKEN in one.name for one in named):
        raise Failed(
            "a broken file is neither a work nor named as skipped; yield Skipped with "
            "its name and the reason, so that the user can mend it",
        )


def alone(subject: Subject) -> None:
    """Read it under watch."""
    some(subject)
    given = options(subject)
    also = [Path(given["source"])] if "source" in given else []
    with context((0,)) as lent, watched(subject.folder, lent, *also, premise=READS):
        for one in items(subject, given)[:MOST]:
            if isinstance(one, Work):
                one.open().close()


def _question(word: str, why: str, ask: Callable[[Subject], object]) -> Question:
    return Question(word=word, why=inspect.cleandoc(why), ask=ask)


DATASET = (
    _question(READS, "A dataset's works are what a model learns from.", reads),
    _question("ids-are-unique", "Ledgers and refusals name a work by its id.", unique),
    Question(
        word="ids-are-stable",
        why="A ledger of today is held against the works of next year.",
        ask=stable,
        twice=True,
        differs=f"another process gave other works, ids or another order; {ORDER}",
    ),
    _question(
        "works-carry-a-right", "Unknown is no: nobody said, nobody uses.", rights
    ),
    _question("works-open-again", "A work is read for its hash, then learned.", opens),
    _question("hashes-fit", "Consent is decided by a work's hash.", hashes),
    _question("broken-works-are-named", "What is left out must be told.", broken),
    _question("reads-nothing-else", "A dataset fetches only when asked to.", alone),
)
