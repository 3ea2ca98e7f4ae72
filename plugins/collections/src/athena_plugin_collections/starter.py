"""`starter`: pictures and verses made by Athena, to try training within minutes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import partial

from athena_core import Right, Work, pictures
from athena_plugin_collections.drawings import KINDS, draw
from athena_plugin_collections.params import StarterParams
from athena_plugin_collections.poems import Poem, poem_work
from athena_plugin_collections.verses import verse

MAKER = "Athena"
RIGHT = Right(
    basis="open-licence",
    because="drawn by Athena's own code",
    licence="CC0-1.0",
)
OF_EACH = 24
"""Pictures of each kind: 9 kinds make 216."""
VERSES = 120


class Starter:
    """Works that the project drew itself: nobody need be asked, and nothing fetched."""

    def __init__(self, params: StarterParams) -> None:
        """Take the options."""
        self.kind = params.kind

    def works(self) -> Iterator[Work]:
        """Yield the pictures, then the verses: the same ones each time."""
        if self.kind != "poems":
            for kind in KINDS:
                for number in range(OF_EACH):
                    yield _picture(kind, number)
        if self.kind != "pictures":
            for number in range(VERSES):
                yield _poem(number)


def _picture(kind: str, number: int) -> Work:
    data = pictures.encode(draw(kind, number))
    return Work(
        id=f"pictures/{kind}-{number + 1}",
        title=f"{kind.capitalize()} {number + 1}",
        maker=MAKER,
        year=None,
        media_type="image/png",
        sha256=hashlib.sha256(data).hexdigest(),
        right=RIGHT,
        labels=(f"subject:{kind}", "tone:colour"),
        open=partial(io.BytesIO, data),
    )


def _poem(number: int) -> Work:
    theme, title, text = verse(number)
    poem = Poem(
        name=f"poems/{number + 1}",
        title=title,
        maker=MAKER,
        labels=(f"tag:{theme}",),
        text=text,
    )
    work = poem_work(poem, RIGHT)
    if not isinstance(work, Work):
        raise TypeError(work.reason)
    return work
