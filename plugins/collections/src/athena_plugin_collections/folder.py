"""`folder`: a folder of pictures or poems, with what it says of their rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from athena_core import InputError, Skipped, Work
from athena_plugin_collections import tables, texts
from athena_plugin_collections.credits import UNLISTED, Credit, Credits, check
from athena_plugin_collections.files import PICTURES, TEXTS, files_under
from athena_plugin_collections.looks import Looks
from athena_plugin_collections.params import FolderParams
from athena_plugin_collections.pictures import picture_work
from athena_plugin_collections.poems import Poem, poem_work
from athena_plugin_collections.rights import stated
from athena_plugin_collections.twins import smaller_twins
from athena_plugin_collections.usable import usable


class Folder:
    """Pictures and poems under a folder, or in one file."""

    def __init__(self, params: FolderParams) -> None:
        """Take the options. Raises `InputError` when the stated right is none."""
        self.source = params.source.expanduser()
        self.maker = params.maker.strip()
        self.right = stated(params.right, params.because)

    def works(self) -> Iterator[Work | Skipped]:
        """Yield every work and every file that is none, in the order of their names.

        Raises `InputError` when the source is missing or holds nothing usable, or when
        a `rights.toml` or `works.csv` in it is not well-formed.
        """
        yield from usable(self.source, self._items())

    def _items(self) -> Iterator[Work | Skipped]:
        files = files_under(self.source, PICTURES | TEXTS)
        known = Credits(files.root, self.right, self.maker)
        yield from files.skipped
        twins = {} if known.listed else smaller_twins(name for name, _ in files.named())
        with Looks() as looks:
            for name, file in files.named():
                if (credit := known.of(name)) is None:
                    yield Skipped(name=name, reason=UNLISTED)
                elif name in twins:
                    reason = f"{twins[name]} is the same picture, larger"
                    yield Skipped(name=name, reason=reason)
                elif file.suffix.lower() in PICTURES:
                    yield picture_work(looks, name, file, _titled(credit, name))
                else:
                    yield from _poems(name, file, credit)
        if self.source.is_dir():
            yield from known.left_over()


def _titled(credit: Credit, name: str) -> Credit:
    stem = PurePosixPath(name).stem
    return replace(credit, title=credit.title or texts.title_of(stem))


def _poems(name: str, file: Path, credit: Credit) -> Iterator[Work | Skipped]:
    """Yield the poems of a file; what the file says of itself comes first."""
    try:
        check(file, credit)
        for item in texts.poems(name, tables.read_text(file)):
            if isinstance(item, Poem):
                yield poem_work(_credited(item, credit), credit.right)
            else:
                yield item
    except InputError as error:
        yield Skipped(name=name, reason=str(error))


def _credited(poem: Poem, credit: Credit) -> Poem:
    return replace(
        poem,
        title=credit.title or poem.title,
        maker=poem.maker or credit.maker,
        year=credit.year if poem.year is None else poem.year,
        labels=tuple(dict.fromkeys(poem.labels + credit.labels)),
    )
