"""Poems in files: one a `.txt`, one a line of `.jsonl`, one a row of `.csv`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from athena_core import InputError, Skipped
from athena_plugin_collections import tables
from athena_plugin_collections.book import START
from athena_plugin_collections.poems import Poem

TEXT = ("text", "poem", "lines", "body")
TITLE = ("title", "name")
MAKER = ("poet", "author", "maker", "artist")


def poems(name: str, text: str) -> Iterator[Poem | Skipped]:
    """Yield the poems of one file. Raises `InputError` when it cannot be made out."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".jsonl":
        yield from _of_lines(name, text)
    elif suffix == ".csv":
        yield from _of_table(name, text)
    else:
        yield _of_file(name, text)


def _of_file(name: str, text: str) -> Poem:
    """Return the poem of a `.txt`.

    Its title is the file's name, or a first line that begins with `# `, which is then
    no part of the poem. Raises `InputError` for a raw book, licence and all.
    """
    if START.search(text):
        raise InputError(f"it is a raw Gutenberg book: read it as gutenberg:{name}")
    heading = re.match(r"\s*#[ \t]+(\S[^\r\n]*)(\r\n|\r|\n|$)", text)
    if heading:
        return Poem(name=name, title=heading[1].strip(), text=text[heading.end() :])
    return Poem(name=name, title=title_of(PurePosixPath(name).stem), text=text)


def title_of(stem: str) -> str:
    """Return a file's name as a title: `the-first_song` is `the first song`."""
    plain = stem.replace("--amp--", " & ").replace("--13-", ", ")
    return re.sub(r"[-_\s]+", " ", plain).strip()


def _of_lines(name: str, text: str) -> Iterator[Poem | Skipped]:
    """Yield one poem a line; its id is the file's name and the number of the line."""
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        if not line.strip():
            continue
        where = f"{name}#{number}"
        try:
            yield _of_record(where, json.loads(line))
        except (ValueError, RecursionError):
            yield Skipped(name=where, reason="the line is no JSON")
        except InputError as error:
            yield Skipped(name=where, reason=str(error))


def _of_record(name: str, record: Any) -> Poem:
    if not isinstance(record, Mapping):
        raise InputError("the line holds no JSON object")
    labels = [f"tag:{tag}" for tag in _tags(record.get("tags"))]
    if book := _word(record, ("book",)):
        labels.append(f"book:{book}")
    return Poem(
        name=name,
        title=_word(record, TITLE),
        maker=_word(record, MAKER),
        year=tables.year(record.get("year")),
        labels=tuple(dict.fromkeys(labels)),
        text=_verse(record),
    )


def _word(record: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(f"its {key} is no text")
        if value and value.strip():
            return " ".join(value.split())
    return ""


def _verse(record: Mapping[str, Any]) -> str:
    for key in TEXT:
        value = record.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            if all(isinstance(line, str) for line in value):
                return "\n".join(value)
            raise InputError(f"its {key} are not all text")
        if value is not None:
            raise InputError(f"its {key} is neither text nor a list of lines")
    raise InputError(f"it has none of {', '.join(TEXT)}")


def _tags(value: Any) -> tuple[str, ...]:
    found = value.split(",") if isinstance(value, str) else value
    if not isinstance(found, list):
        return ()
    return tuple(tag.strip() for tag in found if isinstance(tag, str) and tag.strip())


def _of_table(name: str, text: str) -> Iterator[Poem | Skipped]:
    """Yield one poem a row; its id is the file's name and the number of the row."""
    for number, cells in tables.rows(text, TEXT):
        where = f"{name}#{number}"
        tags = _tags(cells.first("tags", "tag"))
        yield Poem(
            name=where,
            title=" ".join(cells.first(*TITLE).split()),
            maker=" ".join(cells.first(*MAKER).split()),
            year=tables.year(cells.first("year")),
            labels=tuple(dict.fromkeys(f"tag:{tag}" for tag in tags)),
            text=cells.raw(*TEXT),
        )
