"""The page itself: head, pieces, and at the foot whose works are behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from athena_core.library.models import slug
from athena_core.provenance import stamp
from athena_core.provenance.record import installed
from athena_core.provenance.stamp import stamped
from athena_core.run.exporting import telling
from athena_core.run.exporting.allowing import Asked
from athena_core.run.exporting.choosing import Chosen
from athena_core.run.exporting.markup import (
    data_address,
    lines,
    policy,
    style,
    tag,
    words,
)
from athena_core.setting import curled

SMALL = 256
"""A picture whose longer side has fewer pixels is drawn in whole squares."""
WIDE = 512
"""About how many pixels the longer side of a small picture is drawn at."""
RESERVED = (
    "No machine may be taught with what is on this page: its text and data mining is "
    "reserved (tdm-reservation: 1; Content-Usage: train-ai=n)."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it lies in the page, and what it shows in words."""

    media_type: str
    data: bytes
    size: tuple[int, int] | None
    alternative: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """All that the page has of one piece; texts are plain."""

    chosen: Chosen
    heading: str
    facts: telling.Facts
    credit: str
    picture: Picture | None
    large: Picture | None


def page(
    pieces: Sequence[Shown],
    models: Mapping[str, Any],
    *,
    title: str,
    asked: Asked,
    on: dt.date,
) -> str:
    """Return the whole document."""
    body = [
        tag("a", "To the pieces", class_="skip", href="#pieces"),
        _header(pieces, title, asked),
        tag("main", lines(_pieces(pieces)), id="pieces"),
        _footer(models, asked, on),
    ]
    whole = lines([_head(title, asked), tag("body", lines(["", *body, ""]))])
    return f"<!doctype html>\n{tag('html', whole, lang='en')}\n"


def _head(title: str, asked: Asked) -> str:
    css = style()
    robots = "noai, noimageai" + (", noindex, nofollow" if asked.private else "")
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "referrer": "no-referrer",
        "robots": robots,
        "tdm-reservation": "1",
        "content-usage": "train-ai=n",
        "generator": f"Athena {installed('athena-core')}",
        "description": "Pictures and poems made by a machine, with their credits.",
    }
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy(css)),
        *(tag("meta", name=name, content=value) for name, value in named.items()),
        tag("title", words(title)),
        tag("style", css),
    ]
    return tag("head", lines(["", *head, ""]))


def _header(pieces: Sequence[Shown], title: str, asked: Asked) -> str:
    count = f"{len(pieces):,} piece{'' if len(pieces) == 1 else 's'}"
    said = (
        f"{count}, made by a machine with Athena. Under each stands from whose works "
        "the machine learned; it is not a work by any of them."
    )
    parts = [tag("h1", words(title), dir="auto"), tag("p", words(said))]
    if asked.private:
        parts.append(tag("p", lines(_private(asked)), class_="private"))
    return tag("header", lines(parts))


def _private(asked: Asked) -> Iterator[str]:
    yield tag("strong", "Private copy.") + " This page is for its maker alone and is "
    yield "not to be published" + (":" if asked.why else ".")
    yield words("; ".join(asked.why) + ("." if asked.why else ""))


def _pieces(pieces: Sequence[Shown]) -> Iterator[str]:
    for number, one in enumerate(pieces, 1):
        name = f"piece-{number}"
        kind = "poem" if one.picture is None else "picture"
        inner = _poem(one, name) if one.picture is None else _pictured(one, name)
        yield tag(
            "article", inner, class_=kind, id=name, aria_labelledby=f"{name}-title"
        )


def _title(one: Shown, name: str) -> str:
    return tag("h2", words(curled(one.heading)), id=f"{name}-title", dir="auto")


def _pictured(one: Shown, name: str) -> str:
    assert one.picture is not None  # noqa: S101 - a poem goes the other way
    caption = tag("figcaption", lines([_title(one, name), *_caption(one)]))
    return tag("figure", lines([_image(one.picture), caption]))


def _poem(one: Shown, name: str) -> str:
    poem = one.chosen.piece.data.decode().strip("\n")
    verse = [
        tag(
            "p",
            "".join(
                tag("span", words(curled(line)), dir="auto")
                for line in stanza.split("\n")
            ),
        )
        for stanza in poem.split("\n\n")
    ]
    caption = tag("figcaption", lines(_caption(one)))
    parts = [_title(one, name), tag("div", lines(verse), class_="verse"), caption]
    return tag("figure", lines(parts))


def _image(picture: Picture) -> str:
    given = {"alt": picture.alternative, "decoding": "async"}
    if picture.size is not None:
        longest = max(picture.size)
        times = max(1, WIDE // longest) if longest < SMALL else 1
        width, height = (side * times for side in picture.size)
        given |= {"width": str(width), "height": str(height)}
        given |= {"class_": "pixels"} if longest < SMALL else {}
    return tag("img", src=data_address(picture.media_type, picture.data), **given)


def _caption(one: Shown) -> Iterator[str]:
    yield tag("p", words(one.credit))
    if one.large is not None:
        inner = tag("summary", "Large picture") + _image(one.large)
        yield tag("details", inner, class_="large")
    told = lines(_fact(name, value) for name, value in one.facts)
    parts = [tag("summary", "About this piece"), tag("dl", told), *_saving(one)]
    yield tag("details", lines(parts))


def _fact(name: str, value: str) -> str:
    told = words(value)
    if name == "To make it again":
        told = tag("code", told)
    return tag("dt", words(name)) + tag("dd", told)


def _saving(one: Shown) -> Iterator[str]:
    """Offer a poem's file and its record; a picture is saved with both in it."""
    if one.picture is not None:
        return
    record, path = one.chosen.record, one.chosen.path
    text = stamped("text/plain", one.chosen.piece.data, record)
    kept = stamp.sidecar(path).read_bytes()
    name = f"{slug(str(record['generator']['id']))}-{int(record['recipe']['seed'])}.txt"
    files = {"the poem": (name, "text/plain", text)}
    files["its record"] = (f"{name}.athena.json", "application/json", kept)
    links = [
        tag("a", words(label), download=name, href=data_address(kind, data))
        for label, (name, kind, data) in files.items()
    ]
    yield tag("p", f"Save {' and '.join(links)}.", class_="save")


def _footer(models: Mapping[str, Any], asked: Asked, on: dt.date) -> str:
    parts = [tag("h2", "Whose works are behind it")] if models else []
    for name, model in models.items():
        parts += [tag("h3", words(name)), *_model(model)]
    how = (
        f"Each picture holds its record: save it, then {_code('athena inspect')} says "
        f"whose works are behind it and {_code('athena remake')} makes it again. "
    ) + words(f"The names are those of {on}; Athena {installed('athena-core')}.")
    parts += [tag("h2", "About this page"), tag("p", how)]
    parts += [] if asked.private else [tag("p", words(RESERVED))]
    return tag("footer", lines(parts))


def _code(text: str) -> str:
    return tag("code", words(text))


def _model(model: Mapping[str, Any]) -> Iterator[str]:
    makers = list(telling.makers(model))
    said = f"Learned from {model['works']:,} works by {len(makers)} makers."
    if not makers:
        yield tag("p", "Origin unknown: nobody has said whose works it learned from.")
        return
    right = f"By what right: {telling.rights(model)}."
    yield tag("p", words(f"{said} {right}"))
    named = (tag("li", words(f"{maker}, {count:,}")) for maker, count in makers)
    yield tag("ul", lines(named))
