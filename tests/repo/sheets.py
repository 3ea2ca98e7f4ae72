"""A printable sheet as tests read it: pages, fields and what they are called."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
VOID = {"input", "meta"}


@dataclass
class Sheet(HTMLParser):
    """What a sheet holds; filled by reading it."""

    pages: int = 0
    language: str = ""
    fields: list[dict[str, str]] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    """Fields that a reader for the blind could not name."""
    headings: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text: str = ""
    styles: str = ""
    comments: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(one["name"] for one in self.fields))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.pages += "page" in given.get("class", "").split()
        self.language = given.get("lang", self.language)
        self.addresses += [given[key] for key in ("href", "src") if key in given]
        if tag == "input":
            self.fields.append(given)
            if "aria-label" not in given and "label" not in self._open:
                self.nameless.append(given["name"])
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            self.styles += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def read(path: Path) -> Sheet:
    """Read a sheet's file; every tag that is opened is closed."""
    sheet = Sheet()
    sheet.feed(path.read_text(encoding="utf-8"))
    sheet.close()
    assert sheet._open == []
    return sheet


def printed(path: Path, folder: Path) -> bytes:
    """Print a sheet with a browser, as a person would; skip where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no browser here to print with")
    pdf = folder / f"{path.stem}.pdf"
    subprocess.run(
        [
            *(found, "--headless", "--no-sandbox", "--disable-gpu"),
            *("--disable-dev-shm-usage", f"--user-data-dir={folder / 'profile'}"),
            *("--no-pdf-header-footer", f"--print-to-pdf={pdf}", path.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return pdf.read_bytes()
