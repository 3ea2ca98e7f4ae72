"""Seconds that `athena registry check` takes on generated entries, and how they grow.

Half of the entries are consents with two pictures and a real signature each, half are
makers whose copyright has run out; all are fictional and lie in a temporary folder. The
gate looks at a change of ten entries in a git repository whose base has an index. Each
figure is CPU seconds of a whole child process; the ratio is to the row above it, beside
the ratio of the numbers of entries:

    python benchmarks/registry_check.py
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from athena_core.consent import index, reading
from athena_core.consent.entry import Entry
from athena_core.consent.proof import sshsig
from athena_core.consent.proof.statement import NAMESPACE, statement
from athena_core.files import write_bytes

COUNTS = (1_000, 2_000, 5_000, 10_000)
CHANGED = 10
ACCOUNT = 999_000_001
ON = dt.date(2026, 11, 25)
WORDS = b"# The words agreed to (fictional)\n"
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)

CONSENTED = """schema = "athena.registry/1"
id = "{id}"
revision = {revision}
title = "Studies (fictional)"
status = "active"
added = 2026-11-01

[artist]
credit_as = "{name}"
living = "living"
adult = true
homepage = "https://artist.example.org/{id}"
github_id = {account}
signing_key = "{key}"

[rights]
basis = "consent"
holder = "artist"

[rights.consent]
text = "athena-consent/1.en"
text_sha256 = "{words}"
given_on = 2026-11-01
expires = 2031-11-01
min_pool_artists = 2
withdrawal_code_sha256 = "{code}"
evidence = {{ kind = "sshsig", files = ["{id}.sig"] }}

[permits]
train = "noncommercial"
show_work = "any"
keep_fingerprint = "any"
"""
WORK = """
[[works]]
id = "{work}"
title = "Low water {work}"
year = 2021
media_type = "image/png"
sha256 = "{sha256}"
content_sha256 = "{content}"
phash = "{phash}"
locations = ["https://artist.example.org/{id}/{work}.png"]
"""
DEAD = """schema = "athena.registry/1"
id = "{id}"
revision = {revision}
title = "Poems (fictional)"
status = "active"
added = 2026-11-01

[artist]
credit_as = "{name}"
living = "deceased"
born = 1840
died = 1901
died_source = "https://library.example.org/{id}"

[rights]
basis = "public-domain"
holder = "none"

[[editions]]
id = "first"
title = "Poems"
published = 1891
published_source = "https://library.example.org/{id}"
ground = "first-publication"
source = "https://library.example.org/{id}"

[permits]
train = "any"
show_work = "any"

