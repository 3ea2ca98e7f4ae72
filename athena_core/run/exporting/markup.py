"""A page's form: every text goes through one door, so none becomes markup.

`tag` writes elements and `words` texts. No element, name of an attribute, script, style
or address on the page comes from a piece; what a piece says stands between tags or in
the attributes named here, escaped.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable
from pathlib import Path

from athena_core.text import visible

STYLE = Path(__file__).with_name("page.css")
VOID = frozenset({"img", "meta", "br"})


def words(text: str, *, lines: bool = False) -> str:
    """Return a text from outside as HTML: escaped, and what hides or steers shown."""
    return html.escape(visible(text, lines=lines), quote=True)


def tag(name: str, inner: str = "", /, **attributes: str) -> str:
    """Return an element around HTML; attributes are texts, an underscore a hyphen."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>" if name in VOID else f"<{name}{given}>{inner}</{name}>"


def lines(parts: Iterable[str]) -> str:
    """Put elements one under another, for whoever reads the page's source."""
    return "\n".join(part for part in parts if part)


def data_address(media_type: str, data: bytes) -> str:
    """Return bytes as an address that asks no network."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def style() -> str:
    """Return the page's one style sheet."""
    return STYLE.read_text(encoding="utf-8")


def policy(css: str) -> str:
    """Return a policy that lets nothing run and nothing be fetched but what is here."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        "default-src 'none'; img-src data:; "
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
