"""Two sizes of one picture, as web pages keep them: the smaller would count twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

SMALL = re.compile(r"(?P<base>.+?)(?:[-_](?:sml|small|thumb|thumbnail|tn)|(?<=\d)s)")
LARGE = ("_lg", "-lg", "_large", "-large", "l", "")
"""How the names of the larger ones end."""


def smaller_twins(names: Iterable[str]) -> Mapping[str, str]:
    """Return the smaller of each pair of sizes, with the name of the larger.

    Pairs are told by their names: `p12_sml.jpg` beside `p12_lg.jpg`, `p12_thumb.png`
    beside `p12.jpg`, `illus118s.jpg` beside `illus118l.jpg`.
    """
    stems = {str(PurePosixPath(name).with_suffix("")).lower(): name for name in names}
    pairs = {}
    for stem, name in stems.items():
        if found := SMALL.fullmatch(stem):
            larger = (stems.get(found["base"] + ending) for ending in LARGE)
            if twin := next(filter(None, larger), None):
                pairs[name] = twin
    return pairs
