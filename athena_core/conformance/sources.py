"""Folders for datasets to read: the kit's own works, or a copy of the author's."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from athena_core.conformance import corpus as works
from athena_core.conformance.check import NotAsked

BROKEN = "broken"
"""Stands in the name of the file that is not whole."""
GARBAGE = b"\xff\xfe\x00\xff\x9d"


def prepared(
    place: Path,
    given: object,
    media_types: tuple[str, ...],
    *,
    broken: bool = False,
) -> str:
    """Return a folder or file to read, of the author's if given, else made here.

    With `broken`, a file that is not whole lies beside the others; `NotAsked` when
    there is nothing that it can lie beside.
    """
    if given is None:
        place.mkdir(parents=True, exist_ok=True)
        _write(place, media_types)
        return str(_broken(place) if broken else place)
    source = Path(str(given)).expanduser()
    if not broken:
        return str(source)
    if not source.is_dir():
        raise NotAsked("it was given one file, and no folder for a broken one")
    shutil.copytree(source, place, dirs_exist_ok=True)
    return str(_broken(place))


def _write(place: Path, media_types: tuple[str, ...]) -> None:
    """Write four works of each kind that fits, named as collections name files."""
    kinds = [kind for kind in works.KINDS if kind in media_types]
    for kind in kinds or [works.known(media_types or ("text/plain",))]:
        make, ending = works.KINDS[kind]
        for number in range(works.FOUR):
            maker = works.MAKERS[number % len(works.MAKERS)].lower().replace(" ", "-")
            name = f"{maker}_first-word-{number}-{1900 + number}{ending}"
            (place / name).write_bytes(make(number))
    if "text/plain" in media_types:
        _table(place / "poems.csv")


def _table(path: Path) -> None:
    """Write a table of other poems than those in the folder."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("Title", "Poem", "Poet", "Tags"))
        for number in range(40, 40 + works.FOUR):
            maker = works.MAKERS[number % len(works.MAKERS)]
            text = works.text(number).decode()
            table.writerow((works.title(number), text, maker, "Night"))


def _broken(place: Path) -> Path:
    """Lay a copy of a file there, garbled from its beginning; one of each kind."""
    files = [path for path in sorted(place.rglob("*")) if path.suffix != ".toml"]
    kinds = {path.suffix: path for path in files if path.is_file()}
    if not kinds:
        raise NotAsked("there is no file that a broken one could be like")
    for whole in kinds.values():
        name = _named(whole.name) if "_" in whole.name else f"{BROKEN}-{whole.name}"
        whole.with_name(name).write_bytes(GARBAGE + whole.read_bytes()[:40])
    return place


def _named(name: str) -> str:
    """Return a name of the same form: `maker_title-year.png`."""
    maker, _, rest = name.partition("_")
    return f"{maker}_{BROKEN}-{rest}"
