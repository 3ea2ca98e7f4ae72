# ruff: noqa: INP001
"""The consent text for those who read on paper: the same words, in large print."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from wording import MADE

from athena_core.consent.doors.questions import asked
from athena_core.consent.proof.evidence import text_file

ROOT = Path(__file__).parents[2] / "artists_registry"
STYLE = """\
@page { size: A4; margin: 16mm 20mm 15mm 22mm; }
body { margin: 0 auto; max-width: 168mm; color: #000; background: #fff;
  font: 12pt/1.33 Georgia, "Liberation Serif", "Times New Roman", serif; }
h1 { font-size: 20pt; line-height: 1.15; margin: 0 0 4mm; }
h2 { font-size: 14pt; line-height: 1.2; margin: 5mm 0 1.2mm; break-after: avoid; }
p, ul, ol { margin: 0 0 2mm; orphans: 2; widows: 2; }
ul, ol { padding-left: 7mm; }
li { margin-bottom: 1mm; break-inside: avoid; }
code { font: inherit; font-weight: bold; }
@media screen { body { padding: 10mm 6mm; } }
"""


def printed() -> dict[str, str]:
    """Return the text as a page to print, by its path."""
    name = asked().text
    source = (ROOT / text_file(name)).read_text(encoding="utf-8")
    page = (
        "<!doctype html>\n"
        f"<!-- {MADE.partition(' from ')[0]} from {text_file(name)}. -->\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name} (Athena)</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{MarkdownIt().render(source)}</main>\n</body>\n</html>\n"
    )
    file = f"{name.replace('/', '-')}.html"
    return {f"artists_registry/forms/{file}": page}
