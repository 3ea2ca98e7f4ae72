"""A consent is shown by keys: the artist's, or two stewards'. Unknown is no.

Signatures are made by ssh-keygen, commits by git, as people make them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.consent import index
from athena_core.consent.decide import Decision, decide
from athena_core.consent.entry import Entry
from athena_core.consent.proof import commit, evidence, stewards
from athena_core.consent.proof.evidence import UNKNOWN_YET, Fault, faults
from athena_core.consent.proof.statement import statement
from tests.unit.consent.fictional import (
    ACCOUNT,
    GIVEN,
    LIVING,
    ON,
    STEWARDS,
    STRANGER,
    Values,
    changed,
    consented,
    licensed,
    place,
    read,
)
from tests.unit.consent.signing import Key, key

WORDS = b"# You may learn from my works (a fictional text)\n"
SIGNATURE = f"{LIVING}.sig"


@dataclass(frozen=True)
class People:
    artist: Key
    stranger: Key
    stewards: tuple[Key, Key]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    folder = tmp_path_factory.mktemp("keys")
    artist, stranger, first, second = (
        key(folder, name) for name in ("artist", "stranger", "first", "second")
    )
    return People(artist, stranger, (first, second))


@dataclass(frozen=True)
class Registry:
    """A registry's folder in a repository of git, with two fictional stewards."""

    folder: Path
    people: People

    def values(self, changes: Mapping[str, Any] | None = None) -> Values:
        mine = {
            "artist.signing_key": self.people.artist.line,
            "rights.consent.text_sha256": hashlib.sha256(WORDS).hexdigest(),
        }
        return changed(consented(), {**mine, **(changes or {})})

    def sign(self, name: str, key: Key, message: bytes, *more: str) -> None:
        path = self.folder / "evidence" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(key.sign(message, *more))

    def faults(self, entry: Entry, on: dt.date = ON) -> list[Fault]:
        return faults(entry, self.folder, stewards.read(self.folder), on)

    def codes(self, entry: Entry, on: dt.date = ON) -> list[str]:
        return [code for code, _ in self.faults(entry, on)]

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.folder), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, key: Key | None, *, kind: str = "ssh") -> str:
        """Commit everything, signed by a key if one is given; return the commit."""
        self.git("add", "-A")
        signed = [f"-S{key.private}"] if key else ["--no-gpg-sign"]
        self.git("-c", f"gpg.format={kind}", "commit", "-q", "-m", "I agree", *signed)
        return self.git("rev-parse", "HEAD")


def repository(folder: Path) -> None:
    command = ["git", "init", "-q", str(folder)]
    subprocess.run(command, check=True)


@pytest.fixture
def registry(tmp_path: Path, people: People) -> Registry:
    made = Registry(tmp_path / "clone" / "artists_registry", people)
    (made.folder / "consent").mkdir(parents=True)
    (made.folder / "consent" / "athena-consent-1.en.md").write_bytes(WORDS)
    rows = [
        f'[[steward]]\ngithub_id = {account}\nname = "Fictional"\n'
        f'signing_key = "{key.line}"\nsince = 2026-01-01'
        for account, key in zip(STEWARDS, people.stewards, strict=True)
    ]
    text = "\n".join(['schema = "athena.stewards/1"', *rows])
    (made.folder / "stewards.toml").write_text(text)
    repository(made.folder.parent)
    made.git("config", "user.name", "A fictional artist")
    made.git("config", "user.email", "artist@example.org")
    return made


def told(found: list[Fault], code: str) -> str:
    """Return the sentence under a code, of which there is one."""
    [sentence] = [text for given, text in found if given == code]
    assert "\n" not in sentence
    return sentence


# --- the artist's signature --------------------------------------------------------


def test_the_artists_signature_shows_the_consent(registry: Registry) -> None:
    entry = read(registry.values())
    registry.sign(SIGNATURE, registry.people.artist, statement(entry))
    assert registry.faults(entry) == []


def test_a_name_may_change_under_the_same_signature(registry: Registry) -> None:
    registry.sign(
        SIGNATURE,
        registry.people.artist,
        statement(read(registry.values())),
    )
    renamed = read(registry.values({"artist.credit_as": "Another", "revision": 2}))
    assert registry.faults(renamed) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"permits.train": "any"},
        {"rights.consent.expires": dt.date(2032, 1, 1)},
        {"works.0.sha256": "0" * 64},
    ],
)
def test_terms_that_were_not_signed_are_refused(
    registry: Registry,
    changes: dict[str, Any],
) -> None:
    registry.sign(
        SIGNATURE,
        registry.people.artist,
        statement(read(registry.values())),
    )
    said = told(registry.faults(read(registry.values(changes))), "R040")
    assert "was changed after signing" in said


