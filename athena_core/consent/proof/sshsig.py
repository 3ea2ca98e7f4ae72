"""Signatures as `ssh-keygen -Y sign -n NAMESPACE` writes them, read and verified.

The format is PROTOCOL.sshsig of OpenSSH (github.com/openssh/openssh-portable): an
armoured blob of the magic `SSHSIG`, a version, the public key, a namespace, a reserved
string, the name of a hash and the signature, each string after its length in four
bytes. What is signed is the magic, namespace, reserved string, hash name and the
message's hash. Only Ed25519 (RFC 8709) is taken: one kind of key, no parameters.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from athena_core.errors import RefusedError

MAGIC = b"SSHSIG"
VERSION = 1
KIND = b"ssh-ed25519"
HASHES = ("sha256", "sha512")
KEY_BYTES, SIGNATURE_BYTES = 32, 64
LARGEST = 16_384
"""Bytes of a signature file. A real one has about 300."""

_ARMOUR = re.compile(
    rb"-----BEGIN SSH SIGNATURE-----\r?\n"
    rb"([A-Za-z0-9+/=\r\n]+)"
    rb"-----END SSH SIGNATURE-----\s*",
)
_KEY = re.compile(r"ssh-ed25519 ([A-Za-z0-9+/]+=*)(?: [^\r\n]*)?\n?")

_FIELD = 2**255 - 19
_ORDER_EIGHT = int(
    "2707385501144840649318225287225658788936804267575313519463743609750303402022",
)
_ANYBODYS = frozenset({0, 1, _FIELD - 1, _ORDER_EIGHT, _FIELD - _ORDER_EIGHT})
"""The heights (y) of the eight points of small order on edwards25519 (RFC 8032).

Under such a key anybody can write a signature that verifies, without a secret.
"""


class SignatureError(RefusedError):
    """A signature does not vouch for these bytes; the message says why."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What an armoured signature holds, read but not yet verified."""

    public_key: bytes
    """The 32 bytes of the key that it claims to be made with."""
    namespace: str
    hash_name: str
    signature: bytes
    reserved: bytes = b""

    def signed(self, message: bytes) -> bytes:
        """Return the bytes that were signed, if `message` is what was signed."""
        digest = hashlib.new(self.hash_name, message).digest()
        parts = (self.namespace.encode(), self.reserved, self.hash_name.encode())
        return MAGIC + b"".join(map(_string, (*parts, digest)))


def verify(public_key: str, message: bytes, armoured: bytes, namespace: str) -> None:
    """Return when `armoured` is a signature of `message` by `public_key`.

    `public_key` is a line such as `ssh-ed25519 AAAA... a remark`. Raises
    `SignatureError` with one sentence for any fault.
    """
    key = read_key(public_key)
    found = parse(armoured)
    if found.namespace != namespace:
        raise SignatureError(
            f"it was made for another purpose: the namespace is {found.namespace!r}, "
            f"not {namespace!r}; sign again with ssh-keygen -Y sign -n {namespace}",
        )
    if found.public_key != key:
        raise SignatureError(
            f"it was made by another key, {fingerprint(found.public_key)}, "
            f"not by {fingerprint(key)}",
        )
    _check(key, found.signature, found.signed(message))


def parse(armoured: bytes) -> Signature:
    """Read an armoured signature without verifying it. Raises `SignatureError`."""
    blob = _Reader(_bare(armoured))
    if blob.take(len(MAGIC)) != MAGIC:
        raise SignatureError("it is no SSH signature: the magic word SSHSIG is missing")
    if (version := blob.number()) != VERSION:
        raise SignatureError(f"it is of version {version}; only version 1 is known")
    key = blob.string()
    namespace = _word(blob.string(), "namespace")
    reserved = blob.string()
    hash_name = _word(blob.string(), "hash algorithm")
    signature = blob.string()
    blob.end()
    if hash_name not in HASHES:
        raise SignatureError(
            f"its hash algorithm is {hash_name!r}; only {' and '.join(HASHES)} are used"
        )
    return Signature(
        public_key=_ed25519(key, KEY_BYTES, "key"),
        namespace=namespace,
        hash_name=hash_name,
        signature=_ed25519(signature, SIGNATURE_BYTES, "signature"),
        reserved=reserved,
    )


def read_key(public_key: str) -> bytes:
    """Return the 32 bytes of a line such as `ssh-ed25519 AAAA... a remark`.

    Raises `SignatureError` when it is another kind of key, damaged, or one of the
    eight keys under which anybody can sign.
    """
    matched = _KEY.fullmatch(public_key)
    if matched is None:
        raise SignatureError(
            "the public key is not a line of the form 'ssh-ed25519 AAAA...'; make one "
            "with ssh-keygen -t ed25519 and give the .pub file's line"
        )
    key = _ed25519(_decoded(matched[1].encode(), "the public key"), KEY_BYTES, "key")
    height = int.from_bytes(key, "little") & (2**255 - 1)
    if height % _FIELD in _ANYBODYS:
        raise SignatureError(
            "the public key is one under which anybody can sign; make a key with "
            "ssh-keygen -t ed25519"
        )
    return key


def fingerprint(key: bytes) -> str:
    """Return `SHA256:...` as `ssh-keygen -l` shows it, of a key's 32 bytes."""
    digest = hashlib.sha256(_string(KIND) + _string(key)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _check(key: bytes, signature: bytes, signed: bytes) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - 16 ms
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    except InvalidSignature:
        raise SignatureError(
            "it does not fit the text: the text or the signature was changed after "
            "signing",
        ) from None
    except ValueError:
        raise SignatureError("the public key is no point of the curve") from None


def _bare(armoured: bytes) -> bytes:
    if len(armoured) > LARGEST:
        raise SignatureError(f"it is larger than {LARGEST} bytes, so no SSH signature")
    matched = _ARMOUR.fullmatch(armoured)
    if matched is None:
        raise SignatureError(
            "it is not armoured: it must be one block from '-----BEGIN SSH "
            "SIGNATURE-----' to '-----END SSH SIGNATURE-----' and nothing else"
        )
    return _decoded(re.sub(rb"[\r\n]", b"", matched[1]), "it")


def _decoded(text: bytes, what: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        data = b""
    if not data or base64.b64encode(data) != text:
        raise SignatureError(f"{what} is damaged: not base64 from end to end")
    return data


def _ed25519(wire: bytes, size: int, what: str) -> bytes:
    """Return the one string after the kind, which must be Ed25519's."""
    blob = _Reader(wire)
    if (kind := blob.string()) != KIND:
        shown = kind[:40].decode("ascii", "backslashreplace")
        raise SignatureError(f"its {what} is of the kind {shown!r}, not ssh-ed25519")
    value = blob.string()
    blob.end()
    if len(value) != size:
        raise SignatureError(f"its {what} has {len(value)} bytes, not {size}")
    return value


def _word(value: bytes, what: str) -> str:
    text = value.decode("ascii", "replace")
    if not re.fullmatch(r"[!-~]{1,100}", text):
        raise SignatureError(f"its {what} is no plain word")
    return text


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


class _Reader:
    """The wire format of SSH (RFC 4251, section 5), read front to back."""

    def __init__(self, data: bytes) -> None:
        self._rest = data

    def take(self, count: int) -> bytes:
        if count > len(self._rest):
            raise SignatureError("it is truncated: bytes are missing at its end")
        value, self._rest = self._rest[:count], self._rest[count:]
        return value

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())

    def end(self) -> None:
        if self._rest:
            raise SignatureError(f"it has {len(self._rest)} bytes too many at its end")
