"""`gutenberg`: raw books of verse from Project Gutenberg, cut into poems.

What cannot be cut surely is left out and named, with the reason. Left as they are:
italics put as capitals or as an indent, errors of transcription that no rule can know,
quotations from others within a poem, and indents, which transcribers use for too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from athena_core import InputError, Right, Skipped, Work
from athena_plugin_collections.blocks import NUMERAL
from athena_plugin_collections.book import Book, decoded, open_book
from athena_plugin_collections.credits import UNLISTED, Credits, check
from athena_plugin_collections.cutting import Section, cut
from athena_plugin_collections.editions import editions
from athena_plugin_collections.files import files_under
from athena_plugin_collections.params import GutenbergParams
from athena_plugin_collections.poems import Poem, poem_work
from athena_plugin_collections.rights import stated
from athena_plugin_collections.stanzas import is_free_verse, poem_text
from athena_plugin_collections.usable import usable


class Gutenberg:
    """Poems out of raw books.

    Gutenberg's "public domain in the USA" says nothing of other countries, so it gives
    no right here: the user states one, having looked when the author died.
    """

    def __init__(self, params: GutenbergParams) -> None:
        """Take the options. Raises `InputError` when the stated right is none."""
        self.source = params.source.expanduser()
        self.right = stated(params.right, params.because)
        self.author = params.author
        self.numbers = params.numbers

    def works(self) -> Iterator[Work | Skipped]:
        """Yield the poems; ids are the file's name and the line of the heading.

        Raises `InputError` when the source is missing or holds no usable poem.
        """
        yield from usable(self.source, self._items())

    def _items(self) -> Iterator[Work | Skipped]:
        files = files_under(self.source, frozenset({".txt"}))
        known = Credits(files.root, self.right)
        yield from files.skipped
        for item in editions(files):
            if isinstance(item, Skipped):
                yield item
                continue
            name, file = item
            if (credit := known.of(name)) is None:
                yield Skipped(name=name, reason=UNLISTED)
                continue
            try:
                check(file, credit)
                yield from self._poems(name, _read(file), credit.right)
            except InputError as error:
                yield Skipped(name=name, reason=str(error))
        if self.source.is_dir():
            yield from known.left_over()

    def _poems(
        self,
        name: str,
        book: Book,
        right: Right | None,
    ) -> Iterator[Work | Skipped]:
        if self.author and not _is_same(self.author, book.author):
            raise InputError(f"its author is {book.author or 'not named'}")
        right = _for_usa(right, book)
        pieces = cut(book, self.numbers)
        free = is_free_verse(pieces.sections)
        for title in pieces.missing:
            reason = "the printed contents name it, but no such heading was met"
            yield Skipped(name=f"{name}: {title}", reason=reason)
        for section in pieces.sections:
            try:
                text = poem_text(section, free=free)
            except InputError as error:
                yield Skipped(name=f"{name}: {section.title}", reason=str(error))
                continue
            if text:
                yield poem_work(_poem(name, book, section, text), right)


def _read(file: Path) -> Book:
    try:
        return open_book(decoded(file.read_bytes()))
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror}") from None


def _is_same(wanted: str, author: str) -> bool:
    words = set(re.findall(r"\w+", wanted.casefold()))
    return bool(words) and words <= set(re.findall(r"\w+", author.casefold()))


def _for_usa(right: Right | None, book: Book) -> Right | None:
    """Add what Gutenberg's own statement is worth to a reason."""
    if right is None or right.basis != "public-domain":
        return right
    which = f"Project Gutenberg {book.number}".strip()
    statement = (
        f"{which}: 'public domain in the USA', of other countries it says nothing"
    )
    return replace(right, because=f"{right.because}; {statement}")


def _poem(name: str, book: Book, section: Section, text: str) -> Poem:
    first = text.partition("\n")[0].rstrip(",;:.\u2014 ")
    numeral = NUMERAL.fullmatch(section.title) is not None
    return Poem(
        name=f"{name}#{section.number}",
        title=first if numeral else section.title,
        maker=book.author,
        labels=(f"book:{book.title}",) if book.title else (),
        text=text,
    )
