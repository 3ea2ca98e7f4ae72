"""The pages of the project as tests read them: blocks of code, links, commands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "[!.]*/*.md", "docs/*/*.md", "plugins/*/README.md")
    for path in ROOT.glob(pattern)
)
SHELLS = {"", "console", "sh", "bash", "powershell"}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of code, with where it stands."""

    page: str
    line: int
    language: str
    code: str

    @property
    def file(self) -> str:
        """The path that the first line of a file's block names, or nothing."""
        named = re.match(r"# (?:src/)?(\w+/[\w/]+\.py)(, continued)?\n", self.code)
        return named[1] if named else ""

    def write(self, folder: Path) -> None:
        """Write the file that the block shows; one that is continued grows."""
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        head, _, _ = self.code.partition("\n")
        before = f"{path.read_text()}\n\n" if head.endswith(", continued") else ""
        path.write_text(before + self.code, encoding="utf-8")


@cache
def tokens(page: str) -> tuple[Token, ...]:
    """Parse a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return tuple(MarkdownIt().enable("table").parse(text))


def blocks(page: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page."""
    for token in tokens(page):
        if token.type == "fence":
            line = (token.map or [0])[0] + 1
            language = token.info.partition(" ")[0]
            yield Block(page, line, language, token.content)


def inline(page: str) -> Iterator[Token]:
    """Yield what stands inside lines: links, pictures, words of code."""
    for token in tokens(page):
        yield from token.children or ()


def links(page: str) -> Iterator[str]:
    """Yield every address a page links to or shows."""
    for token in inline(page):
        address = token.attrGet("href") or token.attrGet("src")
        if address:
            yield str(address)
    for token in tokens(page):
        if token.type == "html_block":
            yield from re.findall(r'(?:href|src)="([^"]+)"', token.content)


def anchors(page: str) -> set[str]:
    """Return the anchors that the headings of a page have on GitHub."""
    known = tokens(page)
    return {
        re.sub(r"[^\w\- ]", "", known[at + 1].content.lower()).replace(" ", "-")
        for at, token in enumerate(known)
        if token.type == "heading_open"
    }


def commands(page: str) -> Iterator[list[str]]:
    """Yield the words of every `athena ...` line in blocks and in the text."""
    for block in blocks(page):
        if block.language in SHELLS:
            yield from typed(block)
    for token in inline(page):
        if token.type == "code_inline":
            yield from _athena(token.content)


def typed(block: Block) -> Iterator[list[str]]:
    """Yield the words of each `athena` command that a block types."""
    for line in re.sub(r"\\\n\s*", "", block.code).splitlines():
        command = re.split(" {3,}", line.strip())[0]  # a remark may follow, apart
        yield from _athena(command.removeprefix("$ "))


def _athena(line: str) -> Iterator[list[str]]:
    """Yield what follows `athena`, be it called by name or by a path."""
    if re.match(r"(\S*[/\\])?athena( |$)", line):
        yield shlex.split(line.replace("\\athena", "/athena"), comments=True)[1:]
