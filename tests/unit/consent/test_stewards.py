"""Who may witness a consent, on which day, and that one alone is never enough."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.consent.proof import stewards
from athena_core.consent.proof.sshsig import SignatureError
from athena_core.consent.proof.stewards import NOBODY, Steward, Stewards
from athena_core.errors import InputError
from tests.unit.consent.signing import Key, key

HERE = Path(__file__).parents[3] / "artists_registry"
TODAY = dt.date(2026, 11, 25)
KEYS = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIZ5dJ71JuskB0DQC8G9X4q5KWB2LSN75s1uThiyhDQ8",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAo3D7CGN01tTYY/dLKXEv8RxRyxa32c51X0uKMhnMab",
)


def written(*rows: str) -> bytes:
    return "\n".join(['schema = "athena.stewards/1"', *rows]).encode()


def row(
    github_id: int = 1,
    key: str = KEYS[0],
    since: str = "2026-01-01",
    until: str = "",
) -> str:
    lines = [
        "[[steward]]",
        f"github_id = {github_id}",
        'name = "A fictional steward"',
        f'signing_key = "{key}"',
        f"since = {since}",
        *([f"until = {until}"] if until else []),
    ]
    return "\n".join(lines)


def read(*rows: str) -> Stewards:
    return stewards.parse(written(*rows), "stewards.toml")


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        stewards.parse(data, "stewards.toml")
    return str(caught.value)


def test_the_real_file_names_nobody_yet() -> None:
    real = stewards.read(HERE)
    assert real == NOBODY
    assert not real.enough(TODAY)


def test_the_example_in_the_real_file_is_one_that_would_be_read(tmp_path: Path) -> None:
    lines = (HERE / "stewards.toml").read_text().splitlines()
    example = [line.removeprefix("#   ") for line in lines if line.startswith("#   ")]
    text = (
        "\n".join(example)
        .replace("= 0", "= 7")
        .replace(
            "ssh-ed25519 AAAA...",
            key(tmp_path, "steward").line,
        )
    )
    [one] = stewards.parse(written(text), "example").steward
    assert (one.github_id, one.since) == (7, dt.date(2026, 12, 1))


def test_the_address_of_a_newer_index_is_a_public_one() -> None:
    assert read().index is None
    address = "https://registry.example.org/index.json"
    assert read(f'index = "{address}"').index == address
    assert "index" in refusal(written('index = "http://127.0.0.1/index.json"'))


def test_two_active_people_are_enough_and_one_is_not() -> None:
    one = read(row())
    both = read(row(), row(2, KEYS[1], since="2026-11-25"))
    assert not one.enough(TODAY)
    assert both.enough(TODAY)
    assert not both.enough(TODAY - dt.timedelta(days=1))


def test_a_steward_is_active_from_the_first_to_the_last_day() -> None:
    found = read(row(since="2026-03-01", until="2026-06-30"))
    days = ["2026-02-28", "2026-03-01", "2026-06-30", "2026-07-01"]
    active = [bool(found.active(dt.date.fromisoformat(day))) for day in days]
    assert active == [False, True, True, False]
    assert found.find(1, dt.date(2026, 4, 1)) == found.steward[0]
    assert found.find(1, dt.date(2027, 4, 1)) is None
    assert found.find(2, dt.date(2026, 4, 1)) is None


def test_a_steward_who_changes_the_key_is_one_person_still() -> None:
    found = read(row(until="2026-11-30"), row(1, KEYS[1], since="2026-12-01"))
    assert not found.enough(TODAY)
    later = found.find(1, dt.date(2026, 12, 1))
    assert later is not None
    assert later.signing_key == KEYS[1]


def test_an_index_is_signed_by_a_steward_of_the_day(tmp_path: Path) -> None:
    first, second = key(tmp_path, "first"), key(tmp_path, "second")
    found = read(row(1, first.line), row(2, second.line, until="2026-06-30"))
    signed = {one: one.sign(b"index", "athena-registry") for one in (first, second)}

    def signer(one: Key, message: bytes = b"index", purpose: str = "") -> int:
        namespace = purpose or "athena-registry"
        return found.signer(message, signed[one], namespace, TODAY).github_id

    assert signer(first) == 1
    with pytest.raises(SignatureError, match="no steward's key on 2026-11-25"):
        signer(second)
    with pytest.raises(SignatureError, match="changed after signing"):
        signer(first, b"another index")
    with pytest.raises(SignatureError, match="another purpose"):
        signer(first, purpose="athena-consent")


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ((row(), row(1, KEYS[1])), "named twice for the same time"),
        ((row(), row(2)), "two stewards have the same signing_key"),
        ((row(until="2025-12-31"),), "until is earlier than since"),
        ((row(0),), "steward.0.github_id: Input should be greater than 0"),
        ((row(key="ssh-rsa AAAA"),), "steward.0.signing_key"),
        ((row(key="ssh-ed25519 " + "A" * 68),), "steward.0.signing_key: its key"),
        ((row() + '\nemail = "x"',), "steward.0: a field is not among those known"),
        ((row() + '\n"me@example.org" = 1',), "steward.0: a field is not among"),
        ((row(since='"soon"'),), "steward.0.since"),
        ((row().replace("A fictional steward", "me@example.org"),), "private contact"),
        (("steward = []", row()), "not TOML"),
    ],
)
def test_a_list_that_is_not_in_order_is_refused_with_the_place(
    rows: tuple[str, ...],
    part: str,
) -> None:
    said = refusal(written(*rows))
    assert said.startswith("stewards.toml")
    assert part in said
    assert "example.org" not in said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"schema = 'athena.stewards/2'",
        b"x = " + b"[" * 5_000,
        b"schema = 'athena.stewards/1'\nsteward = 3",
        b"#" * 1_000_001,
        b"schema = 2026-01-01T00:00:00",
    ],
)
def test_what_is_no_list_of_stewards_is_refused(data: bytes) -> None:
    assert refusal(data)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"stewards\.toml is missing"):
        stewards.read(tmp_path)
    (tmp_path / "stewards.toml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        stewards.read(tmp_path)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_a_list_or_one_sentence(noise: bytes, place: int) -> None:
    whole = written(row(), row(2, KEYS[1]))
    for data in (noise, whole[:place] + noise + whole[place:], whole[:place]):
        try:
            stewards.parse(data, "stewards.toml")
        except InputError as error:
            said = str(error)
        else:
            said = "stewards.toml"
        assert said.startswith("stewards.toml")


@given(
    since=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    length=st.integers(0, 2_000),
    day=st.dates(dt.date(2019, 1, 1), dt.date(2037, 1, 1)),
)
def test_a_day_is_in_office_or_not(since: dt.date, length: int, day: dt.date) -> None:
    until = since + dt.timedelta(days=length)
    one = Steward(
        github_id=1,
        name="A fictional steward",
        signing_key=KEYS[0],
        since=since,
        until=until,
    )
    assert one.active(day) == (since <= day <= until)


def test_reading_the_module_loads_no_cryptography() -> None:
    code = (
        "import sys, athena_core.consent.proof.stewards; "
        "print([n for n in sys.modules if n.startswith('cryptography')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
