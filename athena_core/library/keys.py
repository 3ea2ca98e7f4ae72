"""Keys: the one that signs this person's pieces, and those they trust.

`keys/signing.pem` is made at the first signature and never leaves the machine;
`keys/trusted/*.pub` hold one public key each, base64 of the 32 bytes of Ed25519.
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import TYPE_CHECKING

from athena_core.errors import InputError
from athena_core.library import home

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LENGTH = 32


def folder() -> Path:
    """Return the folder of keys; it need not exist."""
    return home.home() / "keys"


def signing() -> Ed25519PrivateKey:
    """Return this person's key, made now if there is none.

    Raises `InputError` when the file holds no such key.
    """
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - slow
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    path = folder() / "signing.pem"
    if not path.exists():
        _write(path, Ed25519PrivateKey.generate())
    wrong = f"{path} holds no Ed25519 key; move it away, and a new one is made"
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        raise InputError(wrong) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(wrong)
    return key


def _write(path: Path, key: Ed25519PrivateKey) -> None:
    """Write a key that only its owner can read, and its public half to give away."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - slow

    from athena_core import files  # noqa: PLC0415 - beside its one use

    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    files.write_bytes(path, pem)
    path.chmod(0o600)
    public = base64.b64encode(key.public_key().public_bytes_raw())
    files.write_bytes(path.with_suffix(".pub"), public + b"\n")


def trusted() -> frozenset[str]:
    """Return the public keys this person trusts: their own, and those they put there.

    Raises `InputError` naming a file that holds no key.
    """
    own = folder() / "signing.pub"
    given = sorted((folder() / "trusted").glob("*.pub"))
    return frozenset(_public(path) for path in [own, *given] if path.is_file())


def _public(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace").strip()
    try:
        length = len(base64.b64decode(text, validate=True))
    except binascii.Error:
        length = 0
    if length != LENGTH:
        raise InputError(
            f"{path} holds no public key (base64 of 32 bytes); remove it or put one in",
        )
    return text
