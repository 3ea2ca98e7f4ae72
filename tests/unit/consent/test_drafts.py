"""Whatever is answered: what is written loads, and says what was answered."""

from __future__ import annotations

import datetime as dt
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from athena_core.consent.doors import offering, receiptcode, writing
from athena_core.consent.doors.drafts import Measured, draft, draw_id, slug
from athena_core.consent.doors.offering import answer, answers
from athena_core.consent.names import NAMELESS
from athena_core.consent.reading import EntryError, read
from athena_core.consent.uses import USES
from athena_core.consent.wording import problems
from athena_core.errors import InputError
from tests.unit.consent import fictional

ON = fictional.ON
TEXT = b"the words agreed to"
WORK = {
    "file": "low-water.png",
    "title": "Low water",
    "locations": ["https://artist.example.org/low-water.png"],
}
GIVEN: dict[str, Any] = {
    "credit_as": "Fictional Artist",
    "adult": True,
    "read_text": True,
    "signing_key": fictional.KEY,
    "works": [WORK],
}


def measured(count: int = 1) -> list[Measured]:
    return [
        Measured("image/png", fictional.sha256(str(number)), 1000 + number)
        for number in range(count)
    ]


def drafted(**changes: Any) -> Any:
    given_ = answers(GIVEN | changes)
    return draft(given_, measured(len(given_.works)), on=ON, text=TEXT)


def test_nothing_answered_is_no_to_every_use_for_five_years() -> None:
    entry = drafted().entry
    assert {entry.permits.of(use) for use in USES} == {"no"}
    assert entry.rights.consent.expires == dt.date(2031, 11, 25)
    assert entry.status == "pending"


def test_the_code_is_given_and_only_its_hash_is_written() -> None:
    made = drafted()
    consent = made.entry.rights.consent
    assert receiptcode.digest(made.code) == consent.withdrawal_code_sha256
    assert receiptcode.bare(made.code) not in writing.toml(made.entry).decode()


def test_the_id_of_the_living_carries_no_name_and_works_none_of_their_titles() -> None:
    entry = drafted().entry
    assert NAMELESS.fullmatch(entry.id)
    assert [work.id for work in entry.works] == ["work-1"]
    assert len({draw_id() for _ in range(100)}) == 100


def test_a_witnessed_yes_names_two_stewards_and_a_file_for_each() -> None:
    entry = drafted(proof="stewards", witnesses="101, 102", signing_key="").entry
    evidence = entry.rights.consent.evidence
    assert evidence.witnesses == (101, 102)
    assert evidence.files == (f"{entry.id}.101.sig", f"{entry.id}.102.sig")


def test_an_heir_speaks_for_a_maker_who_has_died() -> None:
    entry = drafted(
        holder="estate",
        credit_as="Édda Fictional",
        died=1980,
        died_source="https://library.example.org/edda",
    ).entry
    assert (entry.id, entry.artist.living) == ("edda-fictional", "deceased")
    assert entry.rights.holder == "estate"


def test_works_under_a_licence_have_no_consent_and_no_code() -> None:
    made = drafted(
        licence="CC-BY-4.0",
        licence_evidence="https://artist.example.org/licence",
        read_text=False,
        signing_key=None,
        train="any",
    )
    assert made.code is None
    assert made.entry.rights.consent is None
    assert made.entry.rights.licence == "CC-BY-4.0"


def test_a_work_needs_no_page_on_the_web() -> None:
    entry = drafted(works=[{"file": "low-water.png", "title": "Low water"}]).entry
    assert entry.works[0].locations == ()


def test_answers_may_be_the_words_that_stand_on_paper_and_empty_is_no_answer() -> None:
    entry = drafted(
        train="yes, but not for money",
        imitate="",
        holder="I made them, and nobody else holds rights in them",
        credit="no, keep it off every screen",
        contact="a steward passes it on",
        min_pool_artists="",
        expires="",
    ).entry
    assert (entry.permits.train, entry.permits.imitate) == ("noncommercial", "no")
    assert entry.rights.holder == "artist"
    assert entry.rights.consent.credit == "withheld"
    assert entry.contact == "via-stewards"


def test_a_single_work_gets_less_and_the_rest_of_its_answers_stay() -> None:
    works = [WORK, WORK | {"title": "Slack tide"}]
    entry = drafted(
        works=works, train="any", show_work="any", single_works="2: train=no"
    ).entry
    first, second = entry.works
    assert first.permits is None
    assert (second.permits.train, second.permits.show_work) == ("no", "any")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"adult": False}, "no works by minors"),
        ({"read_text": False}, "before the consent text is agreed to"),
        ({"signing_key": None}, "two stewards can witness"),
        ({"proof": "stewards", "witnesses": "7, 7"}, "two stewards"),
        ({"holder": "estate"}, "died and died_source"),
        ({"id": "my-own-name"}, "an id is drawn"),
        ({"licence": "CC-BY-4.0"}, "licence_evidence"),
        ({"works": []}, "works"),
        ({"single_works": "3: train=no"}, "not among them"),
        ({"gender": "of no field"}, "not among the questions"),
    ],
)
def test_an_answer_that_is_none_gets_one_sentence(
    changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError, match=words) as refused:
        answers(GIVEN | changes)
    assert "of no field" not in str(refused.value)


