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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from athena_core.consent.doors.watching import Watch, until
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


Sink = Callable[[int], Callable[[bytes], object]]
"""Is told at which byte the answer begins, and returns what takes its blocks."""


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
    data = bytearray()
    bring(
        location,
        lambda _: data.extend,
        largest=largest,
        seconds=seconds,
        network=network,
    )
    return bytes(data)


def bring(
    location: str,
    sink: Sink,
    *,
    largest: int,
    start: int = 0,
    seconds: float = SECONDS,
    network: Network | None = None,
) -> None:
    """Hand on what lies at a public https address, block by block, from `start` on.

    A host that cannot begin in the middle begins at 0, which the sink is told. Raises
    as `fetch` does; what came before that was handed on.
    """
    known = network or Network()
    wanted = _Wanted(largest, start, sink)
    with until(seconds) as watch:
        for hop in range(REDIRECTS + 1):
            # a redirect's question mark may carry a signature longer than a location
            asked = location.partition("?")[0] if hop else location
            if reason := _unfit(asked):
                raise RefusedError(f"{location[:SHOWN]} is not fetched: {reason}")
            there = _once(location, wanted, known, watch)
            if there is None:
                return
            location = there
    raise RefusedError(f"{location} was reached by more than {REDIRECTS} redirects")


@dataclass(frozen=True)
class _Wanted:
    largest: int
    start: int
    sink: Sink


def _once(
    location: str,
    wanted: _Wanted,
    network: Network,
    watch: Watch,
) -> str | None:
    """Hand on the bytes at an address, or return the address that it sends to."""
    host = str(urlsplit(location).hostname).rstrip(".")
    try:
        with _opened(host, network, watch) as connection:
            found = _answer(connection, location, wanted)
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
def _opened(host: str, network: Network, watch: Watch) -> Iterator[ssl.SSLSocket]:
    """Lend a TLS connection to a host that is public, name by name and in fact."""
    found = network.addresses(host)
    if not found or not all(map(public, found)):
        raise RefusedError(f"{host} is not fetched from: its address is not public")
    with _first(found, network, min(watch.seconds, SECONDS)) as plain:
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


def _answer(
    connection: ssl.SSLSocket,
    location: str,
    wanted: _Wanted,
) -> str | None:
    parts = urlsplit(location)
    client = http.client.HTTPConnection(str(parts.hostname))
    client.sock = connection
    target = quote(parts.path or "/", safe=SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=SAFE + "?")
    headers = {"User-Agent": "athena", "Connection": "close"}
    if wanted.start:
        headers["Range"] = f"bytes={wanted.start}-"
    client.request("GET", target, headers=headers)
    answer = client.getresponse()
    if answer.status in MOVED and (there := answer.getheader("Location")):
        return urljoin(location, there)
    _body(answer, location, wanted, _begins(answer, location, wanted.start))
    return None


def _begins(answer: http.client.HTTPResponse, location: str, start: int) -> int:
    """Return at which byte an answer begins. Raises `InputError` when it is none."""
    if answer.status == http.HTTPStatus.OK:
        return 0
    part = answer.getheader("Content-Range", "")
    partial = answer.status == http.HTTPStatus.PARTIAL_CONTENT
    if partial and start and part.startswith(f"bytes {start}-"):
        return start
    raise InputError(f"{location[:SHOWN]} answered with status {answer.status}")


def _body(
    answer: http.client.HTTPResponse,
    location: str,
    wanted: _Wanted,
    begin: int,
) -> None:
    """Hand on what is sent, and no more than may be."""
    take, total = wanted.sink(begin), begin
    while block := answer.read(BLOCK):
        total += len(block)
        if total > wanted.largest:
            raise RefusedError(
                f"{location[:SHOWN]} sends more than {wanted.largest:,} bytes",
            )
        take(block)
    if answer.length:
        raise InputError(f"{location[:SHOWN]} broke off before its end; try again")


def _failed(location: str, error: Exception, watch: Watch) -> str:
    location = location[:SHOWN]
    if watch.over.is_set() or (watch.seconds <= SECONDS and _late(error)):
        return f"{location} took longer than {watch.seconds:g} seconds; try again"
    if _late(error):
        return f"{location} sent nothing for {SECONDS:g} seconds; try again"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{location} does not show that it is its host: {error.verify_message}"
    return f"{location} does not answer: {error}"


def _late(error: Exception) -> bool:
    return isinstance(error, TimeoutError)