def test_an_impostors_signature_is_refused(registry: Registry) -> None:
    entry = read(registry.values())
    registry.sign(SIGNATURE, registry.people.stranger, statement(entry))
    said = told(registry.faults(entry), "R040")
    assert "evidence/artist-f1ct10na1x.sig does not verify" in said
    assert "another key" in said


def test_a_signature_for_another_purpose_is_refused(registry: Registry) -> None:
    entry = read(registry.values())
    registry.sign(SIGNATURE, registry.people.artist, statement(entry), "file")
    assert "another purpose" in told(registry.faults(entry), "R040")


@pytest.mark.parametrize("data", [b"", b"I agree", b"x" * 100_000])
def test_what_is_no_signature_is_refused(registry: Registry, data: bytes) -> None:
    (registry.folder / "evidence").mkdir()
    (registry.folder / "evidence" / SIGNATURE).write_bytes(data)
    assert registry.codes(read(registry.values())) == ["R040"]


def test_a_missing_signature_is_refused(registry: Registry) -> None:
    said = told(registry.faults(read(registry.values())), "R040")
    assert said.endswith("is missing")


# --- the words agreed to -----------------------------------------------------------


def test_a_text_that_is_not_published_is_refused(registry: Registry) -> None:
    for changes in (
        {"rights.consent.text_sha256": "0" * 64},
        {"rights.consent.text": "athena-consent/7.en"},
    ):
        entry = read(registry.values(changes))
        registry.sign(SIGNATURE, registry.people.artist, statement(entry))
        assert registry.codes(entry) == ["R041"]


def test_a_text_edited_after_it_was_agreed_to_is_refused(registry: Registry) -> None:
    entry = read(registry.values())
    registry.sign(SIGNATURE, registry.people.artist, statement(entry))
    text = registry.folder / evidence.text_file(
        consented()["rights"]["consent"]["text"]
    )
    text.write_bytes(WORDS + b"And for ever.\n")
    assert registry.codes(entry) == ["R041"]


# --- stewards ----------------------------------------------------------------------


def test_with_fewer_than_two_stewards_no_consent_is_active(registry: Registry) -> None:
    entry = read(registry.values())
    registry.sign(SIGNATURE, registry.people.artist, statement(entry))
    lines = (registry.folder / "stewards.toml").read_text().splitlines()
    (registry.folder / "stewards.toml").write_text("\n".join(lines[:6]))
    said = told(registry.faults(entry), "R042")
    assert said.startswith("fewer than two stewards are named on 2026-11-25")
    pending = read(registry.values({"status": "pending"}))
    assert registry.faults(pending) == []


def test_before_the_second_steward_was_named_no_consent_is_active(
    registry: Registry,
) -> None:
    entry = read(registry.values())
    registry.sign(SIGNATURE, registry.people.artist, statement(entry))
    assert registry.codes(entry, dt.date(2025, 12, 31)) == ["R042"]
    assert registry.codes(entry, dt.date(2026, 1, 1)) == []


def witnessed(registry: Registry, *accounts: int, **more: Any) -> Entry:
    files = [f"{LIVING}.{account}.sig" for account in accounts]
    kind = {"kind": "steward-witnessed", "files": files, "witnesses": list(accounts)}
    changes = {"rights.consent.evidence": kind, "artist.signing_key": None, **more}
    return read(registry.values(changes))


def test_two_stewards_witness_a_consent(registry: Registry) -> None:
    entry = witnessed(registry, *STEWARDS)
    for account, steward in zip(STEWARDS, registry.people.stewards, strict=True):
        registry.sign(f"{LIVING}.{account}.sig", steward, statement(entry))
    assert registry.faults(entry) == []


def test_one_steward_who_signs_twice_is_one(registry: Registry) -> None:
    entry = witnessed(registry, *STEWARDS)
    for account in STEWARDS:
        name = f"{LIVING}.{account}.sig"
        registry.sign(name, registry.people.stewards[0], statement(entry))
    said = told(registry.faults(entry), "R040")
    assert f"the key of steward {STEWARDS[1]}" in said


