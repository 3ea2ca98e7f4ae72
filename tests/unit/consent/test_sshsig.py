"""A signature of ssh-keygen's vouches for one text, one key, one purpose, or for none.

Thousands of times something is changed: the one clean error comes, or what is read
is the very same signature.
"""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from athena_core.consent.proof import sshsig
from athena_core.consent.proof.sshsig import SignatureError, parse, verify
from tests.unit.consent.signing import Key, key

NAMESPACE = "athena-consent"
MESSAGE = b'{"entry":"artist-0123456789","works":[]}'


@dataclass(frozen=True)
class Signed:
    key: Key
    armoured: bytes


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    mine = key(tmp_path_factory.mktemp("keys"), "tidewater")
    return Signed(mine, mine.sign(MESSAGE, NAMESPACE))


def blob_of(armoured: bytes) -> bytes:
    return base64.b64decode(b"".join(armoured.splitlines()[1:-1]))


def armour(blob: bytes) -> bytes:
    body = base64.b64encode(blob)
    lines = [body[start : start + 70] for start in range(0, len(body), 70)]
    begin, end = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
    return b"\n".join([begin, *lines, end, b""])


def refusal(
    armoured: bytes,
    line: str,
    *,
    message: bytes = MESSAGE,
    namespace: str = NAMESPACE,
) -> str:
    with pytest.raises(SignatureError) as caught:
        verify(line, message, armoured, namespace)
    return str(caught.value)


def test_a_signature_of_ssh_keygen_verifies(signed: Signed) -> None:
    verify(signed.key.line, MESSAGE, signed.armoured, NAMESPACE)


def test_a_remark_after_the_key_is_no_part_of_it(signed: Signed) -> None:
    verify(f"{signed.key.line} a laptop\n", MESSAGE, signed.armoured, NAMESPACE)


@pytest.mark.parametrize("name", ["sha256", "sha512"])
@pytest.mark.parametrize("message", [b"", b"\x00\xff" * 700_000])
def test_both_hashes_and_any_bytes_verify(
    signed: Signed,
    name: str,
    message: bytes,
) -> None:
    armoured = signed.key.sign(message, NAMESPACE, "-O", f"hashalg={name}")
    assert parse(armoured).hash_name == name
    verify(signed.key.line, message, armoured, NAMESPACE)


def test_carriage_returns_and_a_missing_last_newline_do_no_harm(signed: Signed) -> None:
    verify(
        signed.key.line,
        MESSAGE,
        signed.armoured.replace(b"\n", b"\r\n").rstrip(),
        NAMESPACE,
    )


def test_ssh_keygen_itself_agrees_with_what_is_read(
    signed: Signed, tmp_path: Path
) -> None:
    file = tmp_path / "one.sig"
    file.write_bytes(signed.armoured)
    command = ["ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(file)]
    done = subprocess.run(command, input=MESSAGE, capture_output=True, check=True)
    assert sshsig.fingerprint(parse(signed.armoured).public_key).encode() in done.stdout


def test_a_changed_text_is_refused(signed: Signed) -> None:
    said = refusal(signed.armoured, signed.key.line, message=MESSAGE + b"\n")
    assert "was changed after signing" in said


def test_another_purpose_is_refused(signed: Signed) -> None:
    said = refusal(signed.armoured, signed.key.line, namespace="athena-registry")
    assert "the namespace is 'athena-consent', not 'athena-registry'" in said


def test_another_key_is_refused_and_both_are_named(
    signed: Signed, tmp_path: Path
) -> None:
    other = key(tmp_path, "impostor")
    said = refusal(signed.armoured, other.line)
    assert "made by another key" in said
    assert said.count("SHA256:") == 2


def test_a_key_swapped_into_the_blob_does_not_make_it_verify(
    signed: Signed,
    tmp_path: Path,
) -> None:
    other = key(tmp_path, "impostor")
    blob = blob_of(signed.armoured).replace(
        sshsig.read_key(signed.key.line),
        sshsig.read_key(other.line),
    )
    assert "was changed after signing" in refusal(armour(blob), other.line)


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_another_kind_of_key_is_refused(
    signed: Signed, tmp_path: Path, kind: str
) -> None:
    other = key(tmp_path, kind, kind)
    armoured = other.sign(MESSAGE, NAMESPACE)
    assert "not ssh-ed25519" in refusal(armoured, signed.key.line)
    assert "ssh-keygen -t ed25519" in refusal(signed.armoured, other.line)


def test_another_hash_is_refused(signed: Signed) -> None:
    blob = blob_of(signed.armoured).replace(b"\x06sha512", b"\x04sha1")
    said = refusal(armour(blob), signed.key.line)
    assert "'sha1'; only sha256 and sha512" in said


@pytest.mark.parametrize(
    ("armoured", "part"),
    [
        (b"", "not armoured"),
        (b"I agree, honestly", "not armoured"),
        (armour(b"\x00" * 90), "magic word"),
        (armour(b"SSHSIG\x00\x00\x00\x02" + b"\x00" * 90), "version 2"),
        (armour(b"SSHSIG\x00\x00\x00\x01\xff\xff\xff\xff"), "truncated"),
        (armour(b"SSHSIG").replace(b"U1NIU0lH", b"U1NIU0l="), "damaged"),
        (armour(b"x" * 20_000), "larger than 16384 bytes"),
    ],
)
def test_what_is_no_signature_is_refused_by_what_it_lacks(
    signed: Signed,
    armoured: bytes,
    part: str,
) -> None:
    assert part in refusal(armoured, signed.key.line)


def test_every_truncation_is_refused(signed: Signed) -> None:
    blob = blob_of(signed.armoured)
    for length in range(1, len(blob)):
        assert refusal(armour(blob[:length]), signed.key.line)
    for length in range(len(signed.armoured) - 2):
        assert refusal(signed.armoured[:length], signed.key.line)


def test_bytes_after_the_end_are_refused(signed: Signed) -> None:
    more = armour(blob_of(signed.armoured) + b"\x00\x00")
    assert "2 bytes too many" in refusal(more, signed.key.line)
    assert "not armoured" in refusal(signed.armoured + b"and more", signed.key.line)
    assert "not armoured" in refusal(signed.armoured * 2, signed.key.line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 " + "A" * 68,
        "ssh-ed25519 AAAA====",
        "restrict ssh-ed25519 AAAA",
        "ssh-ed25519\nAAAA",
    ],
)
def test_a_key_that_is_none_is_refused(signed: Signed, line: str) -> None:
    assert refusal(signed.armoured, line)


