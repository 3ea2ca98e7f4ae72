"""A newer index is taken with a steward's signature, and nothing else is."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from athena_core.cli.registry.update import update
from athena_core.consent import index as indexes
from athena_core.consent.doors import updating
from athena_core.consent.doors.updating import Brought, bring, keep, verified
from athena_core.consent.index import Index, Indexed
from athena_core.consent.proof.stewards import NOBODY, Stewards
from athena_core.consent.registry import fetched, newest
from athena_core.errors import AthenaError, InputError, RefusedError
from tests.unit.consent import fictional
from tests.unit.consent.hosts import HOST, host, page
from tests.unit.consent.signing import Key, key

BEFORE, ON = dt.date(2026, 11, 20), fictional.ON
TOMORROW = ON + dt.timedelta(days=1)


def index(on: dt.date = ON, *entries: fictional.Values) -> Index:
    found = [
        Indexed(
            path=fictional.home(values),
            sha256=hashlib.sha256(fictional.toml(values)).hexdigest(),
            entry=fictional.read(values),
        )
        for values in entries or (fictional.consented(),)
    ]
    return Index(schema=indexes.SCHEMA, on=on, entries=tuple(found))


@dataclass
class Office:
    """Two fictional stewards with real keys; the second left on the 22nd."""

    active: Key
    former: Key
    stranger: Key

    @property
    def stewards(self) -> Stewards:
        ends = (None, dt.date(2026, 11, 22))
        rows = [
            {
                "github_id": account,
                "name": "Fictional Steward",
                "signing_key": one.line,
                "since": BEFORE,
                "until": until,
            }
            for account, one, until in zip(
                fictional.STEWARDS, (self.active, self.former), ends, strict=True
            )
        ]
        values = {"schema": "athena.stewards/1", "steward": tuple(rows)}
        return Stewards.model_validate(values)

    def brought(
        self,
        news: Index,
        signer: Key | None = None,
        namespace: str = "athena-registry",
    ) -> Brought:
        data = indexes.encode(news)
        return Brought("news", data, (signer or self.active).sign(data, namespace))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("keys")
    return Office(*(key(folder, name) for name in ("active", "former", "stranger")))


def test_an_index_that_a_steward_signed_is_taken(office: Office) -> None:
    news = index()
    taken = verified(office.brought(news), index(BEFORE), office.stewards, ON)
    assert taken == news


def test_a_former_steward_signs_no_index_of_a_later_day(office: Office) -> None:
    late, early = index(ON), index(dt.date(2026, 11, 21))
    signed = office.brought(early, office.former)
    assert verified(signed, index(BEFORE), office.stewards, ON) == early
    with pytest.raises(RefusedError, match="no steward's key on 2026-11-25"):
        verified(
            office.brought(late, office.former), index(BEFORE), office.stewards, ON
        )


def test_a_stranger_signs_nothing(office: Office) -> None:
    with pytest.raises(RefusedError, match="whom nobody named"):
        verified(
            office.brought(index(), office.stranger),
            index(BEFORE),
            office.stewards,
            ON,
        )


def test_a_key_that_the_user_vouches_for_is_believed_instead(office: Office) -> None:
    signed = office.brought(index(), office.stranger)
    assert verified(signed, index(BEFORE), NOBODY, ON, office.stranger.line)
    with pytest.raises(RefusedError, match="whom nobody named"):
        verified(
            office.brought(index()),
            index(BEFORE),
            office.stewards,
            ON,
            office.stranger.line,
        )


def test_where_nobody_is_named_nothing_is_believed(office: Office) -> None:
    with pytest.raises(RefusedError, match="no steward is named"):
        verified(office.brought(index()), index(BEFORE), NOBODY, ON)


def test_a_changed_letter_and_another_purpose_are_refused(office: Office) -> None:
    good = office.brought(index())
    data = good.data.replace(b"Fictional Artist", b"Fictional Arsonist")
    changed = Brought("news", data, good.signature)
    other = office.brought(index(), namespace="athena-consent")
    for bad in (changed, other, Brought("news", good.data, b"no signature")):
        with pytest.raises(RefusedError, match="the signature of news"):
            verified(bad, index(BEFORE), office.stewards, ON)


def test_what_is_signed_and_is_no_index_is_a_sentence(office: Office) -> None:
    data = b'{"schema": "something else"}'
    brought = Brought("news", data, office.active.sign(data, "athena-registry"))
    with pytest.raises(InputError, match="news is no registry index"):
        verified(brought, index(BEFORE), office.stewards, ON)


def test_an_older_index_is_not_played_again(office: Office) -> None:
    with pytest.raises(RefusedError, match="older than what is at hand"):
        verified(office.brought(index(BEFORE)), index(ON), office.stewards, ON)


def test_an_index_of_tomorrow_is_refused_today(office: Office) -> None:
    brought = office.brought(index(TOMORROW))
    with pytest.raises(RefusedError, match="today is 2026-11-25"):
        verified(brought, index(BEFORE), office.stewards, ON)


def test_no_entry_is_missing_and_none_goes_back(office: Office) -> None:
    two = (fictional.consented(), fictional.dead())
    withdrawn = fictional.again(
        fictional.consented(), {"withdrawals": [fictional.withdrawal(ON)]}
    )
    without = fictional.changed(withdrawn, {"withdrawals": None})
    for at_hand, news, words in (
        (index(BEFORE, *two), index(ON, two[0]), "edda-fictional is missing"),
        (index(BEFORE, withdrawn), index(ON, two[0]), "back to revision 1"),
        (index(BEFORE, withdrawn), index(ON, without), "a withdrawal of artist-"),
    ):
        with pytest.raises(RefusedError, match=words):
            verified(office.brought(news), at_hand, office.stewards, ON)


def test_an_index_comes_from_a_file_with_its_signature(
    office: Office, tmp_path: Path
) -> None:
    good = office.brought(index())
    file = tmp_path / "news.json"
    file.write_bytes(good.data)
    with pytest.raises(InputError, match="comes with its signature"):
        bring(str(file))
    file.with_name("news.json.sig").write_bytes(good.signature)
    found = bring(str(file))
    assert (found.data, found.signature) == (good.data, good.signature)


def test_an_index_comes_from_a_host_with_its_signature(
    office: Office, tmp_path: Path
) -> None:
    good = office.brought(index())
    answers = {
        "/index.json": page(good.data),
        "/index.json.sig": page(good.signature),
        "/large.json": page(good.data),
        "/large.json.sig": page(b"x" * 20_000),
    }
    with host(tmp_path, answers) as served:
        found = bring(f"https://{HOST}/index.json", served.network())
        assert (found.data, found.signature) == (good.data, good.signature)
        with pytest.raises(RefusedError, match="more than 16,384 bytes"):
            bring(f"https://{HOST}/large.json", served.network())


def test_nothing_lies_half_written_and_the_next_one_takes_its_place(
    office: Office, tmp_path: Path
) -> None:
    place = tmp_path / "registry" / "index.json"
    for news in (index(BEFORE), index(ON)):
        good = office.brought(news)
        keep(good, place)
        assert place.read_bytes() == good.data
        assert place.with_name("index.json.sig").read_bytes() == good.signature
    assert sorted(one.name for one in place.parent.iterdir()) == [
        "index.json",
        "index.json.sig",
    ]


def test_a_file_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(AthenaError, match=tmp_path.name):
        bring(str(tmp_path))


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "LARGEST", 100)
    file = tmp_path / "news.json"
    file.write_bytes(b"x" * 101)
    with pytest.raises(RefusedError, match="larger than 100 bytes"):
        bring(str(file))


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fictional registry as it comes with Athena, of the 25th."""
    folder = tmp_path / "artists_registry"
    fictional.place(folder, fictional.consented())
    (folder / "stewards.toml").write_text('schema = "athena.stewards/1"\n')
    (folder / indexes.FILE).write_bytes(indexes.encode(index()))
    for module in ("library.shipped", "consent.registry"):
        monkeypatch.setattr(f"athena_core.{module}.shipped", lambda _: folder)
    return folder


WITHDRAWN = fictional.again(
    fictional.consented(), {"withdrawals": [fictional.withdrawal()]}
)


@pytest.mark.usefixtures("release")
def test_what_was_taken_back_since_the_morning_comes_the_same_day(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vouched, news = tmp_path / "key.pub", tmp_path / "news.json"
    vouched.write_text(office.active.line)
    brought = office.brought(index(ON, WITHDRAWN))
    news.write_bytes(brought.data)
    news.with_name("news.json.sig").write_bytes(brought.signature)
    monkeypatch.setattr("athena_core.cli.asking.today", lambda: ON)
    done = CliRunner().invoke(update, [str(news), "--signed-by", str(vouched)])
    assert "new withdrawals" in done.output
    assert newest().entries[0].entry.withdrawals


@pytest.mark.parametrize("day", [ON, TOMORROW])
def test_an_index_that_was_brought_hides_no_withdrawal_of_a_checkout(
    release: Path, day: dt.date
) -> None:
    keep(Brought("news", indexes.encode(index(day)), b""), fetched())
    assert not newest().entries[0].entry.withdrawals
    fictional.place(release, WITHDRAWN)
    assert newest().on == day
    assert newest().entries[0].entry.withdrawals
