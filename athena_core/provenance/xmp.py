"""An XMP packet that says a machine made it, for programs that know nothing of Athena.

IPTC Photo Metadata Standard 2025.1: DigitalSourceType and the AI properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

NAMESPACE = b"http://ns.adobe.com/xap/1.0/\0"
KEYWORD = "XML:com.adobe.xmp"
CONTROL = {number: None for number in range(32) if number not in (9, 10, 13)}
"""Signs that no XML may hold."""


def packet(record: Mapping[str, Any], credit: str) -> str:
    """Return the packet of a record; `credit` is the line with today's names."""
    core = f"Athena {record['generator']['core']}"
    values = {
        "Iptc4xmpExt:DigitalSourceType": record["digital_source_type"],
        "Iptc4xmpExt:AISystemUsed": "Athena",
        "Iptc4xmpExt:AISystemVersionUsed": record["generator"]["core"],
        "photoshop:Credit": credit,
        "photoshop:Headline": record["title"],
        "xmp:CreatorTool": core,
    }
    described = " ".join(f"{name}={_quoted(value)}" for name, value in values.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about=""'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        f" {described}/></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )


def _quoted(value: object) -> str:
    return quoteattr(str(value).translate(CONTROL))
