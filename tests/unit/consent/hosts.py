"""A host with TLS on this machine, and a network that leads every name to it."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from athena_core.consent.doors.fetching import Network

HOST = "registry.fictional-host.org"
PUBLIC = "93.184.216.34"


def page(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """Return an answer of HTTP as it goes over the line."""
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Content_Length" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


Answer = Callable[[ssl.SSLSocket], None]


@dataclass
class Host:
    """A server that answers by path; what it was asked stands in `requests`."""

    port: int
    tls: ssl.SSLContext
    answers: dict[str, bytes | Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """The requests whole, with their headers."""
    names: dict[str, list[str]] = field(default_factory=dict)
    """Other names than `HOST`, with the addresses that they stand for."""

    def network(self, peer: str = PUBLIC) -> Network:
        """Return a network on which every public name is this host."""
        return Network(
            addresses=lambda name: self.names.get(name, [PUBLIC]),
            connected=lambda _address, seconds: socket.create_connection(
                ("127.0.0.1", self.port),
                timeout=seconds,
            ),
            peer=lambda _connection: peer,
            tls=self.tls,
        )


@contextmanager
def host(folder: Path, answers: Mapping[str, bytes | Answer]) -> Iterator[Host]:
    """Run a host until the block ends."""
    certificate = _certificate(folder)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    trusting = ssl.create_default_context(cafile=str(certificate))
    found = Host(listener.getsockname()[1], trusting, dict(answers))
    ended = threading.Event()
    thread = threading.Thread(target=_serve, args=(listener, serving, found, ended))
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        with suppress(OSError), socket.create_connection(("127.0.0.1", found.port)):
            pass  # wakes the listener, so that it sees the end
        thread.join()
        listener.close()


def _serve(
    listener: socket.socket,
    serving: ssl.SSLContext,
    found: Host,
    ended: threading.Event,
) -> None:
    while not ended.is_set():
        plain, _ = listener.accept()
        plain.settimeout(10)
        with (
            suppress(OSError),
            plain,
            serving.wrap_socket(plain, server_side=True) as secure,
        ):
            request = secure.recv(65536)
            words = request.split(b" ")
            if len(words) == 1:
                continue
            path = words[1].decode()
            found.requests.append(path)
            found.asked.append(request.decode())
            answer = found.answers.get(path, page(b"", "404 Not Found"))
            if isinstance(answer, bytes):
                secure.sendall(answer)
            else:
                answer(secure)


def _certificate(folder: Path) -> Path:
    """Write a certificate of the fictional host with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(
        pem,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "host.pem"
    path.write_bytes(secret + built.public_bytes(pem))
    return path
