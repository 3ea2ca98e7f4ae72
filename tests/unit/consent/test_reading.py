"""The one door for entries: what it refuses, with which code, and never an echo."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from athena_core.consent import reading
from athena_core.consent.entry import Entry
from athena_core.consent.reading import EntryError
from athena_core.consent.wording import problems
from tests.unit.consent import fictional
from tests.unit.consent.fictional import (
    DEAD,
    GIVEN,
    LIVING,
    Values,
    changed,
    consented,
    dead,
    licensed,
    toml,
    withdrawal,
)
from tests.unit.consent.mutations import mutated

DAY = dt.timedelta(days=1)
PLACE = "works.0.locations.0"


def refused(values: Values, name: str = "") -> EntryError:
    with pytest.raises(EntryError) as caught:
        reading.read(toml(values), name or values["id"])
    return caught.value


@pytest.mark.parametrize("values", [consented(), licensed(), dead()])
def test_an_entry_is_read_whole(values: Values) -> None:
    entry = fictional.read(values)
    assert entry.id == values["id"]
    assert [work.id for work in entry.works] == [one["id"] for one in values["works"]]


BAD: list[tuple[dict[str, Any], str]] = [
    # a person
    ({"artist.adult": False}, "artist.adult"),
    ({"artist.adult": None}, "adult = true is required"),
    ({"artist.gender": "x"}, "artist.gender: Extra inputs"),
    ({"artist.eligibility": "self-attested"}, "artist.eligibility: Extra inputs"),
    ({"artist.email": "x"}, "artist.email: Extra inputs"),
    ({"artist.born": 1990}, "born and died are for makers who have died"),
    ({"artist.died": 2020}, "born and died are for makers who have died"),
    ({"artist.members": [{"name": "One"}]}, "members are for makers who have died"),
    ({"artist.credit_as": "me@mail.example.org"}, "private contact"),
    ({"artist.credit_as": "call +372 5555 1234"}, "private contact"),
    ({"artist.credit_as": "ring 0171 234 5678"}, "private contact"),
    ({"artist.credit_as": "a\u202eb"}, "bidirectional"),
    ({"artist.credit_as": "a\x1b[2Jb"}, "control characters"),
    ({"artist.credit_as": "a\x9b2Jb"}, "control characters"),
    ({"artist.credit_as": "a\u200bb"}, "invisible"),
    ({"artist.credit_as": "e\u0301"}, "NFC"),
    ({"artist.credit_as": "a\nb"}, "line break"),
    ({"artist.credit_as": " a"}, "blank space"),
    ({"artist.credit_as": ""}, "empty"),
    ({"artist.credit_as": "a" * 201}, "longer than 200"),
    ({"artist.about": {"text": "me@mail.example.org"}}, "private contact"),
    ({"artist.github_id": "one"}, "artist.github_id"),
    ({"artist.github_id": -1}, "artist.github_id"),
    ({"artist.signing_key": "ssh-rsa AAAA"}, "artist.signing_key"),
    ({"artist.signing_key": None}, "needs signing_key"),
    ({"artist.living": "deceased"}, "died and died_source are due"),
    ({"contact": "me@mail.example.org"}, "contact"),
    # names of files
    ({"id": "../../etc/passwd"}, "id"),
    ({"id": "con"}, "reserved"),
    ({"id": "Artist-X"}, "id"),
    ({"id": "a" * 65}, "id"),
    ({"id": "real-name"}, "carries no name"),
    ({"works.0.id": "aux"}, "reserved"),
    # where works lie
    ({PLACE: "http://artist.example.org/x"}, "only https"),
    ({PLACE: "file:///etc/passwd"}, "only https"),
    ({PLACE: "javascript:alert(1)"}, "only https"),
    ({PLACE: "https://169.254.169.254/latest"}, "not an address"),
    ({PLACE: "https://[::1]/x"}, "not an address"),
    ({PLACE: "https://2130706433/x"}, "public host"),
    ({PLACE: "https://0x7f.1/x"}, "public host"),
    ({PLACE: "https://localhost/x"}, "public host"),
    ({PLACE: "https://printer.local/x"}, "public host"),
    ({PLACE: "https://u:p@artist/x"}, "user name"),
    ({PLACE: "https://artist.example.org:8443/x"}, "usual port"),
    ({PLACE: "https://artist.example.org:x/"}, "well-formed"),
    ({PLACE: "https://artist.example.org/../x"}, "climbs"),
    ({PLACE: "ia:x/a/../../b"}, "climbs"),
    ({PLACE: "https://artist.example.org/\u202e"}, "bidirectional"),
    ({PLACE: "https://artist.example.org/" + "a" * 500}, "longer than 500"),
    # terms
    ({"rights.consent.expires": GIVEN}, "later than given_on"),
    ({"rights.consent.expires": dt.date(2046, 1, 1)}, "ten years at most"),
    ({"rights.consent.expires": None}, "expires: Field required"),
    ({"rights.consent.expires": dt.datetime(2030, 1, 1, 1, tzinfo=dt.UTC)}, "expires"),
    ({"rights.consent.territory": []}, "names no place"),
    ({"rights.consent.territory": ["Estonia"]}, "territory"),
    ({"rights.consent.min_pool_artists": 0}, "min_pool_artists"),
    ({"rights.consent.withdrawal_code_sha256": None}, "withdrawal_code_sha256"),
    ({"rights.consent.text": "my words"}, "rights.consent.text"),
    ({"rights.consent.evidence.files": []}, "one signature file"),
    ({"rights.consent.evidence.files": ["../x.sig"]}, "evidence.files.0"),
    ({"rights.consent.evidence": {"kind": "signed-commit"}}, "needs its ref"),
    (
        {
            "rights.consent.evidence": {
                "kind": "steward-witnessed",
                "files": ["a.sig", "b.sig"],
                "witnesses": [1, 1],
            },
        },
        "two different stewards",
    ),
    ({"rights.basis": "public-domain"}, "belongs to basis 'consent'"),
    ({"rights.consent": None}, "belongs to basis 'consent'"),
    ({"rights.holder": "none"}, "belongs to public-domain"),
    ({"rights.licence": "CC-BY-4.0"}, "licence belongs to basis"),
    ({"permits.everything": "any"}, "permits.everything: Extra inputs"),
    ({"permits.train": True}, "permits.train"),
    ({"permits.train": "yes"}, "permits.train"),
    ({"works.0.permits": {"redistribute_work": "any"}}, "permits more than its entry"),
    # the whole
    ({"schema": "athena.registry/2"}, "schema"),
    ({"revision": "2"}, "revision"),
    ({"revision": 0}, "revision"),
    ({"status": "withdrawn"}, "needs a status_reason"),
    ({"status": "suspended"}, "needs a status_reason"),
    ({"works": []}, "at least one work"),
    ({"works.1.id": "low-water"}, "share an id"),
    ({"works.1.sha256": consented()["works"][0]["sha256"]}, "share a sha256"),
    ({"works.0.sha256": "2C26" * 16}, "works.0.sha256"),
    ({"works.0.phash": "xyz"}, "works.0.phash"),
    ({"works.0.bytes": 999_999_999_999}, "works.0.bytes"),
    ({"works.0.media_type": "image/svg+xml"}, "works.0.media_type"),
    ({"works.0.year": 99}, "works.0.year"),
    ({"works.0.edition": "none-such"}, "names an edition that is not here"),
    (
        {
            "withdrawals": [
                fictional.withdrawal(GIVEN, requested=GIVEN + dt.timedelta(1))
            ]
        },
        "within seven days",
    ),
    (
        {
            "withdrawals": [
                fictional.withdrawal(GIVEN, requested=GIVEN - dt.timedelta(8))
            ]
        },
        "within seven days",
    ),
    ({"withdrawals": [withdrawal(GIVEN, scope=["all"])]}, "withdrawals.0"),
]


@pytest.mark.parametrize(("changes", "said"), BAD, ids=[next(iter(b[0])) for b in BAD])
def test_what_is_not_as_it_must_be_is_refused(
    changes: dict[str, Any], said: str
) -> None:
    error = refused(changed(consented(), changes))
    assert said in str(error)
    assert {code for code, _ in error.findings} <= {"R005"}
    assert error.__cause__ is None


BAD_DEAD: list[tuple[dict[str, Any], str]] = [
    ({"artist.died": None}, "died and died_source are due"),
    ({"artist.died_source": None}, "died and died_source are due"),
    ({"artist.about": {"text": "She wrote."}}, "needs its source"),
    ({"artist.living": "living", "artist.adult": True}, "born and died"),
    ({"id": "artist-f1ct10na1x"}, "is for the living"),
    ({"editions.0.published": None}, "needs published"),
    ({"editions.0.ground": "clearance"}, "needs statement"),
    ({"editions.0.ground": "hearsay"}, "editions.0.ground"),
    ({"editions.0.source": None}, "editions.0.source"),
    ({"works.0.edition": None}, "needs an edition"),
    ({"rights.holder": "estate"}, "holder 'none'"),
]


@pytest.mark.parametrize(("changes", "said"), BAD_DEAD)
def test_a_maker_who_has_died_needs_sources_and_a_ground(
    changes: dict[str, Any], said: str
) -> None:
    assert said in str(refused(changed(dead(), changes)))


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("cc-by-4.0", "write the licence as CC-BY-4.0"),
        ("free", "no SPDX licence"),
        ("CC-BY-4.0 OR", "no SPDX licence"),
    ],
)
def test_a_licence_is_written_as_spdx_has_it(licence: str, said: str) -> None:
    assert said in str(refused(licensed(licence=licence)))


def test_a_licence_needs_the_page_that_shows_it() -> None:
    values = changed(licensed(), {"rights.licence_evidence": None})
    assert "needs licence_evidence" in str(refused(values))


def test_nobody_living_is_in_the_public_domain() -> None:
    values = changed(
        consented(),
        {"rights": {"basis": "public-domain", "holder": "none"}},
    )
    assert "for makers who have died" in str(refused(values)) or "edition" in str(
        refused(values)
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a = 1\na = 2", "R002"),
        (b"\xff\xfe", "R002"),
        (b"a = 1979-99-99", "R002"),
        (b"a = " + b"9" * 5000, "R002"),
        (b"a = nan", "R005"),
        (b"a = " + b"[" * 5000, "R003"),
        (b"x" * 1_000_001, "R001"),
        (b"", "R005"),
        (b"id: yaml", "R002"),
        (b'{"id": "json"}', "R002"),
    ],
)
def test_a_hostile_file_is_refused_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(EntryError) as caught:
        reading.read(data, "x")
    assert {found for found, _ in caught.value.findings} == {code}
    assert f"[{code}]" in str(caught.value)


def test_a_file_has_the_name_of_its_entry() -> None:
    error = refused(consented(), "other-name")
    assert error.findings[0][0] == "R004"


SECRETS = ("secret.name@mail.example.org", "+372 5555 1234")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "place", ["artist.credit_as", "contact", "works.0.title", "id", "schema", PLACE]
)
def test_a_refusal_never_repeats_what_may_be_private(place: str, secret: str) -> None:
    error = refused(changed(consented(), {place: secret}), LIVING)
    assert secret not in str(error)
    assert secret[:11] not in str(error)


@pytest.mark.parametrize(
    "line",
    [
        '"secret.name@mail.example.org" = 1',
        '"+37255551234" = 1',
        '05551234567 = "x"',
        'a = "secret.name@mail.example.org',
        "secret.name@mail.example.org",
        'a = "x" secret.name@mail.example.org',
        "[secret.name@mail.example.org]",
    ],
)
def test_a_key_or_a_broken_line_is_not_repeated_either(line: str) -> None:
    with pytest.raises(EntryError) as caught:
        reading.read(f"{line}\n".encode() + toml(consented()), LIVING)
    assert "secret" not in str(caught.value)
    assert "5551234" not in str(caught.value)


NAMES = [
    "Renée Vivien",
    "Žofie",
    "李清照",
    "فروغ فرخزاد",
    "Exámple-Artíst O'Name",
    "bell hooks",
    "H.D.",
    "Ọmọ́tọ́lá",
    "मीरा बाई",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_in_every_script_are_welcome(name: str) -> None:
    assert problems(unicodedata.normalize("NFC", name)) == []


def test_there_is_no_list_of_genders_and_nobody_attests() -> None:
    schema = str(Entry.model_json_schema())
    for word in ("gender", "female", "eligib", "attest", "email", "phone"):
        assert word not in schema


@pytest.mark.parametrize("count", [300, pytest.param(3_000, marks=pytest.mark.long)])
def test_thousands_of_mutations_are_entries_or_refusals(count: int) -> None:
    """Flip, delete and insert bytes: every result is an entry or an `EntryError`."""
    draw = random.Random(9)  # noqa: S311 - the same mutations each time
    sources = [(toml(consented()), LIVING), (toml(dead()), DEAD)]
    found: list[EntryError] = []
    for number in range(count):
        source, name = sources[number % 2]
        try:
            reading.read(mutated(source, draw), name)
        except EntryError as error:
            found.append(error)
    assert count * 0.5 < len(found) < count
    codes = {code for error in found for code, _ in error.findings}
    assert codes <= {"R002", "R004", "R005"}
    assert all(error.findings for error in found)


@given(some.binary(max_size=400) | some.text(max_size=400).map(str.encode))
def test_any_bytes_are_an_entry_or_a_refusal(data: bytes) -> None:
    with pytest.raises(EntryError):
        reading.read(data, "x")
