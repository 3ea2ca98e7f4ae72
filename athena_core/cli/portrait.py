"""An artist on the screen: who, what, where the real works are, what is permitted."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.text import Text

from athena_core.cli import show
from athena_core.cli.telling import answers, people, right
from athena_core.text import visible

if TYPE_CHECKING:
    from rich.console import Console

    from athena_core.consent.entry import Entered
    from athena_core.consent.meeting import Artist
    from athena_core.protocols import Work

COLUMNS = 80
MARGIN, INSET, DEEP = "  ", "    ", "      "
HEADING = "bold magenta"
FEW = 5
PICTURE = 18
"""Lines of the terminal a picture takes at most."""
SCREENFUL, SPARE = 20, 4
"""Lines of a list or a poem, and how many more are not worth cutting off."""


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
        if shared := people(artist):
            self._paragraph(shared)
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

    def shown(self, entered: Entered, work: Work) -> None:
        """Draw a picture, or tell it in words, or print a poem."""
        from rich.padding import Padding

        with work.open() as stream:
            data = stream.read()
        is_poem = work.media_type.startswith("text/")
        margin = INSET if is_poem else MARGIN
        drawn = self._poem(entered, data) if is_poem else self._picture(data)
        self.console.print()
        self.console.print(Padding(drawn, (0, 0, 0, len(margin))))
        if not is_poem:
            year = f", {entered.year}" if entered.year else ""
            self._paragraph(f"{entered.title}{year}", style="dim")

    def _picture(self, data: bytes) -> Text:
        from athena_core import preview, terminal

        colours = terminal.colours(self.console)
        width = min(self.console.width, show.WIDEST) - 2 * len(MARGIN)
        return preview.picture(data, width, colours=colours, height=PICTURE)

    def _poem(self, entered: Entered, data: bytes) -> Text:
        from athena_core import preview

        words = data.decode("utf-8", "replace")
        verse = preview.poem(words, title=entered.title, width=self.width - len(INSET))
        lines = verse.split("\n", allow_blank=True)
        if len(lines) <= SCREENFUL + SPARE:
            return verse
        rest = Text(f"and {len(lines) - SCREENFUL:,} more lines", style="dim")
        return Text("\n").join([*lines[:SCREENFUL], rest])

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
