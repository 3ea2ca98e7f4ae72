"""A poem's file: title above, credit below a line of two hyphens, the poem between.

The line `-- ` is the one that ends a message in mail and news (RFC 3676). A verse that
would look like it is written with a backslash before it, and read without.
"""

from __future__ import annotations

import re

from athena_core import text

FOOT = re.compile(r"^-- ?$", re.MULTILINE)
LOOKS_LIKE_FOOT = re.compile(r"^(\\*)(-- ?)$", re.MULTILINE)
ESCAPED = re.compile(r"^\\(\\*-- ?)$", re.MULTILINE)


def whole(poem: str, title: str, credit: str) -> str:
    """Return the text of a poem's file."""
    body = LOOKS_LIKE_FOOT.sub(r"\\\1\2", poem)
    head = f"{title}\n\n" if title else ""
    return f"{head}{body}\n-- \n{credit}\n"


def poem_of(file: str, title: str) -> str | None:
    """Return the poem in a file of this title, canonical; None if the title is not it.

    Other line ends and blanks at the ends of lines don't matter.
    """
    body = FOOT.split(text.canonical(file), maxsplit=1)[0]
    if title:
        first, _, body = body.partition("\n")
        if first != text.canonical(title).rstrip("\n"):
            return None
    return text.canonical(ESCAPED.sub(r"\1", body))