@pytest.mark.parametrize(
    ("key", "private"),
    [
        ("credit_as", "me@artist.example.org"),
        ("about", "call me: +372 5555 1234"),
        ("title", "write to me@artist.example.org"),
        ("signing_key", "ssh-rsa AAAAprivate"),
        ("homepage", "mailto:me@artist.example.org"),
    ],
)
def test_a_contact_is_refused_and_never_repeated(key: str, private: str) -> None:
    with pytest.raises(InputError) as refused:
        answer(key, private)
    assert private not in str(refused.value)
    with pytest.raises(InputError) as refused:
        answers(GIVEN | {key: private})
    assert private not in str(refused.value)


def test_the_remark_of_a_key_is_dropped_since_it_often_is_an_address() -> None:
    entry = drafted(signing_key=f"{fictional.KEY} me@artist.example.org\n").entry
    assert entry.artist.signing_key == fictional.KEY


@pytest.mark.parametrize("expires", ["2037-01-01", "2026-11-25", "2020-01-01"])
def test_an_end_that_is_too_far_or_past_is_refused(expires: str) -> None:
    with pytest.raises(EntryError, match="R005"):
        drafted(expires=expires)


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("everywhere", "worldwide"),
        ("Worldwide", "worldwide"),
        ("ee, de", ("EE", "DE")),
        ("EE", ("EE",)),
    ],
)
def test_places_are_read_as_people_write_them(written: str, places: object) -> None:
    assert answer("territory", written) == places


def test_a_slug_is_made_of_plain_letters() -> None:
    assert slug("  Ünal & Šimić (fictional) ") == "unal-simic-fictional"


lines = (
    some.text(some.characters(exclude_categories=["C"]), min_size=1, max_size=60)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: not problems(text))
)
permissions = some.sampled_from(["no", "noncommercial", "any"])
given_answers: some.SearchStrategy[dict[str, Any]] = some.fixed_dictionaries(
    {
        "credit_as": lines,
        "title": lines,
        **{str(use): permissions for use in USES},
        "expires": some.dates(ON + dt.timedelta(days=1), dt.date(2036, 11, 25)),
        "territory": some.just("worldwide")
        | some.lists(some.sampled_from(["EE", "DE", "MX"]), min_size=1, unique=True),
        "min_pool_artists": some.none() | some.integers(1, 1000),
        "credit": some.sampled_from(["required", "welcome", "withheld"]),
        "name_as_prompt": some.sampled_from(["no", "yes"]),
        "pronouns": some.none() | lines,
        "about": some.none() | lines,
        "works": some.lists(
            some.builds(lambda title: WORK | {"title": title}, lines),
            min_size=1,
            max_size=3,
        ),
    },
)


@given(given_answers)
def test_what_is_written_loads_and_says_the_same(values: dict[str, Any]) -> None:
    entry = drafted(**values).entry
    again = read(writing.toml(entry), entry.id)
    consent = again.rights.consent
    assert again == entry
    assert consent is not None
    assert again.artist.credit_as == values["credit_as"]
    assert {use: again.permits.of(use) for use in USES} == {
        use: values[use] for use in USES
    }
    assert consent.expires == values["expires"]
    assert consent.min_pool_artists == (values["min_pool_artists"] or 1)
    assert [work.title for work in again.works] == [
        work["title"] for work in values["works"]
    ]


anything = some.text() | some.integers() | some.lists(some.text())


@given(some.dictionaries(some.sampled_from([*GIVEN, *USES]), anything))
def test_whatever_is_typed_is_taken_or_refused_in_a_sentence(values: Any) -> None:
    with suppress(InputError, EntryError):
        drafted(**values)


def test_all_questions_of_the_doors_have_an_answer_here() -> None:
    from athena_core.cli.registry.new import ASKED
    from athena_core.consent.doors.questions import questions

    ids = {question.id for question in questions("offer")}
    assert ids == set(ASKED)
    assert ids <= set(offering.Answers.model_fields)


def test_measuring_reads_the_kind_from_the_bytes(tmp_path: Path) -> None:
    from PIL import Image

    from athena_core.run.measuring import measured as of_file

    path = tmp_path / "picture.jpg"
    Image.new("RGB", (40, 30), "teal").save(path, format="PNG")
    found = of_file(path)
    assert found.media_type == "image/png"
    assert found.content_sha256 is not None
    assert len(found.phash or "") == 16
    assert found.bytes == path.stat().st_size


def test_a_poem_is_the_same_work_with_other_line_ends(tmp_path: Path) -> None:
    from athena_core.run.measuring import measured as of_file

    unix, windows = tmp_path / "a.txt", tmp_path / "b.txt"
    unix.write_bytes(b"salt\nstone\n")
    windows.write_bytes(b"salt  \r\nstone")
    assert of_file(unix) == of_file(windows)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.gif", b"GIF89a" + bytes(20), "save it as PNG"),
        ("a.png", b"not a picture", "can't be entered"),
        ("a.txt", b"\xff\xfe\x00", "neither a picture nor text"),
        ("a.txt", b"  \n", "no words"),
    ],
)
def test_what_is_no_work_is_refused_by_name(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    from athena_core.run.measuring import measured as of_file

    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=words) as refused:
        of_file(path)
    assert name in str(refused.value)
