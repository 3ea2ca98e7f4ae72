# ruff: noqa: INP001
"""The printable sheets: two A4 pages to offer works, one to take them back.

Each is one file of HTML with its style inside, no script and nothing to load, so that
it can be saved, sent and printed anywhere. Lines are real fields: whoever likes fills
them in on the screen, and whoever uses a reader for the blind hears their names.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from wording import MADE, choices, left_empty

from athena_core.consent.doors.questions import Part, Question, asked, questions

FOLDER = "artists_registry/forms"
STYLE = (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")
WORKS = 6
"""Rows for works on the sheet; more go on another one."""
FIRST_PAGE = ("you", "works", "uses")
LINES = {"paragraph": 2, "about": 3, "links": 2, "entry": 5}
"""Lines to write on, by the kind or the id of a question; one otherwise."""
LONG = 28
"""Letters of an answer from which on two stand in a row."""
CODE_GROUPS, CODE_GROUP = 8, 4


def sheets() -> dict[str, str]:
    """Return both sheets by their paths."""
    return {
        f"{FOLDER}/offer.html": _document("Offer your works", _offer()),
        f"{FOLDER}/withdraw.html": _document("Take my works back", _withdraw()),
    }


def _document(title: str, body: str) -> str:
    return (
        "<!doctype html>\n"
        f"<!-- {MADE} -->\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} (Athena)</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _offer() -> str:
    first = [_part(part) for part in asked().part if part.id in FIRST_PAGE]
    second = [_part(part) for part in asked().part if part.id not in FIRST_PAGE]
    return _page("Offer your works", "1 of 2", OFFER, *first) + _page(
        "", "2 of 2", "", *second, WITNESSES
    )


OFFER = f"""\
<p>With this sheet you say what may be done with your works, and what not.
Read the consent text <b>{asked().text}</b> first, or have it read to you;
the person who gave you this sheet has it.
Nothing holds yet when you hand it in: two stewards look at it, then it is public for
14 days. You get a receipt, with a code that takes everything back.
The sheet stays with the stewards and is not published. What you write on it is,
so <b>please write no address, e-mail or telephone number</b>.</p>
"""
WITNESSES = """\
<section class="boxed"><h2>Signatures</h2>
<p class="help">The stewards: we spoke with this person; they know the text and say yes
freely. One of us gave them the receipt with the code.</p>
<table class="signing"><thead><tr><td></td><th scope="col">Name</th>
<th scope="col">Signature</th><th scope="col">Day</th></tr></thead><tbody>
<tr><th scope="row">You</th><td></td><td></td><td></td></tr>
<tr><th scope="row">A steward</th><td></td><td></td><td></td></tr>
<tr><th scope="row">Another</th><td></td><td></td><td></td></tr>
</tbody></table></section>
"""
WITHDRAW = """\
<p>You need give no reason, and nobody will ask for one.
From the day on which a steward has this sheet, it takes seven days at the most.
Then our programs refuse the works, the copies that we learn from are deleted, every
model of ours that learned from them is found and no longer published, and within
30 days it is made again without them.</p>
<p>What somebody downloaded before, and pieces that were already made, can't be called
back. Please write no address, e-mail or telephone number.</p>
"""
RECEIVED = """\
<section class="boxed"><h2>Received</h2>
<p class="help">With the code on the sheet, the steward asks nothing more. Without it,
two stewards make sure that it is you.</p>
<table class="signing"><thead><tr><td></td><th scope="col">Name</th>
<th scope="col">Signature</th><th scope="col">Day</th></tr></thead><tbody>
<tr><th scope="row">You (not needed with the code)</th><td></td><td></td><td></td></tr>
<tr><th scope="row">A steward</th><td></td><td></td><td></td></tr>
</tbody></table></section>
"""


def _withdraw() -> str:
    asked_for = "".join(
        _code(one) if one.id == "code" else _question(one)
        for one in questions("withdraw")
    )
    return _page("Take my works back", "1 of 1", WITHDRAW, asked_for, RECEIVED)


def _page(title: str, number: str, before: str, *parts: str) -> str:
    head = f"<h1>{title}</h1>\n" if title else ""
    foot = f"<footer>Athena · {asked().text} · page {number}</footer>\n"
    kind = "page" if number.endswith("2") else "page single"
    return f'<div class="{kind}">\n{head}{before}{"".join(parts)}{foot}</div>\n'


def _part(part: Part) -> str:
    inside = _uses(part) if part.answers else "".join(map(_question, part.question))
    note = f'<p class="help">{_text(part.help)}</p>\n' if part.help else ""
    return f"<section><h2>{_text(part.title)}</h2>\n{note}{inside}</section>\n"


def _uses(part: Part) -> str:
    """Return the seven uses as a table, with a box for every answer."""
    columns = "".join(
        f'<th scope="col">{_text(one.words)}</th>' for one in part.answers
    )
    rows = "".join(
        f'<tr><th scope="row" id="{one.id}">{number}. {_asked(one)}</th>'
        + "".join(
            f'<td><input type="radio" name="{one.id}" value="{answer.value}" '
            f'aria-label="{_text(answer.words)}"></td>'
            for answer in part.answers
        )
        + "</tr>\n"
        for number, one in enumerate(part.question, 1)
    )
    return (
        f'<table class="uses"><thead><tr><td></td>{columns}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table>\n"
    )


def _question(question: Question) -> str:
    if question.kind == "works":
        return _works(question)
    if question.kind == "tick":
        box = f'<input type="checkbox" name="{question.id}" id="{question.id}">'
        return (
            f'<div class="question"><p>{_asked(question)}</p>'
            f'<label class="choice">{box} {_text(question.tick or "")}</label></div>\n'
        )
    inside = "".join(_boxes(question)) or "".join(_lines(question))
    return (
        f'<div class="question {_form(question)}" role="group" '
        f'aria-labelledby="{question.id}">'
        f'<p id="{question.id}">{_asked(question)}</p>'
        f'<div class="answer">{inside}</div></div>\n'
    )


def _asked(question: Question) -> str:
    """Return the question in bold and the help beside it, with what empty means.

    In the table of uses it is said once, above it; of what is optional it is plain.
    """
    plain = question.kind == "use" or question.field.startswith("artist.")
    empty = "" if plain else left_empty(question)
    more = f"{question.help} {empty}".strip()
    return f'<b>{_text(question.ask)}</b> <span class="help">{_text(more)}</span>'


def _form(question: Question) -> str:
    """Return how the answer stands: on lines below, beside, or as boxes."""
    if any(len(one.words) > LONG for one in question.choices):
        return "wide"
    if question.choices:
        return "choices"
    return "beside" if _count(question) == 1 else "lines"


def _boxes(question: Question) -> Iterator[str]:
    for one in choices(question):
        yield (
            f'<label class="choice"><input type="radio" name="{question.id}" '
            f'value="{one.value}"> {_text(one.words)}</label>'
        )


def _lines(question: Question) -> Iterator[str]:
    count = _count(question)
    for number in range(1, count + 1):
        label = question.ask if count == 1 else f"{question.ask} (line {number})"
        yield _line(f"{question.id}-{number}", label)


def _count(question: Question) -> int:
    return LINES.get(question.id) or LINES.get(question.kind, 1)


def _line(name: str, label: str) -> str:
    return (
        f'<input class="line" type="text" name="{name}" autocomplete="off" '
        f'aria-label="{_text(label)}">'
    )


def _works(question: Question) -> str:
    rows = "".join(
        f'<tr><th scope="row">{number}</th>'
        f"<td>{_line(f'works-{number}-title', f'Title of work {number}')}</td>"
        f"<td>{_line(f'works-{number}-year', f'Year of work {number}')}</td>"
        f"<td>{_line(f'works-{number}-file', f'Where work {number} is')}</td></tr>\n"
        for number in range(1, WORKS + 1)
    )
    return (
        f'<div class="question"><p>{_asked(question)} More on another sheet.</p>\n'
        '<table class="works"><thead><tr><td></td><th scope="col">Title</th>'
        '<th scope="col">Year</th><th scope="col">Where the file is</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table></div>\n"
    )


def _code(question: Question) -> str:
    """Return boxes for a code as receipts print it: eight groups of four."""
    group = f'<span class="group">{"<i></i>" * CODE_GROUP}</span>'
    return (
        f'<div class="question"><p>{_asked(question)}</p>'
        f'<div class="code" role="img" aria-label="boxes for the code">'
        f"{group * CODE_GROUPS}</div></div>\n"
    )


def _text(text: str) -> str:
    return html.escape(text)