[[works]]
id = "to-a-heron"
title = "To a heron"
media_type = "text/plain"
sha256 = "{sha256}"
edition = "first"
"""


def wired(value: bytes) -> bytes:
    """Return a string of the SSH wire format: its length in four bytes, then itself."""
    return len(value).to_bytes(4, "big") + value


class Signer:
    """A key that signs as ssh-keygen does, without a process for each signature."""

    def __init__(self) -> None:
        self._key = ed25519.Ed25519PrivateKey.generate()
        public = self._key.public_key().public_bytes(*RAW)
        self._wire = wired(sshsig.KIND) + wired(public)
        self.line = f"ssh-ed25519 {base64.b64encode(self._wire).decode()}"

    def sign(self, message: bytes, namespace: str) -> bytes:
        """Return an armoured signature."""
        raw = self._wire[-sshsig.KEY_BYTES :]
        bare = sshsig.Signature(raw, namespace, "sha512", b"")
        made = wired(sshsig.KIND) + wired(
            self._key.sign(bare.signed(message)),
        )
        parts = (self._wire, namespace.encode(), b"", b"sha512", made)
        blob = sshsig.MAGIC + sshsig.VERSION.to_bytes(4, "big")
        text = base64.encodebytes(blob + b"".join(map(wired, parts)))
        return (
            b"-----BEGIN SSH SIGNATURE-----\n" + text + b"-----END SSH SIGNATURE-----\n"
        )


def generated(folder: Path, count: int) -> None:
    """Write a registry of so many fictional entries, with its index."""
    signer = Signer()
    stewards = "".join(
        f'\n[[steward]]\ngithub_id = {number}\nname = "Fictional {number}"\n'
        f'signing_key = "{Signer().line}"\nsince = 2026-11-01\n'
        for number in (1, 2)
    )
    files = {
        "stewards.toml": f'schema = "athena.stewards/1"\n{stewards}'.encode(),
        "consent/athena-consent-1.en.md": WORDS,
    }
    for number in range(count):
        files.update(_entry(number, signer))
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    write_bytes(folder / index.FILE, index.encode(index.build(folder, ON)))


def _entry(number: int, signer: Signer, revision: int = 1) -> dict[str, bytes]:
    if number % 2:
        identifier = f"fictional-{number}"
        path = f"public_domain/{identifier}.toml"
        return {path: _text(DEAD, identifier, number, signer, revision).encode()}
    digits = (LETTERS[number // 32**place % 32] for place in range(10))
    identifier = "artist-" + "".join(digits)
    text = _text(CONSENTED, identifier, number, signer, revision)
    for work in ("one", "two"):
        text += _text(WORK, identifier, number, signer, revision, work)
    data = text.encode()
    entry: Entry = reading.read(data, identifier)
    signature = signer.sign(statement(entry), NAMESPACE)
    return {
        f"entries/{identifier}.toml": data,
        f"evidence/{identifier}.sig": signature,
    }


def _text(
    form: str,
    identifier: str,
    number: int,
    signer: Signer,
    revision: int,
    work: str = "to-a-heron",
) -> str:
    sha256 = hashlib.sha256(f"{identifier} {work}".encode()).hexdigest()
    return form.format(
        id=identifier,
        revision=revision,
        name=f"Fictional {number}, revision {revision}",
        account=ACCOUNT,
        key=signer.line,
        words=hashlib.sha256(WORDS).hexdigest(),
        code=sha256,
        work=work,
        sha256=sha256,
        content=sha256[::-1],
        phash=sha256[:16],
    )


def committed(folder: Path) -> None:
    """Commit the registry, and on a branch new names in ten of its entries."""
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "base")
    _git(folder, "switch", "-q", "-c", "change")
    for path in sorted((folder / "entries").glob("*.toml"))[:CHANGED]:
        text = path.read_text().replace("revision = 1\n", "revision = 2\n")
        path.write_text(text.replace(", revision 1", ", revision 2"))
    _git(folder, "commit", "-q", "-a", "-m", "change")


def _git(folder: Path, *arguments: str) -> None:
    who = "fictional@users.noreply.github.com"
    names = {
        f"GIT_{one}_{part}": who
        for one in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    subprocess.run(  # noqa: S603 - our own words
        ["git", "-C", str(folder), *arguments],  # noqa: S607
        env={**os.environ, **names},
        check=True,
    )


def cpu(*arguments: str) -> float:
    """Return the CPU seconds of `athena registry check`, which has to pass."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["-m", "athena_core", "registry", "check", *arguments, "--on", str(ON)]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or "0 refusals, 0 hints" not in done.stderr:
        sys.exit(f"the generated entries do not pass: {done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured() -> Iterator[tuple[int, float, float]]:
    """Yield entries, seconds for all of them, and seconds for a change of ten."""
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            generated(folder, count)
            whole = cpu(scratch)
            committed(folder)
            gate = ("--base", "main", "--head", "change", "--author", str(ACCOUNT))
            yield count, whole, cpu(scratch, *gate)


def main() -> None:
    """Print the table."""
    print(f"{'entries':>8}{'x':>7}{'all, s':>9}{'x':>7}{'change, s':>11}{'x':>7}")
    before: tuple[int, float, float] | None = None
    for row in measured():
        ratios = [now / old for now, old in zip(row, before or row, strict=True)]
        count, whole, gate = row
        print(
            f"{count:8,}{ratios[0]:7.2f}{whole:9.2f}{ratios[1]:7.2f}"
            f"{gate:11.2f}{ratios[2]:7.2f}",
            flush=True,
        )
        before = row


if __name__ == "__main__":
    main()