def test_a_witness_who_is_no_steward_is_refused(registry: Registry) -> None:
    entry = witnessed(registry, STEWARDS[0], STRANGER)
    signers = (registry.people.stewards[0], registry.people.stranger)
    for account, signer in zip((STEWARDS[0], STRANGER), signers, strict=True):
        registry.sign(f"{LIVING}.{account}.sig", signer, statement(entry))
    said = told(registry.faults(entry), "R043")
    assert said.startswith(f"witness {STRANGER} is no steward on {GIVEN}")


def test_a_witness_must_be_a_steward_on_the_day_the_consent_was_given(
    registry: Registry,
) -> None:
    early = dt.date(2025, 12, 1)
    more: dict[str, Any] = {"rights.consent.given_on": early, "added": early}
    entry = witnessed(registry, *STEWARDS, **more)
    for account, steward in zip(STEWARDS, registry.people.stewards, strict=True):
        registry.sign(f"{LIVING}.{account}.sig", steward, statement(entry))
    assert registry.codes(entry) == ["R043", "R043"]


def test_nobody_witnesses_their_own_consent(registry: Registry) -> None:
    by_account = witnessed(registry, *STEWARDS, **{"artist.github_id": STEWARDS[0]})
    by_key = witnessed(
        registry,
        *STEWARDS,
        **{"artist.signing_key": registry.people.stewards[0].line},
    )
    for entry in (by_account, by_key):
        for account, steward in zip(STEWARDS, registry.people.stewards, strict=True):
            registry.sign(f"{LIVING}.{account}.sig", steward, statement(entry))
        assert "is the artist" in told(registry.faults(entry), "R043")


# --- a signed commit ---------------------------------------------------------------


def by_commit(ref: str) -> dict[str, Any]:
    return {"rights.consent.evidence": {"kind": "signed-commit", "ref": ref}}


def agreed(registry: Registry, key: Key | None, **more: Any) -> Entry:
    """Commit the entry, then return it as it stands one commit later."""
    place(registry.folder, registry.values(by_commit(UNKNOWN_YET) | more))
    ref = registry.commit(key)
    return read(registry.values(by_commit(ref)))


def test_a_commit_signed_by_the_artist_shows_the_consent(registry: Registry) -> None:
    assert registry.faults(agreed(registry, registry.people.artist)) == []


def test_git_itself_agrees_about_the_commit(registry: Registry, tmp_path: Path) -> None:
    entry = agreed(registry, registry.people.artist)
    ref = str(entry.rights.consent and entry.rights.consent.evidence.ref)
    signers = tmp_path / "allowed"
    setting = f"gpg.ssh.allowedSignersFile={signers}"
    signers.write_text(f"artist@example.org {registry.people.artist.line}\n")
    registry.git("-c", setting, "verify-commit", ref)
    commit.verify(registry.folder, ref, registry.people.artist.line)
    signers.write_text(f"artist@example.org {registry.people.stranger.line}\n")
    with pytest.raises(subprocess.CalledProcessError):
        registry.git("-c", setting, "verify-commit", ref)
    with pytest.raises(commit.CommitError):
        commit.verify(registry.folder, ref, registry.people.stranger.line)


def test_an_unsigned_commit_and_one_by_another_key_show_nothing(
    registry: Registry,
) -> None:
    unsigned = told(registry.faults(agreed(registry, None)), "R044")
    assert unsigned.endswith("it is not signed")
    (registry.folder / "more").write_text("more")
    impostor = told(registry.faults(agreed(registry, registry.people.stranger)), "R044")
    assert "another key" in impostor


def test_a_commit_with_other_terms_shows_nothing(registry: Registry) -> None:
    entry = agreed(registry, registry.people.artist, **{"permits.train": "any"})
    assert "other terms, uses or works" in told(registry.faults(entry), "R044")


def test_a_commit_in_which_the_entry_gives_no_consent_shows_nothing(
    registry: Registry,
) -> None:
    place(registry.folder, licensed(LIVING))
    entry = read(registry.values(by_commit(registry.commit(registry.people.artist))))
    assert "cannot be read" in told(registry.faults(entry), "R044")


def test_a_commit_without_the_entry_shows_nothing(registry: Registry) -> None:
    entry = read(registry.values(by_commit(registry.commit(registry.people.artist))))
    assert "is not in this repository" in told(registry.faults(entry), "R044")


