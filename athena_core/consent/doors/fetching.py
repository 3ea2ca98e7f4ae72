"""A file from a public address, and no other: what an address is bent to is refused.

https only; the host's addresses are looked up once, each must be public, and the one
connected to is looked at again on the socket itself, so that a name which changes its
address between the two (DNS rebinding) gains nothing. A redirect is a new address and
is asked everything anew. Size and time end everything. No proxy, cookie or name of the
user goes along.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from athena_core.consent.locations import wrong_with
from athena_core.errors import InputError, RefusedError

PORT = 443
SECONDS = 60.0
"""For everything: all redirects, all bytes."""
REDIRECTS = 5
BLOCK = 65_536
SHOWN = 200
"""Letters of an address in a message."""
SAFE = "/%:@!$&'()*+,;=~"
NAT64 = ipaddress.ip_network("64:ff9b::/96")
NAT64_AT_HOME = ipaddress.ip_network("64:ff9b:1::/48")
MOVED = frozenset({301, 302, 303, 307, 308})


def addresses(host: str) -> list[str]:
    """Return the addresses that a name stands for. Raises `OSError`."""
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def connected(address: str, seconds: float) -> socket.socket:
    """Return a socket connected to an address. Raises `OSError`."""
    return socket.create_connection((address, PORT), timeout=seconds)


def peer(connection: socket.socket) -> str:
    """Return the address at the other end of a socket."""
    return str(connection.getpeername()[0])


def public(address: str) -> bool:
    """Whether an address is one that everybody reaches, and not of a network at home.

    An address that is another one in disguise (IPv4 in IPv6, 6to4, Teredo) is none; in
    NAT64, which is how some networks reach all of IPv4, the one inside is looked at.
    """
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address):
        if known in NAT64:
            return public(str(ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)))
        disguised = known.ipv4_mapped or known.sixtofour or known.teredo
        if disguised or known in NAT64_AT_HOME:
            return False
    return known.is_global and not known.is_multicast


@dataclass(frozen=True)
class Network:
    """How names are looked up and sockets are made; tests bring their own."""

    addresses: Callable[[str], list[str]] = addresses
    connected: Callable[[str, float], socket.socket] = connected
    peer: Callable[[socket.socket], str] = peer
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def fetch(
    location: str,
    *,
    largest: int,
    seconds: float = SECONDS,
    network: Network | None = None,
) -> bytes:
    """Return what lies at a public https address.

    Raises `RefusedError` for an address, or a redirect to one, that is not public, or
    for more than `largest` bytes; `InputError` when nothing comes or not in time.
    """
    known = network or Network()
    with _until(seconds) as watch:
        for _ in range(REDIRECTS + 1):
            found = _once(location, largest, known, watch)
            if isinstance(found, bytes):
                return found
            location = found
    raise RefusedError(f"{location} was reached by more than {REDIRECTS} redirects")


class _Watch:
    """Closes the connection at hand when the time is up, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = threading.Event()
        self._open: socket.socket | None = None
        self._lock = threading.Lock()

    def guard(self, connection: socket.socket) -> None:
        with self._lock:
            self._open = connection
            if self.over.is_set():
                self._shut()

    def end(self) -> None:
        with self._lock:
            self.over.set()
            self._shut()

    def _shut(self) -> None:
        if self._open is not None:
            with suppress(OSError):
                # The plain shutdown: that of TLS would let the next read go on without.
                socket.socket.shutdown(self._open, socket.SHUT_RDWR)


@contextmanager
def _until(seconds: float) -> Iterator[_Watch]:
    watch = _Watch(seconds)
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()


def _once(
    location: str,
    largest: int,
    network: Network,
    watch: _Watch,
) -> bytes | str:
    """Return the bytes at an address, or the address that it sends to."""
    if reason := _unfit(location):
        raise RefusedError(f"{location[:SHOWN]} is not fetched: {reason}")
    host = str(urlsplit(location).hostname).rstrip(".")
    try:
        with _opened(host, network, watch) as connection:
            found = _answer(connection, location, largest)
    except (OSError, http.client.HTTPException) as error:
        raise InputError(_failed(location, error, watch)) from None
    if watch.over.is_set():
        raise InputError(_failed(location, TimeoutError(), watch))
    return found


def _unfit(location: str) -> str | None:
    """Say why an address is not fetched, or None."""
    if reason := wrong_with(location):
        return reason
    if not location.startswith("https://"):
        return "only https is"
    host = urlsplit(location).hostname or ""
    return None if host.isascii() else "write the host in its xn-- form"


@contextmanager
def _opened(host: str, network: Network, watch: _Watch) -> Iterator[ssl.SSLSocket]:
    """Lend a TLS connection to a host that is public, name by name and in fact."""
    found = network.addresses(host)
    if not found or not all(map(public, found)):
        raise RefusedError(f"{host} is not fetched from: its address is not public")
    with _first(found, network, watch.seconds) as plain:
        if not public(network.peer(plain)):
            raise RefusedError(
                f"{host} is not fetched from: the connection led to an address that is "
                "not public",
            )
        with network.tls.wrap_socket(
            plain,
            server_hostname=host,
            do_handshake_on_connect=False,
        ) as secure:
            watch.guard(secure)
            secure.do_handshake()
            yield secure


def _first(found: list[str], network: Network, seconds: float) -> socket.socket:
    """Return a connection to the first address that answers."""
    *others, last = found
    for address in others:
        with suppress(OSError):
            return network.connected(address, seconds)
    return network.connected(last, seconds)


def _answer(connection: ssl.SSLSocket, location: str, largest: int) -> bytes | str:
    parts = urlsplit(location)
    client = http.client.HTTPConnection(str(parts.hostname))
    client.sock = connection
    target = quote(parts.path or "/", safe=SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=SAFE + "?")
    headers = {"User-Agent": "athena", "Connection": "close"}
    client.request("GET", target, headers=headers)
    answer = client.getresponse()
    if answer.status in MOVED and (there := answer.getheader("Location")):
        return urljoin(location, there)
    if answer.status != http.HTTPStatus.OK:
        raise InputError(f"{location} answered with status {answer.status}")
    return _body(answer, location, largest)


def _body(answer: http.client.HTTPResponse, location: str, largest: int) -> bytes:
    """Read what was sent, and no more than may be."""
    data = bytearray()
    while block := answer.read(BLOCK):
        data += block
        if len(data) > largest:
            raise RefusedError(f"{location} sends more than {largest:,} bytes")
    if answer.length:
        raise InputError(f"{location} broke off before its end; try again")
    return bytes(data)


def _failed(location: str, error: Exception, watch: _Watch) -> str:
    if watch.over.is_set() or isinstance(error, TimeoutError):
        return f"{location} took longer than {watch.seconds:g} seconds; try again"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{location} does not show that it is its host: {error.verify_message}"
    return f"{location} does not answer: {error}"
