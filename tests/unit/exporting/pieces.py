"""Pieces of the tiny plugin as a person has them: files, then chosen again."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from athena_core import run
from athena_core.plugins import Plugins
from athena_core.provenance import reading, stamp
from athena_core.run.exporting import Chosen, chosen

VOID = {"meta", "img"}


def made(tiny: Plugins, generator: str, seed: int, **more: Any) -> Chosen:
    """Make a piece, save it, and read it again."""
    values = more.pop("values", {})
    events = run.create(tiny, generator, (seed,), values, **more)
    [saved] = [event for event in events if isinstance(event, run.Saved)]
    return chosen(saved.artwork.path)


def retold(one: Chosen, **changes: Any) -> Chosen:
    """Write a piece's file anew with another record, as a forger could."""
    record = {**one.record, **changes}
    stamp.save(one.path, one.piece.data, record)
    found = reading.read(one.path)
    assert found.fits
    return chosen(one.path)


def learned(one: Chosen, **more: Any) -> Chosen:
    """Give a piece a fictional model, of which no ledger is here."""
    model = {
        "name": "mine",
        "ledger_sha256": "0" * 64,
        "works": 2,
        "declared": 0,
        "makers": [{"maker": "Edda Fictional", "works": 2}],
        "rights": {"public-domain": 2},
        "tensors": {},
        "files": {},
        **more.pop("model", {}),
    }
    return retold(one, model=model, **more)


class Page(HTMLParser):
    """A page as a browser's parser takes it apart: elements, attributes and texts."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.source = path.read_text(encoding="utf-8")
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(self.source)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    @property
    def text(self) -> str:
        return "".join(data for tag, data in self.texts if tag != "style")

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return all elements with the names of their attributes, in order."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def meta(self, name: str) -> str:
        [found] = [one for one in self.of("meta") if one.get("name") == name]
        return found["content"]
