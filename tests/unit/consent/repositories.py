"""A real git repository with a registry, two fictional stewards and three entries."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core.consent.findings import Finding
from athena_core.consent.gate import judging as gate
from athena_core.consent.proof.git import Repository
from athena_core.consent.proof.statement import statement
from tests.unit.consent import fictional
from tests.unit.consent.fictional import ACCOUNT, GIVEN, ON, STEWARDS, Values
from tests.unit.consent.signing import Key, key

WORDS = b"# The words agreed to (fictional)\n"
FIRST, SECOND = STEWARDS


@dataclass(frozen=True)
class Keys:
    """Real keys of fictional people."""

    artist: Key
    other: Key
    stewards: tuple[Key, Key]


def keys(folder: Path) -> Keys:
    """Make the keys, once a session: ssh-keygen takes its time."""
    names = ("artist", "other", "first", "second")
    artist, other, *stewards = (key(folder, name) for name in names)
    return Keys(artist, other, (stewards[0], stewards[1]))


@dataclass(frozen=True)
class World:
    """The repository, and what tests do to it."""

    top: Path
    keys: Keys

    @property
    def folder(self) -> Path:
        return self.top / "artists_registry"

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.top), *arguments],  # noqa: S607
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, **WHO},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, path: str, data: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def offer(self, values: Values, signer: Key | None = None) -> Values:
        """Write an entry, and its signature by the artist where it has one."""
        fictional.place(self.folder, values)
        consent = values["rights"].get("consent")
        if consent and consent["evidence"]["kind"] == "sshsig":
            name = consent["evidence"]["files"][0]
            self.write(f"evidence/{name}", self.signature(values, signer))
        return values

    def witness(self, values: Values) -> Values:
        """Make an entry's consent one that both stewards witnessed, and write it."""
        names = [f"{values['id']}-{number}.sig" for number in STEWARDS]
        evidence = {
            "kind": "steward-witnessed",
            "files": names,
            "witnesses": list(STEWARDS),
        }
        witnessed = fictional.changed(values, {"rights.consent.evidence": evidence})
        fictional.place(self.folder, witnessed)
        for name, steward in zip(names, self.keys.stewards, strict=True):
            self.write(f"evidence/{name}", self.signature(witnessed, steward))
        return witnessed

    def signature(self, values: Values, signer: Key | None = None) -> bytes:
        entry = fictional.read(values)
        return (signer or self.keys.artist).sign(statement(entry))

    def commit(self, message: str = "change") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def check(
        self,
        author: int | None,
        *,
        base: str = "main",
        head: str | None = "HEAD",
        on: dt.date = ON,
    ) -> list[Finding]:
        return gate.check(Repository(self.folder), base, head, author, on)

    def codes(self, author: int | None, **more: Any) -> set[str]:
        """Return the codes of what blocks the branch, committed as it lies there."""
        self.commit()
        found = self.check(author, **more)
        return {one.code for one in found if one.kind == "refusal"}

    def hints(self, author: int | None) -> set[str]:
        self.commit()
        return {one.code for one in self.check(author) if one.kind == "hint"}

    def consented(self, identifier: str = fictional.LIVING) -> Values:
        """Return the fictional artist's entry with a key that can sign."""
        return self.fitted(fictional.consented(identifier))

    def fitted(self, values: Values) -> Values:
        """Return an entry with a real key and the hash of the published words."""
        return fictional.changed(
            values,
            {
                "artist.signing_key": self.keys.artist.line,
                "rights.consent.text_sha256": hashlib.sha256(WORDS).hexdigest(),
            },
        )


WHO = {
    "GIT_AUTHOR_NAME": "Fictional",
    "GIT_COMMITTER_NAME": "Fictional",
    "GIT_AUTHOR_EMAIL": "1+fictional@users.noreply.github.com",
    "GIT_COMMITTER_EMAIL": "1+fictional@users.noreply.github.com",
}


def stewards(known: Keys, *accounts: int) -> bytes:
    """Return the list of the stewards with these accounts."""
    lines = ['schema = "athena.stewards/1"']
    for number, account in enumerate(accounts):
        lines += [
            "[[steward]]",
            f"github_id = {account}",
            f'name = "Fictional Steward {number}"',
            f'signing_key = "{known.stewards[number].line}"',
            f"since = {GIVEN}",
        ]
    return "\n".join(lines).encode()


def world(top: Path, known: Keys) -> World:
    """Make the repository; its branch `change` stands where `main` stands."""
    made = World(top, known)
    made.folder.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    made.write("stewards.toml", stewards(known, *STEWARDS))
    made.write("consent/athena-consent-1.en.md", WORDS)
    made.write("README.md", b"# The registry (fictional)\n")
    (top / "program.py").write_text("print('hello')\n")
    made.offer(made.consented())
    made.offer(fictional.licensed())
    made.offer(fictional.dead())
    made.commit("base")
    made.git("switch", "-q", "-c", "change")
    assert made.consented()["artist"]["github_id"] == ACCOUNT
    return made
