"""A record inside an SVG: one `<metadata>` element before the end of the document.

The element is taken out again letter by letter, so that the hash of the piece is the
hash of what the generator gave. The document is never parsed as XML, since a parser can
be made to expand entities without end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, unescape

from athena_core.errors import InputError
from athena_core.provenance import canonical

OPEN = '<metadata id="athena.provenance">'
CREDIT = '<desc id="athena.credit">'
ELEMENT = re.compile(
    rb'<metadata id="athena\.provenance">([^<]*)</metadata>'
    rb'<desc id="athena\.credit">[^<]*</desc>',
)
END = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?svg\s*>\s*\Z")


def stamped(data: bytes, record: Mapping[str, Any], credit: str) -> bytes:
    """Return the document with its record and credit.

    Raises `InputError` for a document that has no end of `svg`.
    """
    data = ELEMENT.sub(b"", data)
    end = END.search(data)
    if end is None:
        raise InputError("an SVG piece does not end with </svg>")
    element = (
        f"{OPEN}{escape(canonical.encode(record).decode())}</metadata>"
        f"{CREDIT}{escape(credit)}</desc>"
    )
    return data[: end.start()] + element.encode() + data[end.start() :]


def taken_apart(data: bytes) -> tuple[bytes, bytes | None]:
    """Return the document without Athena's element, and the record's bytes if any.

    Raises `RecordError` when it holds two.
    """
    found = ELEMENT.findall(data)
    if len(found) > 1:
        raise canonical.RecordError("it holds two records, and only one can be true")
    if not found:
        return data, None
    # Bytes that are no UTF-8 stay what they are, for the reader to refuse.
    text = unescape(found[0].decode("utf-8", "surrogateescape"))
    return ELEMENT.sub(b"", data), text.encode("utf-8", "surrogateescape")
