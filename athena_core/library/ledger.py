"""The ledger: every work a model learned from, by what right, chained to its parents.

Counts and shares on screens, in cards and in credits come from here and nowhere else.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from athena_core.files import dumps
from athena_core.protocols import Corpus, Model, Work

SCHEMA = "athena.ledger/1"
UNKNOWN_MAKER = "unknown makers"


DECLARED = "rights declared by the user, not checked"


def ledger(
    corpus: Corpus,
    dataset: str,
    parent: Model | None,
    known: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Write down what a model is about to learn from.

    `dataset` is a name for people; paths of the user's machine don't belong here.
    `known` says which registry was asked: its day and its commit.
    """
    return {
        "schema": SCHEMA,
        "dataset": dataset,
        "registry": dict(known or {}),
        "works": [entry(work) for work in corpus.works],
        "held_out": [{"id": one.id, "sha256": one.sha256} for one in corpus.held_out],
        "refused": [
            {"id": _id(one.work), "code": one.code, "reason": one.reason}
            for one in corpus.refused
        ],
        "skipped": [asdict(one) for one in corpus.skipped],
        "parent": None if parent is None else _parent(parent),
        "generated_from": [_parent(model) for model in corpus.generated_from],
    }


def entry(work: Work) -> dict[str, Any]:
    """Return one work's line in a ledger."""
    pixels = {"content_sha256": work.content_sha256} if work.content_sha256 else {}
    return {
        **pixels,
        "id": _id(work),
        "title": work.title,
        "maker": work.maker,
        "year": work.year,
        "media_type": work.media_type,
        "sha256": work.sha256,
        "right": None if work.right is None else asdict(work.right),
    }


def _id(work: Work) -> str:
    """Return a work's id as it is kept: a name that may be a former one is not.

    A dataset calls works by their files, and WikiArt's for one hold the artist's name.
    Where the maker is known by an entry's id alone, that stands in its place.
    """
    entry = work.right.entry if work.right else ""
    return f"{entry}/{work.sha256[:12]}" if entry and work.maker == entry else work.id


def _parent(model: Model) -> dict[str, Any]:
    return {
        "model": model.name,
        "sha256": digest(model.ledger),
        "ledger": dict(model.ledger),
    }


def digest(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a ledger's canonical bytes."""
    return hashlib.sha256(dumps(record)).hexdigest()


def nodes(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a ledger and those it goes back to: its parents, and who made its pieces.

    The ledger itself comes first. One that is met on two ways comes twice.
    """
    waiting = [record]
    while waiting:
        node = waiting.pop(0)
        yield node
        before = [node.get("parent"), *_generators(node)]
        waiting += [one["ledger"] for one in before if one]


def works(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every work a model goes back to, its parents' included, each once.

    A piece that a model made is none of them: the works are those that it learned from.
    """
    yield from _once(record, generated=False)


def pieces(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every piece of another model that a model learned from, each once."""
    yield from _once(record, generated=True)


def _once(
    record: Mapping[str, Any],
    *,
    generated: bool,
) -> Iterator[Mapping[str, Any]]:
    seen: set[str] = set()
    for node in nodes(record):
        for work in node.get("works", ()):
            made = (work.get("right") or {}).get("basis") == "generated"
            if made == generated and work["sha256"] not in seen:
                seen.add(work["sha256"])
                yield work


def makers_of_pieces(record: Mapping[str, Any]) -> list[str]:
    """Return the names of the models whose pieces a model learned from."""
    named = (one["model"] for node in nodes(record) for one in _generators(node))
    return list(dict.fromkeys(named))


def _generators(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = list(node.get("generated_from", ()))
    return found


def shares(record: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return makers with their number of works, largest first, then by name."""
    counts = Counter(work["maker"] or UNKNOWN_MAKER for work in works(record))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def counted(record: Mapping[str, Any], *, largest: int = 3) -> str:
    """Say in words how many works by whom, largest shares first."""
    parts = shares(record)
    total = sum(count for _, count in parts)
    way = _by_way(record)
    if not total:
        return f"no work{', but from ' + way if way else ''}"
    named = ", ".join(f"{maker} {count}" for maker, count in parts[:largest])
    rest = len(parts) - largest
    more = f" and {rest} more" if rest > 0 else ""
    return (
        f"{total:,} {_plural(total, 'work')} by {len(parts)} "
        f"{_plural(len(parts), 'maker')} ({named}{more})"
        f"{', by way of ' + way if way else ''}"
    )


def _by_way(record: Mapping[str, Any]) -> str:
    """Say which models' pieces stand between a model and the works, if any."""
    count = sum(1 for _ in pieces(record))
    if not count:
        return ""
    named = " and ".join(makers_of_pieces(record)) or "a model"
    return f"{count:,} {_plural(count, 'piece')} made by {named}"


def summary(record: Mapping[str, Any], *, largest: int = 3) -> str:
    """Say in words whose works a model learned from."""
    return f"learned from {counted(record, largest=largest)}"


def rights(record: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return the bases of right with their number of works, largest first."""
    counts = Counter(
        (work.get("right") or {}).get("basis", "unknown") for work in works(record)
    )
    return counts.most_common()


def declared(record: Mapping[str, Any]) -> int:
    """Return the number of works whose right nobody checked: no entry stands for it."""
    return sum(not (work.get("right") or {}).get("entry") for work in works(record))


def entries(record: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return the registry's entries a model learned from, with their revisions."""
    rights = (work.get("right") or {} for work in works(record))
    named = (one for one in rights if one.get("entry"))
    return sorted({(one["entry"], int(one.get("revision", 0))) for one in named})


def conditions(record: Mapping[str, Any]) -> set[str]:
    """Return what the rights of all works ask for."""
    rights = (work.get("right") or {} for work in works(record))
    return {asked for right in rights for asked in right.get("conditions", ())}


def datasets(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the datasets a model learned from, its parents' after its own."""
    found: list[dict[str, Any]] = []
    node: Mapping[str, Any] | None = record
    while node:
        own = {**node, "parent": None}
        found.append(
            {
                "name": str(node.get("dataset", "")),
                "works": len(node.get("works", ())),
                "entries": [
                    {"id": entry, "revision": revision}
                    for entry, revision in entries(own)
                ],
            },
        )
        node = (node.get("parent") or {}).get("ledger")
    return found


def standing(record: Mapping[str, Any]) -> str:
    """Say how the rights of all works stand, for a card."""
    if not any(works(record)):
        return "it learned from no work of a person"
    return marked(record) or "each on the registry"


def marked(record: Mapping[str, Any]) -> str:
    """Say that rights were declared and not checked, or nothing where all were."""
    count = declared(record)
    total = sum(1 for _ in works(record))
    if not count:
        return ""
    return DECLARED if count == total else f"{DECLARED} for {count:,} of them"


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"
