"""Options of the datasets; light, so that forms and help cost nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from athena_core import Params


class SourceParams(Params):
    """What every dataset that reads files is asked."""

    source: Path
    """Folder or file to read."""
    right: str | None = None
    """By what right the works are used: own, public-domain, or a licence such as
    CC-BY-4.0. A right in a rights.toml or works.csv beside the works comes first."""
    because: str | None = None
    """Why, in words; it is kept with every model that learns from the works."""


class FolderParams(SourceParams):
    """Options of `folder`."""

    maker: str = ""
    """Whose works these are, as credited, where nothing beside the works says so."""


class WikiArtParams(SourceParams):
    """Options of `wikiart`."""

    makers: Path | None = None
    """A .csv or .txt of maker names, one a line: only their pictures are read. A second
    column gives the name as credited."""


class PoetryFoundationParams(SourceParams):
    """Options of `poetry-foundation`."""


class GutenbergParams(SourceParams):
    """Options of `gutenberg`."""

    author: str = ""
    """Only books that name this author; others are skipped and say so."""
    numbers: Literal["auto", "titles", "parts"] = "auto"
    """What a Roman numeral on a line of its own is: the title of a poem, or a part
    of one. auto takes the book's printed contents and other titles as its guide."""


class StarterParams(Params):
    """Options of `starter`."""

    kind: Literal["both", "pictures", "poems"] = "both"
    """Which of the two kinds of works to give."""
