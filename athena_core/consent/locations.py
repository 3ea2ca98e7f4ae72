"""Where a work or a source may lie: public addresses, and nothing that could be bent.

A location is a hint; a work's identity is its hash. Nothing here opens an address.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from athena_core.consent.wording import problems

ARCHIVES = re.compile(
    r"doi:10\.\d{4,9}/\S+"
    r"|swh:1:(cnt|dir|rev|rel|snp):[0-9a-f]{40}"
    r"|ia:[A-Za-z0-9._-]+(/[^\s.]\S*)?"
    r"|hf:datasets/[\w.-]+/[\w.-]+@[0-9a-f]{40}(/\S+)?",
)
"""DOI, Software Heritage, Internet Archive, and a Hugging Face dataset at a commit."""
TOP_LEVEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
PRIVATE = (
    ".example",
    ".home",
    ".internal",
    ".invalid",
    ".lan",
    ".local",
    ".localhost",
    ".onion",
    ".test",
)
MAXIMUM = 500


def wrong_with(location: str) -> str | None:
    """Say why a location is refused, or None."""
    if found := problems(location, maximum=MAXIMUM):
        return "; ".join(found)
    if ".." in re.split(r"[/?#]", location):
        return "its path climbs out of its folder"
    if ARCHIVES.fullmatch(location):
        return None
    return _wrong_with_address(location)


def _wrong_with_address(location: str) -> str | None:
    try:
        parts = urlsplit(location)
        port, host = parts.port, (parts.hostname or "").rstrip(".")
    except ValueError:
        return "it is no well-formed address"
    if parts.scheme != "https":
        return "only https:, doi:, swh:, ia: and hf:...@COMMIT locations are accepted"
    if parts.username or parts.password:
        return "a location may not carry a user name or password"
    if port not in {None, 443}:
        return "only the usual port (443) is accepted"
    return _wrong_with_host(host)


def _wrong_with_host(host: str) -> str | None:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        public = "." in host and TOP_LEVEL.fullmatch(last)
        if public and not f".{host}".endswith(PRIVATE):
            return None
        return "it must name a public host"
    return "it must name a host, not an address of numbers"
