"""How far a piece that was made again is from the one that was saved, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal

from athena_core.provenance import verse
from athena_core.provenance.record import environment

Same = Literal["exact", "within-one-level", "differs"]


def apart(record: Mapping[str, Any], data: bytes, saved: bytes) -> tuple[Same, str]:
    """Say how far two pieces of different hashes are apart.

    `data` is what was made now, `saved` the bytes of the file.
    """
    rule = record["content"]["of"]
    if rule == "pixels/1" and (most := _levels(data, saved)) is not None:
        if most <= 1:
            return "within-one-level", "no pixel differs by more than 1 level of 255"
        return "differs", f"a pixel differs by {most} levels of 255"
    if rule == "text/1":
        poem = verse.poem_of(saved.decode("utf-8", "replace"), str(record["title"]))
        number = first_word_apart(data.decode("utf-8", "replace"), poem or "")
        if number is not None:
            return "differs", f"it differs from word {number} on"
    return "differs", "the same recipe gave another piece"


def _levels(data: bytes, saved: bytes) -> int | None:
    """Return the largest difference of a channel, None for pictures of other sizes."""
    from PIL import ImageChops  # noqa: PLC0415 - pictures only

    from athena_core import pictures  # noqa: PLC0415 - the same

    one, other = (pictures.decode(half, max_aspect=math.inf) for half in (data, saved))
    if one.size != other.size:
        return None
    bands = ImageChops.difference(one, other).getextrema()
    return max(int(high) for _, high in bands)  # type: ignore[misc]


def why(record: Mapping[str, Any]) -> str:
    """Say what about this machine is other than where it was made."""
    then, now = record.get("environment", {}), environment()
    other = [
        f"{name} {then[name]} then, {now[name]} now"
        for name in sorted(now)
        if then.get(name) not in {None, now[name]}
    ]
    return f" ({'; '.join(other)})" if other else ""


def first_word_apart(one: str, other: str) -> int | None:
    """Return the number of the first word that differs, from 1; None if none does."""
    mine, theirs = one.split(), other.split()
    for number, (left, right) in enumerate(zip(mine, theirs, strict=False), 1):
        if left != right:
            return number
    if len(mine) == len(theirs):
        return None
    return min(len(mine), len(theirs)) + 1