def test_a_commit_that_is_not_here_shows_nothing(
    registry: Registry,
    tmp_path: Path,
) -> None:
    entry = agreed(registry, registry.people.artist)
    unknown = read(registry.values(by_commit("1" * 40)))
    assert registry.codes(unknown) == ["R044"]
    registry.folder.rename(tmp_path / "artists_registry")
    elsewhere = Registry(tmp_path / "artists_registry", registry.people)
    said = told(elsewhere.faults(entry), "R044")
    assert "fetch its whole history" in said


def test_without_git_a_commit_shows_nothing(
    registry: Registry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = agreed(registry, registry.people.artist)
    monkeypatch.setenv("PATH", "")
    assert "git does not answer" in told(registry.faults(entry), "R044")


def test_a_replaced_commit_is_read_as_it_was(registry: Registry) -> None:
    entry = agreed(registry, registry.people.stranger)
    ref = str(entry.rights.consent and entry.rights.consent.evidence.ref)
    (registry.folder / "more").write_text("more")
    good = registry.commit(registry.people.artist)
    registry.git("replace", ref, good)
    assert registry.codes(entry) == ["R044"]


def test_the_environment_leads_git_nowhere_else(
    registry: Registry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = agreed(registry, registry.people.artist)
    repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert registry.faults(entry) == []


HEAD = b"tree 1\nauthor A\ncommitter A\n"
ONE = b"gpgsig -----BEGIN\n x\n -----END\n"


def test_a_commit_is_split_as_git_splits_it() -> None:
    payload, armoured = commit.parts(HEAD + ONE + b"encoding x\n\nwords\n\ngpgsig no\n")
    assert armoured == b"-----BEGIN\nx\n-----END"
    assert payload == HEAD + b"encoding x\n\nwords\n\ngpgsig no\n"


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", "not signed"),
        (HEAD + b"\ngpgsig in the message", "not signed"),
        (HEAD + b" gpgsig x\n\nm", "not signed"),
        (HEAD + ONE + ONE + b"\nm", "signed twice"),
        (HEAD + ONE + b"gpgsig-sha256 x\n\nm", "two kinds"),
    ],
)
def test_a_commit_with_other_than_one_signature_is_refused(
    raw: bytes,
    part: str,
) -> None:
    with pytest.raises(commit.CommitError, match=part):
        commit.parts(raw)


@given(st.lists(st.sampled_from([HEAD, ONE, b"\n", b"gpgsig ", b" x\n", b"\xff"])))
def test_any_bytes_are_split_or_refused(pieces: list[bytes]) -> None:
    raw = b"".join(pieces)
    try:
        payload, armoured = commit.parts(raw)
    except commit.CommitError as error:
        payload, armoured = str(error).encode(), b""
    assert len(payload) + len(armoured) <= max(len(raw), 60)


# --- what it decides ---------------------------------------------------------------


def test_what_is_shown_may_be_learned_from_and_what_is_not_may_not(
    registry: Registry,
) -> None:
    values = registry.values()
    place(registry.folder, values)
    unsigned = asked(registry)
    registry.sign(SIGNATURE, registry.people.artist, statement(read(values)))
    signed = asked(registry)
    place(registry.folder, registry.values({"permits.train": "any"}))
    widened = asked(registry)
    assert [one.allowed for one in (unsigned, signed, widened)] == [False, True, False]
    assert [reason.code for reason in unsigned.why] == ["D08"]
    assert [reason.code for reason in widened.why] == ["D08"]


def asked(registry: Registry) -> Decision:
    [one] = index.build(registry.folder, ON).entries
    return decide(
        one.entry,
        "train",
        commercial=False,
        on=ON,
        work="low-water",
        verified=frozenset(one.verified),
        pool_artists=8,
    )


# --- what needs no evidence --------------------------------------------------------


def test_a_licence_needs_no_evidence(registry: Registry) -> None:
    assert registry.faults(read(licensed())) == []


def test_a_tombstone_needs_no_evidence(registry: Registry) -> None:
    gone = {"status": "withdrawn", "status_reason": "withdrawn by the artist"}
    assert registry.faults(read(registry.values(gone))) == []


def test_a_fault_prints_neither_the_artists_account_nor_a_strangers_key(
    registry: Registry,
) -> None:
    entry = read(registry.values())
    registry.sign(SIGNATURE, registry.people.stranger, statement(entry))
    said = " ".join(text for _, text in registry.faults(entry))
    assert registry.people.stranger.line.split()[1] not in said
    assert str(ACCOUNT) not in said
