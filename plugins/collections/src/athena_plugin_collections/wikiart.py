"""`wikiart`: pictures laid out as `style/artist-name_title-year.jpg`."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from athena_core import InputError, Skipped, Work
from athena_plugin_collections import tables
from athena_plugin_collections.credits import UNLISTED, Credit, Credits
from athena_plugin_collections.files import PICTURES, files_under
from athena_plugin_collections.looks import Looks
from athena_plugin_collections.params import WikiArtParams
from athena_plugin_collections.pictures import picture_work
from athena_plugin_collections.rights import stated
from athena_plugin_collections.usable import usable

NAME = re.compile(
    r"(?P<maker>[^_]+)_(?P<title>.+?)"
    r"(-(?P<year>1\d{3}|20\d{2})([-(](?P<copy>\d{1,2})\)?)?)?",
)
SMALL_WORDS = re.compile(
    "a[fl]|d[aeiou]|del|della|der|dos|el?|l[ae]|of|ter|van|von|y",
)
HEADERS = frozenset({"wikiart_name", "name", "artist", "maker", "painter"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """What a file's name tells."""

    maker: str
    """As in the name: `georgia-o'keeffe`."""
    title: str
    year: int | None


def parse(stem: str) -> Named | None:
    """Read a file's name without its ending; None when it is not of the form."""
    found = NAME.fullmatch(unquote(stem).strip())
    if found is None:
        return None
    title = " ".join(re.split(r"[-_\s]+", found["title"])).strip()
    if not title or not key(found["maker"]):
        return None
    copy = f" ({found['copy']})" if found["copy"] else ""
    return Named(
        maker=found["maker"],
        title=title[:1].upper() + title[1:] + copy,
        year=int(found["year"]) if found["year"] else None,
    )


def key(maker: str) -> str:
    """Return letters and figures only: `Georgia O'Keeffe` and `georgia-o-keeffe`."""
    plain = unicodedata.normalize("NFKD", maker).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def credited(maker: str) -> str:
    """Return a maker's name for people: `elaine-de-kooning` is Elaine de Kooning."""
    words = [word for word in re.split(r"[-\s]+", maker) if word]
    return " ".join(
        word if place and SMALL_WORDS.fullmatch(word) else _capital(word)
        for place, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return re.sub(r"(^|['\u2019])(\w)", lambda found: found[0].upper(), word)


class WikiArt:
    """Pictures whose maker, title and year stand in their names, style in the folder.

    The files themselves say nothing of rights: `rights.toml` or the user does.
    """

    def __init__(self, params: WikiArtParams) -> None:
        """Take the options. Raises `InputError` when the right or list is none."""
        self.source = params.source.expanduser()
        self.right = stated(params.right, params.because)
        self.makers = _makers(params.makers) if params.makers else None

    def works(self) -> Iterator[Work | Skipped]:
        """Yield the pictures, of the listed makers only where there is a list.

        Raises `InputError` when the source is missing or holds no usable picture.
        """
        yield from usable(self.source, self._items())

    def _items(self) -> Iterator[Work | Skipped]:
        files = files_under(self.source, PICTURES)
        known = Credits(files.root, self.right)
        yield from files.skipped
        met: set[str] = set()
        with Looks() as looks:
            for name, file in files.named():
                if (named := parse(PurePosixPath(name).stem)) is None:
                    yield Skipped(name=name, reason=_odd())
                    continue
                met.add(key(named.maker))
                if self.makers is not None and key(named.maker) not in self.makers:
                    continue
                credit = known.of(name)
                if credit is None:
                    yield Skipped(name=name, reason=UNLISTED)
                else:
                    yield picture_work(
                        looks, name, file, self._credit(credit, named, name)
                    )
        yield from self._unmet(met)
        if self.source.is_dir():
            yield from known.left_over()

    def _credit(self, credit: Credit, named: Named, name: str) -> Credit:
        shown = (self.makers or {}).get(key(named.maker), "")
        parents = PurePosixPath(name).parent.name
        style = (f"style:{parents.replace('_', ' ')}",) if parents else ()
        return replace(
            credit,
            title=credit.title or named.title,
            maker=credit.maker or shown or credited(named.maker),
            year=named.year if credit.year is None else credit.year,
            labels=tuple(dict.fromkeys(style + credit.labels)),
        )

    def _unmet(self, met: set[str]) -> Iterator[Skipped]:
        for one, name in (self.makers or {}).items():
            if one not in met:
                yield Skipped(name=name, reason="no picture here is by this maker")


def _odd() -> str:
    return "its name is not of the form artist-name_title-year"


def _makers(file: Path) -> Mapping[str, str]:
    """Read names of makers, one a line, a second column being the name as credited."""
    try:
        text = tables.read_text(file.expanduser())
        lines = list(csv.reader(text.splitlines()))
    except (InputError, csv.Error) as error:
        raise InputError(f"{file}: {error}") from None
    makers: dict[str, str] = {}
    for number, cells in enumerate(lines):
        name = cells[0].strip() if cells else ""
        if not key(name) or name.startswith("#"):
            continue
        if not number and name.casefold() in HEADERS:
            continue
        shown = cells[1].strip() if len(cells) > 1 else ""
        slug = name == name.lower() and " " not in name
        makers[key(name)] = shown or (credited(name) if slug else name)
    if not makers:
        raise InputError(f"{file} names no maker")
    return makers
