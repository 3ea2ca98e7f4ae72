"""Only public addresses are fetched from, whatever a name or a redirect leads to."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from athena_core.consent.doors.fetching import Network, fetch, public
from athena_core.errors import AthenaError, InputError, RefusedError
from tests.unit.consent.hosts import HOST, Host, host, page

AT = f"https://{HOST}"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Host]:
    answers = {
        "/index.json": page(b"the index"),
        "/moved": page(b"", "302 Found", Location="/index.json"),
        "/inside": page(b"", "302 Found", Location="https://127.0.0.1/secret"),
        "/rebound": page(b"", "302 Found", Location="https://home.fictional-host.org/"),
        "/plain": page(b"", "301 Moved", Location=f"http://{HOST}/index.json"),
        "/file": page(b"", "302 Found", Location="file:///etc/passwd"),
        "/round": page(b"", "302 Found", Location="/round"),
        "/large": page(b"x" * 1001),
        "/lying": page(b"x" * 5000, Content_Length="10"),
        "/short": page(b"broken", Content_Length="1000"),
        "/endless": page(b"x" * 5000, Transfer_Encoding="identity", Content_Length=""),
        "/nonsense": b"\xff\xfe no HTTP\r\n\r\n",
        "/a%20b?c=d%20e": page(b"quoted"),
    }
    with host(tmp_path, answers) as found:
        yield found


def test_what_lies_at_a_public_address_comes(served: Host) -> None:
    found = fetch(f"{AT}/index.json", largest=1000, network=served.network())
    assert found == b"the index"


def test_a_redirect_is_followed_and_asked_anew(served: Host) -> None:
    found = fetch(f"{AT}/moved", largest=1000, network=served.network())
    assert found == b"the index"
    assert served.requests == ["/moved", "/index.json"]


def test_an_address_is_asked_for_as_it_is_written(served: Host) -> None:
    address = f"{AT}/a%20b?c=d%20e"
    assert fetch(address, largest=1000, network=served.network()) == b"quoted"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/inside", "not an address of numbers"),
        ("/plain", "only https"),
        ("/file", "only https"),
        ("/round", "more than 5 redirects"),
        ("/large", "more than 1,000 bytes"),
    ],
)
def test_what_is_bent_or_too_large_is_refused(
    served: Host, path: str, words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        fetch(AT + path, largest=1000, network=served.network())


@pytest.mark.parametrize("path", ["/short", "/nonsense", "/nowhere"])
def test_what_is_broken_or_missing_is_a_sentence(served: Host, path: str) -> None:
    with pytest.raises(InputError, match=HOST):
        fetch(AT + path, largest=1000, network=served.network())


def test_no_more_is_read_than_was_said_and_never_more_than_may_be(
    served: Host,
) -> None:
    assert len(fetch(f"{AT}/lying", largest=1000, network=served.network())) == 10
    with pytest.raises(AthenaError):
        fetch(f"{AT}/endless", largest=1000, network=served.network())


def test_a_name_that_stands_for_an_address_at_home_is_refused(served: Host) -> None:
    served.names["home.fictional-host.org"] = ["192.168.1.1"]
    for address in ("https://home.fictional-host.org/", f"{AT}/rebound"):
        with pytest.raises(RefusedError, match="its address is not public"):
            fetch(address, largest=1000, network=served.network())


def test_one_address_at_home_among_public_ones_is_refused(served: Host) -> None:
    served.names[HOST] = ["93.184.216.34", "10.0.0.1"]
    with pytest.raises(RefusedError, match="not public"):
        fetch(f"{AT}/index.json", largest=1000, network=served.network())


def test_a_connection_that_led_elsewhere_is_refused_before_it_is_used(
    served: Host,
) -> None:
    with pytest.raises(RefusedError, match="led to an address"):
        fetch(f"{AT}/index.json", largest=10, network=served.network(peer="127.0.0.1"))
    assert served.requests == []


def test_a_host_that_can_not_show_who_it_is_is_not_believed(served: Host) -> None:
    network = served.network()
    stranger = Network(network.addresses, network.connected, network.peer)
    with pytest.raises(InputError, match="does not show that it is its host"):
        fetch(f"{AT}/index.json", largest=1000, network=stranger)
    with pytest.raises(InputError, match="does not show that it is its host"):
        fetch("https://other.fictional-host.org/", largest=1000, network=network)


def test_a_host_that_dribbles_is_left_in_time(served: Host) -> None:
    def dribble(secure: ssl.SSLSocket) -> None:
        secure.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(200):
            secure.sendall(b"X-More: and more\r\n")
            time.sleep(0.05)

    served.answers["/dribble"] = dribble
    with pytest.raises(InputError, match=r"took longer than 0\.5 seconds"):
        fetch(f"{AT}/dribble", largest=1000, seconds=0.5, network=served.network())


def test_a_body_that_dribbles_without_an_end_is_no_body(served: Host) -> None:
    def dribble(secure: ssl.SSLSocket) -> None:
        secure.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(200):
            secure.sendall(b"x")
            time.sleep(0.05)

    served.answers["/dribble"] = dribble
    with pytest.raises(InputError, match="took longer"):
        fetch(f"{AT}/dribble", largest=1000, seconds=0.5, network=served.network())


def test_a_name_that_nobody_knows_is_a_sentence() -> None:
    def nobody(name: str) -> list[str]:
        raise socket.gaierror(-2, f"{name} is not known")

    with pytest.raises(InputError, match="does not answer"):
        fetch(f"{AT}/", largest=10, network=Network(addresses=nobody))


@pytest.mark.parametrize(
    "location",
    [
        "http://registry.fictional-host.org/index.json",
        "https://user:word@registry.fictional-host.org/",
        "https://registry.fictional-host.org:8443/",
        "https://localhost/",
        "https://[::1]/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://169.254.169.254/latest",
        "https://printer.local/",
        "https://registry.fictional-host.org/../secret",
        "https://exämple.org/",
        "doi:10.5555/fictional",
        "ftp://registry.fictional-host.org/",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_none_is_refused_without_asking_anybody(
    location: str,
) -> None:
    def asked(name: str) -> list[str]:
        raise AssertionError(name)

    with pytest.raises(RefusedError):
        fetch(location, largest=10, network=Network(addresses=asked))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.216.34",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b:1::5db8:d822",
        "nonsense",
    ],
)
def test_addresses_that_are_not_everybodys_are_not_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"]
)
def test_addresses_that_everybody_reaches_are_public(address: str) -> None:
    assert public(address)