def anybodys_keys() -> list[bytes]:
    """Work out the keys of small order: with -x^2 + y^2 = 1 + d x^2 y^2, order 1 and 2
    lie at y = 1 and -1, order 4 at y = 0, and order 8 where d y^4 + 2 y^2 = 1."""
    prime = 2**255 - 19
    d = -121665 * pow(121666, -1, prime) % prime
    heights = [
        y
        for y in sshsig._ANYBODYS
        if y in {0, 1, prime - 1} or (d * y**4 + 2 * y**2) % prime == 1
    ]
    assert len(heights) == 5
    twins = [y + prime for y in heights if y + prime < 2**255]
    numbers = [y | sign << 255 for y in (*heights, *twins) for sign in (0, 1)]
    return [number.to_bytes(32, "little") for number in numbers]


@pytest.mark.parametrize("secretless", anybodys_keys())
def test_a_key_under_which_anybody_can_sign_is_refused(secretless: bytes) -> None:
    wire = sshsig._string(b"ssh-ed25519") + sshsig._string(secretless)
    line = f"ssh-ed25519 {base64.b64encode(wire).decode()}"
    with pytest.raises(SignatureError, match="anybody can sign"):
        sshsig.read_key(line)


def test_such_a_key_would_have_verified_a_forgery() -> None:
    identity = (1).to_bytes(32, "little")
    sshsig._check(identity, identity + bytes(32), b"anything at all")


def same_or_refused(armoured: bytes, signed: Signed) -> None:
    """Whatever was done to the file, it is refused or still the same signature."""
    said = ""
    try:
        verify(signed.key.line, MESSAGE, armoured, NAMESPACE)
    except SignatureError as error:
        said = str(error)
    assert re.fullmatch(r"[ -~]{10,400}", said) or (
        not said and parse(armoured) == parse(signed.armoured)
    )


def mutated(data: bytes, changes: list[tuple[int, int, int]]) -> bytes:
    """Overwrite, insert or remove single bytes."""
    changed = bytearray(data)
    for kind, place, value in changes:
        at = place % (len(changed) or 1)
        changed[at : at + (kind != 1)] = b"" if kind == 2 else bytes([value])
    return bytes(changed)


CHANGES = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2**16), st.integers(0, 255)),
    min_size=1,
    max_size=4,
)


@given(changes=CHANGES)
def test_a_mutated_file_is_refused_cleanly(
    signed: Signed,
    changes: list[tuple[int, int, int]],
) -> None:
    same_or_refused(mutated(signed.armoured, changes), signed)


@given(changes=CHANGES)
def test_a_mutated_blob_is_refused_cleanly(
    signed: Signed,
    changes: list[tuple[int, int, int]],
) -> None:
    same_or_refused(armour(mutated(blob_of(signed.armoured), changes)), signed)


@pytest.mark.long
@settings(max_examples=3000, deadline=None)
@given(changes=CHANGES, armoured=st.booleans())
def test_thousands_of_mutations_are_refused_cleanly(
    signed: Signed,
    changes: list[tuple[int, int, int]],
    armoured: bool,
) -> None:
    if armoured:
        return same_or_refused(mutated(signed.armoured, changes), signed)
    return same_or_refused(armour(mutated(blob_of(signed.armoured), changes)), signed)


@given(st.binary(max_size=400), st.text(max_size=120))
def test_any_bytes_and_any_key_are_refused_cleanly(
    signed: Signed,
    data: bytes,
    line: str,
) -> None:
    assert refusal(data, signed.key.line)
    assert refusal(signed.armoured, line)
    assert refusal(armour(b"SSHSIG\x00\x00\x00\x01" + data), signed.key.line)


def test_every_single_bit_of_the_blob_counts(signed: Signed) -> None:
    blob = blob_of(signed.armoured)
    for place in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[place // 8] ^= 1 << place % 8
        assert refusal(armour(bytes(flipped)), signed.key.line)


def test_reading_the_module_loads_no_cryptography() -> None:
    code = (
        "import sys, athena_core.consent.proof.sshsig; "
        "print([n for n in sys.modules if n.startswith('cryptography')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
