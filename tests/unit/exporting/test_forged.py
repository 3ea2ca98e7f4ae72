"""A record is anybody's word: whatever it says, a page or a sentence comes of it."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from athena_core import files
from athena_core.consent.registry import Asking
from athena_core.errors import AthenaError
from athena_core.plugins import Plugins
from athena_core.provenance import stamp
from athena_core.run.exporting import asked, chosen
from tests.unit.consent import fictional
from tests.unit.exporting.pieces import Page, learned, made
from tests.unit.exporting.test_pages import exported

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 10**30, "", "x", "<b>", [], [[]], {}, {"x": []}, [None], [{}]],
)
NAMED = [{"name": "d", "works": 1, "entries": [{"id": fictional.DEAD, "revision": 1}]}]


@pytest.fixture
def forged(tiny: Plugins) -> tuple[Path, dict[str, Any]]:
    given_work = {
        "name": "mine.txt",
        "media_type": "text/plain",
        "sha256": "0" * 64,
        "right": "own",
        "because": "I wrote it",
    }
    one = learned(made(tiny, "parrot", 4), datasets=NAMED, inputs=[given_work])
    return one.path, dict(one.record)


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value in a record."""
    yield way
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in inner:
            yield from ways(one, (*way, key))


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_odd_value_anywhere_gives_a_page_or_a_sentence(
    tiny: Plugins,
    tmp_path: Path,
    forged: tuple[Path, dict[str, Any]],
    data: st.DataObject,
) -> None:
    path, record = forged
    changed = copy.deepcopy(record)
    *way, last = data.draw(st.sampled_from([one for one in ways(changed) if one]))
    place: Any = changed
    for key in way:
        place = place[key]
    if data.draw(st.booleans()):
        place[last] = data.draw(ODD)
    else:
        del place[last]
    files.write_json(stamp.sidecar(path), changed)
    known = fictional.registry(fictional.dead())
    asking = Asking(on=dt.date(2026, 11, 25))
    page = tmp_path / "site" / "index.html"
    page.unlink(missing_ok=True)
    with contextlib.suppress(AthenaError):
        one = chosen(path)
        answer = asked([one], known, asking, tiny, private=True)
        exported(tiny, tmp_path, one, asked=answer)
        assert Page(page).of("article")
