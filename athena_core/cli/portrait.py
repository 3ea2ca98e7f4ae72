"""An artist on the screen: who, what, where the real works are, what is permitted."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from rich.text import Text

from athena_core.cli import show
from athena_core.consent.uses import IN_WORDS
from athena_core.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from athena_core.consent.entry import Entered
    from athena_core.consent.meeting import Artist
    from athena_core.protocols import Work

COLUMNS = 80
MARGIN, INSET, DEEP = "  ", "    ", "      "
HEADING = "bold magenta"
FEW = 5
SCREENFUL, SPARE = 20, 4
"""Lines of a list or a poem, and how many more are not worth cutting off."""
ENDS = "copyright has run out (USA; life + 70 years; longer terms exist)"


class Portrait:
    """Writes one artist, a part at a time, so that each command chooses the parts."""

    def __init__(self, artist: Artist, console: Console) -> None:
        """Take the artist and where to write."""
        self.artist = artist
        self.console = console
        self.width = min(console.width, COLUMNS)

    def head(self) -> None:
        """Write the name, the years and what there is."""
        artist = self.artist
        self._line(MARGIN, (artist.name, "bold"))
        people = "" if artist.withheld else _people(artist)
        if people:
            self._paragraph(people)
        pronouns = artist.entry.artist.pronouns or ""
        facts = [one for one in (artist.years, artist.kinds, pronouns) if one]
        self._paragraph(" \u00b7 ".join(facts), style="dim")

    def words(self) -> None:
        """Write their own words, or the sentence about them with its source."""
        about = self.artist.entry.artist.about
        if about is None:
            return
        self.console.print()
        bar = "  " if self.console.no_color else "\u258f "
        for part in about.text.split("\n"):
            for line in textwrap.wrap(visible(part), self.width - 6) or [""]:
                self._line(MARGIN, (bar, "magenta"), (line, "italic"))
        if about.source:
            self._address(about.source, margin=INSET)
        elif self.artist.entry.artist.may_live:
            self._line(INSET, ("in their own words", "dim"))

    def works(self, *, most: int | None) -> None:
        """Write titles and years, the first `most` of them."""
        works = self.artist.entry.works
        self._heading("Works")
        if not any(self.artist.may("show_work", work) for work in works):
            self._paragraph(
                "They are named here, not shown.", margin=INSET, style="dim"
            )
        for work in works[:most]:
            year = f", {work.year}" if work.year else ""
            self._paragraph(f"{work.title}{year}", margin=INSET, hanging=True)
        if most is not None and len(works) > most:
            self._line(INSET, (f"and {len(works) - most:,} more", "dim"))

    def editions(self) -> None:
        """Write the editions that the works were taken from, with their source.

        An address that stands among the links is not written twice.
        """
        editions = self.artist.entry.editions
        told = {link.url for link in self.artist.links}
        if editions:
            self._heading("Taken from")
        for one in editions:
            year = f", {one.published}" if one.published else ""
            self._paragraph(f"{one.title}{year}", margin=INSET, hanging=True)
            if one.source not in told:
                self._address(one.source, margin=DEEP)

    def links(self, *, most: int | None = None) -> None:
        """Write where the real works hang or can be read."""
        links = self.artist.links[:most]
        if links:
            self._heading("Where the real works are")
        for link in links:
            self._paragraph(link.label, margin=INSET, hanging=True)
            self._address(link.url, margin=DEEP)

    def lists(self, *, most: int | None = None) -> None:
        """Write where a curator listed a maker who has died."""
        cited = self.artist.entry.artist.listed_in[:most]
        if cited:
            self._heading("Listed in")
        for one in cited:
            self._paragraph(one.title, margin=INSET, hanging=True)
            self._address(one.source, margin=DEEP)

    def permitted(self) -> None:
        """Write what may be done with each of the works today, and by what right."""
        self._heading("What is permitted today")
        said = right(self.artist)
        self._paragraph(said[:1].upper() + said[1:] + ".", margin=INSET)
        self._paragraph("Asked of each work:", margin=INSET, style="dim")
        for yes, what in answers(self.artist):
            style = "dim" if yes == "no" else "green"
            head = f"{yes:<20}"
            self._paragraph(head + what, margin=INSET, style=style, indent=len(head))

    def shown(self, entered: Entered, work: Work) -> bool:
        """Draw a picture or print a poem; answers False where it cannot be drawn."""
        from athena_core.protocols import Preview

        with work.open() as stream:
            data = stream.read()
        self.console.print()
        preview = Preview(media_type=work.media_type, data=data)
        if work.media_type.startswith("text/"):
            return self._poem(entered, data.decode("utf-8", "replace"))
        drawn = show.piece(preview, self.console, height=18)
        year = f", {entered.year}" if entered.year else ""
        self._paragraph(f"{entered.title}{year}", style="dim")
        return drawn

    def _poem(self, entered: Entered, words: str) -> bool:
        from rich.padding import Padding

        from athena_core import preview

        room = self.width - len(INSET)
        verse = preview.poem(words, title=entered.title, width=room)
        lines = verse.split("\n", allow_blank=True)
        whole = len(lines) <= SCREENFUL + SPARE
        shown = Text("\n").join(lines if whole else lines[:SCREENFUL])
        self.console.print(Padding(shown, (0, 0, 0, len(INSET))))
        if not whole:
            rest = len(lines) - SCREENFUL
            self._line(INSET, (f"and {rest:,} more lines", "dim"))
        return True

    def _heading(self, text: str) -> None:
        self.console.print()
        self._line(MARGIN, (text, HEADING))

    def _line(self, margin: str, *parts: tuple[str, str]) -> None:
        shown = [(visible(text), style) for text, style in parts]
        line = Text.assemble(margin, *shown, no_wrap=True, overflow="ignore")
        self.console.print(line, crop=False)

    def _address(self, url: str, margin: str) -> None:
        """Write an address whole, however long, so that it can be clicked or copied."""
        self.console.print(
            Text(margin + visible(url), style="dim", no_wrap=True, overflow="ignore"),
            crop=False,
            soft_wrap=True,
        )

    def _paragraph(
        self,
        text: str,
        *,
        margin: str = MARGIN,
        style: str = "",
        hanging: bool = False,
        indent: int = 0,
    ) -> None:
        later = margin + " " * (indent or (2 if hanging else 0))
        lines = textwrap.wrap(
            visible(text),
            self.width - 1,
            initial_indent=margin,
            subsequent_indent=later,
            drop_whitespace=True,
            break_on_hyphens=False,
        )
        for line in lines or [""]:
            self.console.print(Text(line, style=style, no_wrap=True, overflow="ignore"))


def _people(artist: Artist) -> str:
    """Return who stands behind a shared name."""
    members = artist.entry.artist.members
    named = (
        f"{one.name} ({one.born or '?'}\u2013{one.died or '?'})" for one in members
    )
    return " and ".join(named)


def right(artist: Artist) -> str:
    """Say by what right the works may be used, and until when."""
    rights = artist.entry.rights
    if rights.consent:
        company = rights.consent.min_pool_artists
        also = f", together with others ({company:,} makers in all)"
        last = rights.consent.expires
        until = f"agreed until {last.day} {last:%B %Y}"
        return until + (also if company > 1 else "")
    if rights.licence:
        return f"under the licence {rights.licence}"
    return ENDS


def answers(artist: Artist) -> Iterator[tuple[str, str]]:
    """Yield yes or no for each use, with the use in words."""
    total = len(artist.entry.works)
    for one in artist.permitted():
        money = "" if one.for_money else ", not for money"
        if one.share == "none":
            yield "no", IN_WORDS[one.use]
        elif one.share == "all":
            yield f"yes{money}", IN_WORDS[one.use]
        else:
            yield f"{one.count:,} of {total:,}{money}", IN_WORDS[one.use]


def origin(artist: Artist, room: int = 400) -> str:
    """Say where the works come from; a title gives way where there is little room."""
    entry = artist.entry
    if entry.rights.consent:
        return "the artist, by consent"
    if entry.rights.licence:
        return f"the {entry.rights.holder}, {entry.rights.licence}"
    first, *others = entry.editions
    more = f" and {len(others):,} more" if others else ""
    title = textwrap.shorten(first.title, room - len(more), placeholder="\u2026")
    return title + more


def as_record(artist: Artist, *, whole: bool = True) -> dict[str, Any]:
    """Return an artist for machines."""
    entry = artist.entry
    record: dict[str, Any] = {
        "id": entry.id,
        "name": artist.name,
        "born": entry.artist.born,
        "died": entry.artist.died,
        "works": len(entry.works),
        "kinds": artist.kinds,
        "from": origin(artist),
    }
    if not whole:
        return record
    about, cited = entry.artist.about, entry.artist.listed_in
    record |= {
        "about": about.model_dump(exclude_none=True) if about else None,
        "pronouns": entry.artist.pronouns,
        "right": right(artist),
        "permitted": {one.use: _permission(one) for one in artist.permitted()},
        "links": _dumped(artist.links),
        "listed_in": _dumped(cited),
        "editions": _dumped(entry.editions),
        "works": _dumped(entry.works),
    }
    return record


def _permission(one: Any) -> dict[str, Any]:
    return {"share": one.share, "works": one.count, "for_money": one.for_money}


def _dumped(some: Iterable[Any]) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json", exclude_none=True) for one in some]
