"""Text from outside: a form that is safe to show, and the one form that is hashed."""

from __future__ import annotations

import re
import unicodedata

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories a reader cannot see, or that steer the terminal: controls, bidirectional
marks, lone surrogates, line and paragraph separators."""
JOINERS = "\u200c\u200d"
"""Persian, Hindi and many other scripts are misspelt without these two."""
BYTE, PLANE = 0xFF, 0xFFFF


def visible(text: str, *, lines: bool = False) -> str:
    r"""Show what would act on a terminal, or hide, as an escape such as `\x1b`.

    Line feeds stay only where `lines` says that several lines are wanted.
    """
    kept = JOINERS + "\n" if lines else JOINERS
    return "".join(_shown(letter, kept) for letter in text)


def _shown(letter: str, kept: str) -> str:
    if letter in kept or unicodedata.category(letter) not in HIDDEN:
        return letter
    code = ord(letter)
    if code <= BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= PLANE else f"\\U{code:08x}"


def canonical(text: str) -> str:
    """Return a poem in the form its hash is taken of, encoded as UTF-8.

    NFC; LF; no blanks at the end of a line; one blank line between stanzas, none before
    the first; one LF at the end. A poem without words is empty. Half a surrogate pair,
    which has no UTF-8, becomes U+FFFD.
    """
    whole = text.removeprefix("\ufeff").encode("utf-16", "surrogatepass")
    normal = unicodedata.normalize("NFC", whole.decode("utf-16", "replace"))
    lines = [line.rstrip() for line in LINE_END.split(normal)]
    stanzas = "\n".join(lines).strip("\n")
    return re.sub("\n{3,}", "\n\n", stanzas) + "\n" if stanzas else ""


def folded(text: str) -> str:
    """Return words without case, accents and points, to find a name as it is typed."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", "".join(letters).replace("'", "")))
