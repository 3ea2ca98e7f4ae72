"""The entries that ship: each is read, and each work of the collections is in them."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from athena_core import phash, pictures, run
from athena_core.consent import places, reading
from athena_core.consent.admit import admit
from athena_core.consent.decide import decide
from athena_core.consent.entry import Entry
from athena_core.consent.index import Index, Indexed
from athena_core.consent.registry import Asking, Registry
from athena_core.plugins import plugins
from athena_core.protocols import Skipped, Use, Work
from athena_core.provenance.content import content
from tests.repo.pages import ROOT

REGISTRY = ROOT / "artists_registry"
PAGE = "docs/original-painters.md"
ON = dt.date(2026, 11, 25)
"""The day on which the entries were added, and of which the page on painters tells."""
MAKERS = 46 + 81
NO_GROUND = {"images/mary-cassatt/self-portrait.jpg"}
"""No first publication, clearance or museum's statement is known: not on record."""
ROW = re.compile(
    r"\| (?P<name>[^|]+) \| (\[(?P<died>\d{4})\]\(https://[^|]+\)|not on record)"
    r" \| (?P<answer>yes|no) \| (?P<why>[^|]+) \|",
)


def files(folder: str) -> list[Path]:
    return sorted((REGISTRY / folder).glob("*.toml"))


@cache
def entries() -> dict[str, Entry]:
    """Return what copyright has run out on, by id."""
    read = (reading.read(one.read_bytes(), one.stem) for one in files("public_domain"))
    return {entry.id: entry for entry in read}


def known() -> Registry:
    shipped = tuple(
        Indexed(path=f"public_domain/{one.id}.toml", sha256="0" * 64, entry=one)
        for one in entries().values()
    )
    return Registry(Index(schema="athena.registry-index/1", on=ON, entries=shipped))


def offered(folder: Path) -> Iterator[Work]:
    _, dataset = run.offered(plugins(), run.Offer(name=str(folder)))
    return (one for one in dataset.works() if not isinstance(one, Skipped))


def test_every_file_holds_the_entry_it_is_named_after() -> None:
    for folder in ("entries", "public_domain"):
        for file in files(folder):
            assert reading.read(file.read_bytes(), file.stem).id == file.stem


def test_the_makers_of_both_collections_are_there() -> None:
    people = [entry.artist.members or (entry.artist,) for entry in entries().values()]
    assert sum(map(len, people)) >= MAKERS


@pytest.mark.parametrize("entry", entries().values(), ids=entries())
def test_a_maker_in_the_public_domain_is_dead_by_a_source(entry: Entry) -> None:
    artist = entry.artist
    assert artist.living == "deceased"
    assert artist.died_source
    deaths = [one.died or 0 for one in artist.members]
    assert artist.died == max(deaths, default=artist.died)
    assert all(one.died_source for one in artist.members)
    assert artist.about
    assert artist.about.source
    assert artist.works_at
    assert (entry.rights.basis, entry.status) == ("public-domain", "active")


@pytest.mark.parametrize("entry", entries().values(), ids=entries())
def test_each_work_may_be_used_in_the_usual_places(entry: Entry) -> None:
    for work in entry.works:
        assert entry.edition(work.edition)
        for use in get_args(Use):
            decision = decide(entry, use, commercial=True, on=ON, work=work.id)
            assert decision.allowed, (work.id, decision.reasons)


def test_no_work_is_on_record_twice() -> None:
    works = [work for entry in entries().values() for work in entry.works]
    pixels = [work.content_sha256 for work in works if work.content_sha256]
    assert len({work.sha256 for work in works}) == len(works)
    assert len(set(pixels)) == len(pixels)


def test_entries_tell_of_works_and_not_of_consent_or_gender() -> None:
    for file in files("public_domain"):
        text = file.read_text(encoding="utf-8").partition("\n[permits]")[0]
        assert not re.search(r"(?i)\b(consent\w*|agreed|gender|female|male)\b", text)


def test_every_work_of_the_collections_is_admitted_by_its_entry(
    real_data: Path,
) -> None:
    for name, exceptions in (("poems", set()), ("paintings", NO_GROUND)):
        works = list(offered(real_data / name))
        corpus = admit(works, "train", known=known(), asking=Asking(on=ON))
        by_entry = [
            work
            for work in corpus.works + corpus.held_out
            if work.right and work.right.entry
        ]
        missing = {work.id for work in works} - {work.id for work in by_entry}
        assert missing == exceptions
        makers = {work.id: work.maker for work in works}
        assert all(makers[work.id] == work.maker for work in by_entry)


def test_hashes_of_pictures_are_what_the_pictures_give(real_data: Path) -> None:
    registry = known()
    for work in list(offered(real_data / "paintings"))[::25]:
        for identifier, key in registry.holding(work.sha256):
            entered = entries()[identifier].work(key)
            with work.open() as opened:
                data = opened.read()
            image = pictures.decode(data, max_aspect=math.inf)
            assert entered
            assert entered.bytes == len(data)
            pixels = content(work.media_type, data)["sha256"]
            assert entered.content_sha256 == pixels
            assert entered.phash == phash.to_text(phash.phash(image))


def test_the_page_on_painters_says_what_the_calendar_says() -> None:
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    rows = [found for line in text.splitlines() if (found := ROW.fullmatch(line))]
    names = {entry.artist.credit_as: entry for entry in entries().values()}
    assert len(rows) == 67
    for row in rows:
        died = int(row["died"]) if row["died"] else None
        ended = died is not None and places.run_out(died, places.USUAL, ON) is True
        assert row["answer"] == "no" or ended, row["name"]
        if entry := names.get(row["name"]):
            assert (entry.artist.died, row["answer"]) == (died, "yes")
            assert f"{len(entry.works)} work" in row["why"]
        if died and not ended:
            assert str(places.first_day(died, places.USUAL_YEARS)) in row["why"]
    yes = sum(row["answer"] == "yes" for row in rows)
    assert f"**{yes} of 67: yes**" in text
