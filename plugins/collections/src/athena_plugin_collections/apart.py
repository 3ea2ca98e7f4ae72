"""What stands in a book of verse and is no verse: prefaces, notes, adverts."""

from __future__ import annotations

import re

from athena_plugin_collections import marks
from athena_plugin_collections.blocks import Block

APART = frozenset(
    {
        "advertisement",
        "advertisements",
        "appendix",
        "booksbythesameauthor",
        "bythesameauthor",
        "contents",
        "errata",
        "footnotes",
        "foreword",
        "glossary",
        "illustrations",
        "index",
        "indexoffirstlines",
        "indexoftitles",
        "insameseries",
        "introduction",
        "introductory",
        "listofillustrations",
        "listofsubscribers",
        "notes",
        "opinionsofthepress",
        "otherbooks",
        "preface",
        "prefatorynote",
        "pressnotices",
        "publishersnote",
        "subscribers",
        "subscribersnames",
        "tableofcontents",
        "transcribersnote",
        "transcribersnotes",
        "theend",
        "finis",
    },
)
"""Headings, letters only, under which no poems stand."""


def is_apart(block: Block) -> bool:
    """Whether a block heads what is no verse: a preface, notes, a glossary."""
    return marks.key(block.lines[0]) in APART or marks.key(block.text) in APART


PRINTER = re.compile(
    r"printed (?:by|in|at|for)\b|the \w+ press\b|press notices|(?:the end|finis)\W*$"
    r"|by the same author|transcriber'?s? notes?|end of (?:the )?(?:book|vol)"
    r"|uniform with this volume|new (?:books|volumes) of verse",
    re.IGNORECASE,
)
"""How what follows the last poem begins."""
LICENCE = re.compile(
    r"gutenberg|https?:|www\.|\.org\b|\be-?books?\b|\be-?texts?\b|trademark|copyright"
    r"|\bproofread|produced by",
    re.IGNORECASE,
)
"""Words of a header or licence; a poem that holds one was cut wrongly."""
OTHER_HAND = re.compile(r"^\W*by (?:another|a different) hand\b", re.IGNORECASE)


def is_end(block: Block) -> bool:
    """Whether what is printed after the poems begins here."""
    return PRINTER.match(marks.clean(block.text)) is not None
