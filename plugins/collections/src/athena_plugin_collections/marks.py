"""Marks that transcribers put into plain text, and what becomes of them."""

from __future__ import annotations

import html
import re

ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5});")
PAGE = re.compile(r"\[(?:pg|page|p\.)[ .]*\w+\]|\{\d{1,3}\}", re.IGNORECASE)
NOTE = re.compile(r"\s?\[(?:\d{1,3}|[A-Za-z]|\*)\]|[\u2020\u2021*]+")
MISREAD_DAGGER = re.compile(r"(?<=[\w.,;:!?'\"]) f$")
PAIRED = re.compile(r"(?<!\w)([+=])(\S(?:[^+=]*\S)?)\1(?!\w)")
STRAY = re.compile(r"[_~{}|]")
LINE_NUMBER = re.compile(r"(?<=\S)\s{3,}\d{1,4}$")
MISREAD_L = re.compile(r"\bI(?=y(?:ing|ric|rics|re|res)\b)")
QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\xa0": " "},
)
SMALL_CAPITALS = re.compile(r"\W*(?:[A-Z][A-Z'\u2019-]*\W+)+?(?=[a-z])")
SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor"}
    | {"o'", "of", "on", "or", "the", "to", "upon", "with"},
)
ROMAN = re.compile(r"(?:[VX]|[ILC](?=[IVXLC]))[IVXLC]*\.?")

INITIALS = re.compile(r"(?:[A-Z]\.)+")
NUMBERING = re.compile(r"^\s*(?:\d+|[IVXLC]+)\.\s+(?=\S)")


def clean(line: str) -> str:
    """Return a line as it was printed, less its indent: no marks of the transcriber.

    Italics in `_`, `~`, `*`; small capitals in `+`; braces of triplets; marks of notes
    and pages; numbers in the margin. Curly quotes become straight, dashes one sign.
    Italics that were put as CAPITALS or as an indent cannot be told and stay.
    """
    line = LINE_NUMBER.sub("", line.rstrip())
    line = ENTITY.sub(lambda found: html.unescape(found[0]), line)
    line = PAGE.sub("", line)
    line = NOTE.sub("", line)
    line = PAIRED.sub(r"\2", line)
    line = STRAY.sub("", line).translate(QUOTES)
    line = re.sub(r"\s*(?:--+|\u2014)\s*", "\u2014", line)
    line = re.sub(r"(?<=\w) (?=\. ?\.)", "", line)
    line = re.sub(r"\.(?: ?\.){2,}|\u2026", "...", line)
    line = MISREAD_L.sub("l", " ".join(line.split()))
    return MISREAD_DAGGER.sub("", line)


def first_line(line: str) -> str:
    """Lower the small capitals that open a poem: `LYRIC night` is `Lyric night`."""
    found = SMALL_CAPITALS.match(line)
    if found is None or not any(
        len(word) > 1 for word in re.findall("[A-Z]+", found[0])
    ):
        return line
    opening = found[0].lower()
    letter = next(place for place, sign in enumerate(opening) if sign.isalpha())
    return (
        opening[:letter]
        + opening[letter].upper()
        + opening[letter + 1 :]
        + (line[found.end() :])
    )


def title(lines: str) -> str:
    """Return a heading as a title: marks off, no full stop, capitals only at words."""
    line = NUMBERING.sub("", clean(lines))
    line = re.sub(r"(?<!\b[A-Z])\.(?=[\"']?$)", "", line)
    words = line.split()
    if not any(sign.islower() for word in words for sign in word):
        words = [_cased(word, first=not place) for place, word in enumerate(words)]
    return " ".join(words)


def _cased(word: str, *, first: bool) -> str:
    if ROMAN.fullmatch(word) or INITIALS.fullmatch(word):
        return word
    low = word.lower()
    if low in SMALL and not first:
        return low
    # a letter after a hyphen or a bracket is a beginning too, one after ' is not
    return re.sub(r"(^|[-\u2014(\"])(\W*)(\w)", _raised, low)


def _raised(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}{found[3].upper()}"


def key(lines: str) -> str:
    """Return letters and figures only, to hold a heading against the contents."""
    plain = NUMBERING.sub("", clean(lines))
    return "".join(sign for sign in plain.casefold() if sign.isalnum())
