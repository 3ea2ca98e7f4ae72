"""Real keys and real signatures, made by ssh-keygen, for the tests of consent."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Key:
    """A key pair of a fictional person."""

    private: Path
    line: str
    """`ssh-ed25519 AAAA...`, without a remark."""

    def sign(
        self,
        message: bytes,
        namespace: str = "athena-consent",
        *options: str,
    ) -> bytes:
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(self.private)]
        done = subprocess.run(
            [*command, "-n", namespace, *options],
            input=message,
            capture_output=True,
            check=True,
        )
        return done.stdout


def key(folder: Path, name: str, kind: str = "ed25519") -> Key:
    """Make a key pair; RSA and ECDSA only to see them refused."""
    private = folder / name
    command = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", str(private)]
    subprocess.run(command, capture_output=True, check=True)
    public = private.with_name(f"{name}.pub").read_text().split()
    return Key(private, " ".join(public[:2]))
