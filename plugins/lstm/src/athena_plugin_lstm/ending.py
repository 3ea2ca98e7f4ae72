"""The last stroke: a poem that ends in the middle of things is closed."""

from __future__ import annotations

import re
import unicodedata

from athena_plugin_lstm.folding import is_small

_OPEN = ",;:-\u2013\u2014\u060c\u061b\u3001"
"""Marks after which a sentence goes on."""
_QUOTE = re.compile(r'(^|[\s(\u2014-])?"')


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a mark that closes, in any script."""
    last = line[-1:]
    return unicodedata.category(last or " ").startswith("P") and last not in _OPEN


def closed(text: str) -> str:
    """Return a poem with its last sentence and its last quotation closed.

    Verse that has no full stops anywhere gets none here.
    """
    body = text.rstrip()
    bare = body.rstrip(_OPEN + " ")
    if re.search(r"[.!?]", body) and is_small(bare[-1:].lower() or " "):
        body = bare + "."
    quotes = [match[1] is not None for match in _QUOTE.finditer(body)]
    return body + '"' if quotes and quotes[-1] else body
