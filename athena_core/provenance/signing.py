"""A signature over a record: Ed25519 (RFC 8032) over its canonical bytes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from athena_core.provenance import canonical

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TAG = b"athena.provenance/1\0"
"""Before the signed bytes: what signs something else signs no record by accident."""


def message(record: Mapping[str, Any]) -> bytes:
    """Return what is signed: the record without its signature."""
    unsigned = {name: value for name, value in record.items() if name != "signature"}
    return TAG + canonical.encode(unsigned)


def signed(record: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """Return the record with a signature by this key."""
    return {
        **record,
        "signature": {
            "algorithm": "ed25519",
            "key": base64.b64encode(key.public_key().public_bytes_raw()).decode(),
            "value": base64.b64encode(key.sign(message(record))).decode(),
        },
    }


def signer(record: Mapping[str, Any]) -> str | None:
    """Return the key whose signature fits the record, or None when it does not fit."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - costs 60 ms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        one = record["signature"]
        key = base64.b64decode(one["key"], validate=True)
        value = base64.b64decode(one["value"], validate=True)
        Ed25519PublicKey.from_public_bytes(key).verify(value, message(record))
    except (InvalidSignature, binascii.Error, KeyError, TypeError, ValueError):
        return None
    return str(one["key"])
