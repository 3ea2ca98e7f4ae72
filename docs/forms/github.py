# ruff: noqa: INP001
"""The issue forms on GitHub.

Strings are quoted as JSON quotes them, which is YAML too: an answer that is only the
word no would be a boolean otherwise, and GitHub refuses such a form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wording import MADE, choices, left_empty

from athena_core.consent.doors.questions import Question, asked, questions

FOLDER = ".github/ISSUE_TEMPLATE"
OFFER = """\
With this form you offer works, and say what may be done with them and what not.

**This page is public, and everything you write here stays public for ever.**
Please write no e-mail, no telephone number and no address.
If you would rather not write in public, print the sheet `offer.html` \
from the folder `artists_registry/forms` and give it to a steward.

First read the [consent text](../blob/main/artists_registry/consent/\
athena-consent-1.en.md). It is short, and it says what can't be promised.

Nothing holds yet when you send this.
Two stewards look at it and ask you to confirm; then it stands in public for 14 days.
You get a receipt, with a code that takes it back.
While fewer than two stewards are named, an offer waits, and nothing is done with the \
works."""
WITHDRAW = """\
You need give no reason, and nobody will ask for one.
It takes effect within seven days.

**This page is public.**
Please write no e-mail, no telephone number and no address, and nothing about yourself.

Everybody can read the code once you send it.
It can take back all that your entry gives, and can do nothing else.
If you take back only a part, leave the code out, or use the printed sheet."""

Element = dict[str, Any]


def forms() -> dict[str, str]:
    """Return both forms by their paths."""
    offer = [element for part in _offer() for element in part]
    taken = [_element(one) for one in questions("withdraw")]
    return {
        f"{FOLDER}/offer-your-works.yml": _form(
            "Offer your works",
            "You make pictures or poems, and say what may be done with them. No code.",
            "registry-offer",
            [_text(OFFER), *offer],
        ),
        f"{FOLDER}/withdraw.yml": _form(
            "Take my works back",
            "All of them or a part, on any day, without a reason.",
            "registry-withdrawal",
            [_text(WITHDRAW), *taken],
        ),
    }


def _form(name: str, description: str, label: str, body: list[Element]) -> str:
    lines = [
        f"# {MADE}",
        f"name: {_quoted(name)}",
        f"description: {_quoted(description)}",
        f"labels: [{_quoted(label)}]",
        "body:",
    ]
    for element in body:
        lines += _yaml(element)
    return "\n".join(lines) + "\n"


def _offer() -> Iterator[list[Element]]:
    for part in asked().part:
        text = f"## {part.title}\n\n{part.help or ''}".rstrip()
        yield [_text(text), *(_element(one) for one in part.question)]


def _text(text: str) -> Element:
    return {"type": "markdown", "attributes": {"value": text}}


KINDS = {
    "tick": "checkboxes",
    "choice": "dropdown",
    "use": "dropdown",
    "paragraph": "textarea",
    "works": "textarea",
    "links": "textarea",
}


def _element(question: Question) -> Element:
    """Return a question as an element; a tick that is required is so by its option."""
    attributes: Element = {
        "label": question.ask,
        "description": f"{question.help} {left_empty(question)}".rstrip(),
    }
    element: Element = {
        "type": KINDS.get(question.kind, "input"),
        "id": question.id,
        "attributes": attributes,
    }
    if question.kind == "tick":
        attributes["options"] = [
            {"label": question.tick, "required": question.required}
        ]
        return element
    if options := [one.words for one in choices(question)]:
        attributes["options"] = options
    element["validations"] = {"required": question.required}
    return element


def _yaml(element: Element) -> Iterator[str]:
    """Yield an element's lines, in the little of YAML that forms need."""
    yield f"  - type: {element['type']}"
    if "id" in element:
        yield f"    id: {element['id']}"
    for key in ("attributes", "validations"):
        if key in element:
            yield f"    {key}:"
            for name, value in element[key].items():
                yield from _value(name, value)


def _value(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield f"      {name}:"
        for one in value:
            yield f"        - {_item(one)}"
    elif isinstance(value, str) and "\n" in value:
        yield f"      {name}: |"
        yield from (f"        {line}".rstrip() for line in value.split("\n"))
    else:
        yield f"      {name}: {_quoted(value)}"


def _item(value: Any) -> str:
    if not isinstance(value, dict):
        return _quoted(value)
    return "\n          ".join(f"{key}: {_quoted(one)}" for key, one in value.items())


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
