"""What was taken back leaves the caches, and nothing else does."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from athena_core import Right, Work, files
from athena_core.consent.registry import Asking, Registry
from athena_core.errors import RefusedError
from athena_core.library import home, models
from athena_core.pixels import pixel_array
from athena_core.plugins import Plugins
from athena_core.run import caches
from athena_core.run.syncing import Synced, sync
from tests.unit.consent import fictional

TODAY = Asking(on=fictional.ON)
COLOURS = {"low-water": (20, 40, 200), "slack-tide": (90, 160, 60)}


def picture(name: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), COLOURS[name]).save(stream, "PNG")
    return stream.getvalue()


def digest(name: str) -> str:
    return hashlib.sha256(picture(name)).hexdigest()


def registry(*withdrawals: fictional.Values) -> Registry:
    works = [
        {**fictional.work(name, fictional.LIVING), "sha256": digest(name)}
        for name in COLOURS
    ]
    return fictional.registry(
        fictional.changed(
            fictional.consented(),
            {"works": works, "withdrawals": list(withdrawals)},
        ),
    )


def work(name: str) -> Work:
    return Work(
        id=name,
        title="",
        maker=fictional.LIVING,
        year=None,
        media_type="image/png",
        sha256=digest(name),
        right=Right(basis="consent", because="", entry=fictional.LIVING),
        open=lambda: io.BytesIO(picture(name)),
    )


def decoded(*names: str) -> Path:
    return pixel_array([work(one) for one in names], home.cache(), side=8).path


LOW_WATER_GONE = registry(fictional.withdrawal(works=["low-water"]))


def run(known: Registry, asking: Asking = TODAY) -> Synced:
    return sync(Plugins(installed=()), known, asking)


def test_pixels_go_whole_when_one_of_their_works_is_taken_back() -> None:
    both, other = decoded("low-water", "slack-tide"), decoded("slack-tide")
    done = run(LOW_WATER_GONE)
    assert not both.exists()
    assert not both.with_suffix(".json").exists()
    assert other.exists()
    [deleted] = done.deleted
    assert deleted.files == (f"cache/{both.stem}.json", f"cache/{both.name}")
    assert f"withdrawn from {fictional.ON} by the artist" in deleted.why
    assert (done.taken_back, done.files) == (1, 2)


def test_nothing_goes_while_nothing_was_taken_back() -> None:
    path = decoded("low-water")
    unsaid = home.cache() / "other" / "features.bin"
    files.write_bytes(unsaid, b"anything")
    later = fictional.withdrawal(fictional.EXPIRES, requested=fictional.EXPIRES)
    for known in (registry(), registry(later)):
        done = run(known)
        assert (done.deleted, done.taken_back) == ((), 0)
    assert path.exists()
    assert unsaid.exists()


def test_a_cache_that_does_not_say_what_it_holds_goes_with_the_first() -> None:
    unsaid = home.cache() / "other" / "features.bin"
    files.write_bytes(unsaid, b"anything")
    [deleted] = run(LOW_WATER_GONE).deleted
    assert deleted.why == "it does not say which works it holds"
    assert not unsaid.exists()


def test_pixels_of_an_older_version_have_no_manifest_and_go() -> None:
    path = decoded("slack-tide")
    about = json.loads(path.with_suffix(".json").read_text())
    del about["works"]
    files.write_json(path.with_suffix(".json"), about)
    run(LOW_WATER_GONE)
    assert not path.exists()
    assert decoded("slack-tide").exists()


def test_what_plugins_list_of_themselves_is_kept() -> None:
    specs = home.cache() / "specs" / "tiny.json"
    files.write_json(specs, {"specs": []})
    assert run(LOW_WATER_GONE).deleted == ()
    assert specs.exists()


@pytest.mark.parametrize(
    ("name", "stays"), [("low-water", False), ("slack-tide", True)]
)
def test_a_database_goes_when_a_row_names_the_work(name: str, stays: bool) -> None:
    path = home.cache() / "collections" / "looks.sqlite3"
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as known:
        # a path so long that the row runs over into another page
        known.execute("create table looks (path blob primary key, sha256 text)")
        long = b"/" + b"p" * 4000
        known.execute("insert into looks values (?, ?)", (long, digest(name)))
        known.commit()
    run(LOW_WATER_GONE)
    assert path.exists() == stays


def test_a_copy_under_any_name_is_found_by_its_hash() -> None:
    for place in (f"{digest('low-water')}.png", "copies/sea.png"):
        files.write_bytes(home.cache() / place, picture("low-water"))
    sample = home.models() / "mine" / "samples" / "00000001.png"
    files.write_bytes(sample, picture("low-water"))
    assert len(run(LOW_WATER_GONE).deleted) == 3
    assert not sample.exists()
    assert run(LOW_WATER_GONE).files == 0


def test_a_work_that_was_blanked_is_known_by_its_ledger(tmp_path: Path) -> None:
    path = home.cache() / f"{digest('low-water')}.png"
    files.write_bytes(path, b"a smaller copy of it")
    checkpoint = tmp_path / "made"
    checkpoint.mkdir()
    line = {
        "id": "low-water",
        "maker": fictional.LIVING,
        "sha256": digest("low-water"),
        "right": {"basis": "consent", "entry": fictional.LIVING},
    }
    models.keep("mine", checkpoint, 1, {}, {"works": [line]})
    tombstone = fictional.changed(
        fictional.consented(),
        {
            "status": "withdrawn",
            "status_reason": "withdrawn",
            "works": [],
            "withdrawals": [fictional.withdrawal()],
        },
    )
    [deleted] = run(fictional.registry(tombstone)).deleted
    assert f"withdrawn from {fictional.ON}" in deleted.why


def test_what_was_offered_and_is_not_reviewed_was_never_taken_back() -> None:
    pending = fictional.changed(fictional.consented(), {"status": "pending"})
    assert run(fictional.registry(pending)).taken_back == 0


def test_proof_fails_loudly_when_something_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = home.cache() / "copies" / "sea.png"
    files.write_bytes(path, picture("low-water"))
    monkeypatch.setattr(caches, "caches", list)
    with pytest.raises(RefusedError, match=r"sea\.png still holds a work"):
        run(LOW_WATER_GONE)


def test_a_hash_is_found_within_a_longer_run_of_digits() -> None:
    path = home.cache() / "list.txt"
    files.write_bytes(path, b"0" * 7 + digest("low-water").encode() + b"abc")
    assert caches.names(path, frozenset({digest("low-water")}))
    assert not caches.names(path, frozenset({digest("slack-tide")}))


def test_links_out_of_the_cache_are_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes(picture("low-water"))
    home.cache().mkdir(parents=True)
    (home.cache() / "link.png").symlink_to(mine)
    run(LOW_WATER_GONE)
    assert mine.exists()


def test_an_entry_that_this_registry_does_not_know_took_nothing_back() -> None:
    path = decoded("low-water")
    assert run(fictional.registry(fictional.dead())).taken_back == 0
    assert path.exists()
