"""Where entries lead, against a host with TLS on this machine."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from athena_core.cli.registry import links as command
from athena_core.consent.doors.fetching import fetch
from athena_core.consent.entry import Entry
from athena_core.consent.findings import Finding
from athena_core.consent.gate import links
from tests.unit.consent import fictional
from tests.unit.consent.fictional import EXPIRES, ON, changed, consented, dead
from tests.unit.consent.hosts import HOST, Host, host, page
from tests.unit.consent.repositories import World

AT = f"https://{HOST}"
PICTURE = b"\x89PNG the fictional picture"
POEM = "O heron\r\nfictional heron  \r\n"
CANONICAL = b"O heron\nfictional heron\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Host]:
    answers = {
        "/picture.png": page(PICTURE),
        "/other.png": page(b"\x89PNG another picture"),
        "/poem.txt": page(POEM.encode()),
        "/page": page(b"<!DOCTYPE html><p>about a work"),
        "/gone": page(b"", "404 Not Found"),
        "/home": page(b"", "302 Found", Location="https://127.0.0.1/"),
    }
    with host(tmp_path, answers) as found:
        yield found


def entry(*locations: str, data: bytes = PICTURE) -> Entry:
    work = {
        **fictional.work("low-water", fictional.LIVING),
        "sha256": hashlib.sha256(data).hexdigest(),
        "locations": [AT + location for location in locations],
    }
    return fictional.read(
        changed(consented(), {"works": [work], "artist.homepage": f"{AT}/page"})
    )


def found(served: Host, *entries: Entry) -> list[Finding]:
    def read(location: str) -> bytes:
        return fetch(location, largest=100_000, network=served.network())

    named = {f"entries/{number}.toml": one for number, one in enumerate(entries)}
    return [
        finding
        for address in links.addresses(named)
        for finding in links.look(address, read)
    ]


def test_a_file_with_the_works_hash_is_as_it_should_be(served: Host) -> None:
    assert found(served, entry("/picture.png", "/page")) == []


def test_a_poem_is_known_by_its_canonical_text(served: Host) -> None:
    values = changed(
        dead(),
        {
            "works.0.sha256": hashlib.sha256(CANONICAL).hexdigest(),
            "works.0.locations": [f"{AT}/poem.txt"],
            "artist.died_source": f"{AT}/page",
            "editions.0.source": f"{AT}/page",
            "editions.0.published_source": f"{AT}/page",
        },
    )
    assert found(served, fictional.read(values)) == []
    assert served.requests == ["/page", "/poem.txt"]


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/other.png", "holds another file than work 'low-water'"),
        ("/gone", "404"),
        ("/home", "not an address of numbers"),
    ],
)
def test_what_is_not_as_it_should_be_is_a_hint(
    location: str, said: str, served: Host
) -> None:
    (finding,) = found(served, entry(location))
    assert (finding.code, finding.kind) == ("R054", "hint")
    assert said in finding.sentence


def test_one_address_of_many_entries_is_opened_once(served: Host) -> None:
    assert len(found(served, entry("/gone"), entry("/gone"))) == 2
    assert served.requests == ["/gone", "/page"]


def test_withdrawn_entries_are_left_alone(served: Host) -> None:
    gone = changed(consented(), {"status": "withdrawn", "status_reason": "asked for"})
    assert found(served, fictional.read(gone)) == []
    assert served.requests == []


def test_ends_within_sixty_days_are_named() -> None:
    entries = {"entries/x.toml": fictional.read(consented())}
    soon = EXPIRES - dt.timedelta(days=60)
    assert list(links.ending(entries, soon - dt.timedelta(days=1))) == []
    (finding,) = links.ending(entries, soon)
    assert finding.code == "R052"
    assert list(links.ending(entries, EXPIRES + dt.timedelta(days=1))) == []


def test_the_command_reads_the_folder_as_it_lies(world: World, served: Host) -> None:
    from athena_core.consent import index

    world.write("index.json", index.encode(index.build(world.folder, ON)))
    values = changed(world.consented(), {"artist.homepage": f"{AT}/gone"})
    world.offer(changed(values, {"works.0.locations": [f"{AT}/page"]}))

    def read(location: str) -> bytes:
        if not location.startswith(AT):
            return b"<html>"
        return fetch(location, largest=100_000, network=served.network())

    (finding,) = command._found(world.folder, ON, read)
    assert "/gone answered with status 404" in finding.sentence


def test_a_host_rests_between_two_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr("time.monotonic", lambda: 100.0)
    monkeypatch.setattr(
        "athena_core.consent.doors.fetching.fetch",
        lambda location, **_: location.encode(),
    )
    read = command.polite()
    for location in ("https://a.org/1", "https://b.org/1", "https://a.org/2"):
        assert read(location) == location.encode()
    assert slept == [command.PAUSE]
