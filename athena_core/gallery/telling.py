"""What a file tells of its piece: the record's facts, made safe to keep.

A record may come from anywhere: a field that is missing or of another kind is empty
here, and half a surrogate pair, which no database keeps, becomes U+FFFD.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core.errors import InputError
from athena_core.provenance import canonical, verse
from athena_core.provenance.stamp import sidecar

LONGEST, MOST = 500, 100_000
"""Letters of a title and of a poem that the index keeps."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A piece's facts, as the index keeps them."""

    stamp: str
    digest: str
    kind: str
    media_type: str
    title: str
    generator: str
    model: str
    seed: str
    made_on: str
    operation: str
    credit: str
    artists: str
    """JSON: names and ids of all whose works are behind it."""
    poem: str


def stamp(path: Path) -> str:
    """Return what changes when the file or the record beside it is changed.

    Raises `OSError` when the file is not there.
    """
    marks = [path.stat()]
    beside = sidecar(path)
    if beside.exists():
        marks.append(beside.stat())
    return " ".join(f"{one.st_size}:{one.st_mtime_ns}" for one in marks)


def told(path: Path, record: Mapping[str, Any], mark: str) -> Told:
    """Return what a file and its record tell. Raises `InputError` as `carried` does."""
    media_type = said(record, "content", "media_type")
    return Told(
        stamp=mark,
        digest=hashlib.sha256(canonical.encode(record)).hexdigest(),
        kind=said(record, "kind"),
        media_type=media_type,
        title=said(record, "title")[:LONGEST],
        generator=said(record, "generator", "id"),
        model=said(record, "model", "name"),
        seed=said(record, "recipe", "seed"),
        made_on=said(record, "made_on"),
        operation=said(record, "derived", "operation"),
        credit=said(record, "credit"),
        artists=json.dumps(list(dict.fromkeys(_artists(record)))),
        poem=_poem(path, said(record, "title")) if media_type == "text/plain" else "",
    )


def said(record: Any, *names: str) -> str:
    """Return a text deep in a record, made clean, or nothing where there is none."""
    for name in names:
        record = record.get(name) if isinstance(record, Mapping) else None
    if record is None or isinstance(record, Mapping | list):
        return ""
    return clean(str(record))


def clean(text: str) -> str:
    """Return text that UTF-8, and so a database, can hold."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _artists(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the makers and the registry's entries behind a piece, the poem's too."""
    for maker in _listed(record.get("model"), "makers"):
        yield said(maker, "maker")
    for dataset in _listed(record, "datasets"):
        for entry in _listed(dataset, "entries"):
            yield said(entry, "id")
    if isinstance(poem := record.get("poem"), Mapping):
        yield from _artists({**poem, "poem": None})


def _listed(record: Any, name: str) -> list[Any]:
    found = record.get(name) if isinstance(record, Mapping) else None
    return found if isinstance(found, list) else []


def _poem(path: Path, title: str) -> str:
    """Return a poem's words; whatever is in the file where the title is another."""
    try:
        with path.open("rb") as stream:
            text = stream.read(MOST * 4).decode("utf-8", "replace")
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}") from None
    poem = verse.poem_of(text, title)
    return clean(text if poem is None else poem)[:MOST]
