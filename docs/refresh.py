# ruff: noqa: INP001
"""Write what the README takes from the shipped models: a poem, tables, pictures.

    python docs/refresh.py             # the text between the README's markers
    python docs/refresh.py --pictures  # docs/pictures as well

A test compares the text with what this would write, so it can't rot.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from PIL import Image

from athena_core import run
from athena_core.library import ledger, models
from athena_core.plugins import plugins
from athena_core.protocols import Model
from athena_core.provenance import stamp
from athena_core.run.saving import Saved, derived
from athena_core.upscaling import upscale

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURES = ROOT / "docs" / "pictures"
PAINTED = (7, 8, 9, 10, 11, 12, 13, 14)
"""Seeds of the sheet at the top, in order."""
COLUMNS, SIDE, GAP = 4, 216, 8
POSTCARD, CARD_WIDTH = 8, 880
"""Seed of the postcard's picture and poem; its width on the page."""
POEM = 9
"""Chosen from the first sixteen."""
OPENING = ("the sea", 13, 8)
"""Opening words, seed and number of lines of the second poem."""
LARGEST = 10
REGION = re.compile(r"(<!-- begin: ([\w ]+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """Return a page with every region written anew."""
    return REGION.sub(lambda m: f"{m[1]}{_region(m[2])}{m[3]}", text)


def _region(name: str) -> str:
    writers: dict[str, Callable[[], str]] = {
        "picture": _picture,
        "poem": _poem,
        "opening": _opening,
        "whose": _whose,
        "shares painter": lambda: _shares("painter"),
        "shares poet": lambda: _shares("poet"),
        "measures": _measures,
    }
    return writers[name]()


def _picture() -> str:
    seeds = f"{PAINTED[0]} to {PAINTED[-1]}"
    return (
        f"![Eight small paintings, seeds {seeds}](docs/pictures/paintings.png)\n\n"
        f"*Eight pictures by the painter that comes along, seeds {seeds}, unchosen.*\n"
    )


def _poem() -> str:
    saved = _made("poet", (POEM,))[0]
    return (
        f"{_verse(saved)}\n"
        "*A poem by the poet that comes along, chosen from sixteen: "
        f"`athena create poet --seed {POEM}`.*\n"
    )


def _opening() -> str:
    words, seed, lines = OPENING
    saved = _made("poet", (seed,), opening=words, lines=lines)[0]
    return (
        f"```console\n$ athena create poet --seed {seed} --lines {lines} "
        f'--opening "{words}"\n{_plain(saved)}```\n'
    )


def _plain(saved: Saved) -> str:
    title = f"{saved.piece.title}\n\n" if saved.piece.title else ""
    return f"{title}{saved.piece.data.decode()}"


def _verse(saved: Saved) -> str:
    """Set a poem as a quotation, its lines kept."""
    stanzas = saved.piece.data.decode().strip().split("\n\n")
    set_ = ["\\\n> ".join(_escaped(stanza).splitlines()) for stanza in stanzas]
    head = [f"**{_escaped(saved.piece.title)}**"] if saved.piece.title else []
    return "> " + "\n>\n> ".join([*head, *set_]) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


def _whose() -> str:
    record = _shipped("painter").ledger
    parts = ledger.shares(record)[:3]
    total = sum(count for _, count in ledger.shares(record))
    rows = "".join(f"{maker}\t{n}\t{n / total:.1%}\n" for maker, n in parts)
    said = ledger.summary(record)
    return f"```console\n$ athena models info painter\n...\n{said}\n{rows}...\n```\n"


def _shares(generator: str) -> str:
    """Draw the table of makers, largest first, the smaller ones together."""
    record = _shipped(generator).ledger
    parts = ledger.shares(record)
    total = sum(count for _, count in parts)
    rest = parts[LARGEST:]
    rows = list(parts[:LARGEST])
    if rest:
        rows.append((f"{len(rest)} more makers", sum(count for _, count in rest)))
    head = f"| the {generator}'s makers: {len(parts)} | works: {total:,} | share |\n"
    lines = (f"| {maker} | {count:,} | {count / total:.1%} |" for maker, count in rows)
    return head + "|---|---:|---:|\n" + "\n".join(lines) + "\n"


def _measures() -> str:
    """Say what the cards say was measured."""
    poet, painter = (_shipped(name).card["measures"] for name in ("poet", "painter"))
    return (
        f"- The poet: {poet['bits_per_character']:.2f} bits per character on "
        f"{poet['held_out_poems']} whole poems it never saw, case, punctuation and "
        "line breaks counted.\n"
        "  A 5-gram with modified Kneser-Ney smoothing on the same poems needs "
        f"{poet['bits_per_character_of_a_5_gram']:.2f}; lower is better.\n"
        "- The painter: sliced Wasserstein distance to the "
        f"{painter['held_out']} works it never saw: {painter['distance']:.1f}.\n"
        "  That of the works it learned from, for scale: "
        f"{painter['distance_of_works_learned_from']:.1f}; lower is nearer.\n"
    )


def _shipped(generator: str) -> Model:
    named = plugins().generator(generator)
    model = models.shipped(named.spec.weights, named.id)
    if model is None:
        sys.exit(f"{named.id} ships no weights here")
    return model


def _made(generator: str, seeds: Iterable[int], **values: object) -> list[Saved]:
    with tempfile.TemporaryDirectory() as folder:
        events = run.create(
            plugins(),
            generator,
            tuple(seeds),
            values,
            folder=Path(folder),
        )
        return [event for event in events if isinstance(event, Saved)]


def paintings() -> None:
    """Write the sheet at the top of the README, with a record of its own."""
    saved = _made("painter", PAINTED)
    tiles = [_tile(one) for one in saved]
    rows = -(-len(tiles) // COLUMNS)
    step = SIDE + GAP
    sheet = Image.new("RGB", (COLUMNS * step - GAP, rows * step - GAP), "white")
    for place, tile in zip(_places(len(tiles), step), tiles, strict=True):
        sheet.paste(tile, place)
    parameters = {"seeds": ", ".join(map(str, PAINTED)), "upscaling": "brush"}
    _save("paintings.png", sheet, saved[0], "sheet", parameters)


def postcard() -> None:
    """Write the front of a postcard as `athena demo` makes it, smaller."""
    picture, poem = _made("painter", (POSTCARD,))[0], _made("poet", (POSTCARD,))[0]
    with tempfile.TemporaryDirectory() as folder:
        card = run.postcard(picture, poem, Path(folder))
        with Image.open(card.front) as front:
            size = CARD_WIDTH, round(front.height * CARD_WIDTH / front.width)
            small = front.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    _save("postcard.png", small, picture, "postcard", {"seed": str(POSTCARD)})


def _save(
    name: str,
    image: Image.Image,
    source: Saved,
    operation: str,
    parameters: dict[str, str],
) -> None:
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    data = stream.getvalue()
    written = derived(source.artwork.record, operation, parameters, data)
    stamp.save(PICTURES / name, data, written)


def _tile(saved: Saved) -> Image.Image:
    with Image.open(io.BytesIO(saved.piece.data)) as image:
        large = upscale(image.convert("RGB"), "brush", 4 * SIDE)
    return large.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _places(count: int, step: int) -> Iterator[tuple[int, int]]:
    for number in range(count):
        yield number % COLUMNS * step, number // COLUMNS * step


def main() -> None:
    """Write the README, and the pictures where they are asked for."""
    if "--pictures" in sys.argv:
        PICTURES.mkdir(exist_ok=True)
        paintings()
        postcard()
    README.write_text(
        refreshed(README.read_text(encoding="utf-8")),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
