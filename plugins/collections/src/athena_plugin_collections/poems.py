"""One poem on its way to be a work."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import partial

from athena_core import Right, Skipped, Work
from athena_core import text as texts


@dataclass(frozen=True, kw_only=True, slots=True)
class Poem:
    """A poem as found, before its text is made canonical."""

    name: str
    """Its id: unique and stable in the dataset."""
    text: str
    title: str = ""
    maker: str = ""
    year: int | None = None
    labels: tuple[str, ...] = ()


def poem_work(poem: Poem, right: Right | None) -> Work | Skipped:
    """Return a poem as a work; without a letter or figure in it, it is skipped."""
    canonical = texts.canonical(poem.text)
    if not any(sign.isalnum() for sign in canonical):
        return Skipped(name=poem.name, reason="it has no words")
    data = canonical.encode()
    return Work(
        id=poem.name,
        title=poem.title,
        maker=poem.maker,
        year=poem.year,
        media_type="text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        right=right,
        labels=poem.labels,
        open=partial(io.BytesIO, data),
    )
