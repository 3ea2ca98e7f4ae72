"""`athena inspect FILE`: whose works are behind a piece, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

OPERATIONS = {
    "postcard": "a postcard",
    "presentable": "the large picture",
    "page": "a page of pieces, this one the first,",
    "print": "a print",
    "walk": "a moving picture",
}
LARGEST = 10
"""Makers that are listed by name; the record holds every one."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "machine", is_flag=True, help="Write the record as JSON.")
def inspect(file: Path, machine: bool) -> None:
    """Say whose works are behind a piece, by what right, and what you may do."""
    from athena_core.cli import show
    from athena_core.library import keys
    from athena_core.provenance.verify import verify

    verdict = verify(file, keys.trusted())
    if machine:
        show.as_json({"level": verdict.level, "record": verdict.record})
    elif verdict.record is None:
        show.write(f"{file}: {verdict.level}: {verdict.sentence}")
    else:
        for line in _lines(verdict):
            show.write(line)
    if verdict.level in {"none", "broken"}:
        raise click.exceptions.Exit(1)


def _lines(verdict: Any) -> Iterator[str]:
    from athena_core.provenance.terms import terms

    record = verdict.record
    yield record.get("title") or "(no title)"
    yield from _made(record)
    yield ""
    yield from _works(record)
    yield from _checks(record)
    yield from _today(record)
    yield f"Checked: {verdict.level}; {verdict.sentence}."
    yield ""
    yield str(terms(record))


def _made(record: Mapping[str, Any]) -> Iterator[str]:
    generator, recipe = record["generator"], record["recipe"]
    made = str(record["made_on"]).replace("T", " ").replace("Z", " UTC")
    yield f"  a {record['kind']} made by a machine, {made}"
    yield (
        f"  Athena {generator['core']}, {generator['id']} "
        f"({generator['distribution']} {generator['version']})"
    )
    attempt = int(recipe["attempt"])
    drawn = f", drawn {attempt + 1} times" if attempt else ""
    yield f"  seed {recipe['seed']}{drawn}"
    told = [
        f"{name.replace('_', ' ')} {_value(value)}"
        for name, value in recipe["params"].items()
        if value not in {None, "", False}
    ]
    if told:
        yield f"  {', '.join(told)}"
    if derived := record.get("derived"):
        operation = str(derived["operation"])
        yield f"  this file is {OPERATIONS.get(operation, operation)} made from it"


def _value(value: object) -> str:
    return "yes" if value is True else str(value)


def _works(record: Mapping[str, Any]) -> Iterator[str]:
    model = record.get("model")
    if not model:
        yield "It learned from no works."
        return
    makers = model["makers"]
    if not makers:
        yield "Origin unknown: nobody has said whose works the model learned from."
        return
    yield f"Learned from {model['works']:,} works by {len(makers)} makers:"
    for one in makers[:LARGEST]:
        yield f"  {one['works']:>6,}  {one['maker']}"
    if rest := len(makers) - LARGEST:
        more = sum(one["works"] for one in makers[LARGEST:])
        if rest > 0:
            yield f"  {more:>6,}  {rest} more makers (--json names every one)"
    yield f"By what right: {_rights(model)}"
    for given in record.get("inputs", ()):
        yield f"Given: {given['name']} ({given['right']}: {given['because']})"


RIGHTS = {
    "public-domain": "copyright has run out (USA; life + 70 years; longer terms exist)",
    "consent": "consent",
    "open-licence": "an open licence",
    "own": "declared as the user's own, not checked",
    "generated": "made by a model",
}


def _rights(model: Mapping[str, Any]) -> str:
    parts = [
        f"{RIGHTS.get(basis, basis)}: {count:,}"
        for basis, count in sorted(model["rights"].items(), key=lambda part: -part[1])
    ]
    if declared := model.get("declared"):
        parts.append(f"declared by the user and not checked: {declared:,}")
    return "; ".join(parts)


def _checks(record: Mapping[str, Any]) -> Iterator[str]:
    told = [_checked(check) for check in record.get("checks", ())]
    if told:
        yield "Compared with the works it learned from, before it was saved:"
        yield from (f"  {one}" for one in told)


def _checked(check: Mapping[str, Any]) -> str:
    """Say in words what a near-copy check found."""
    found = {name: str(value) for name, value in check.items()}
    method = found.get("method", "?")
    if found.get("passed") == "not compared":
        return f"{METHODS.get(method, method)}: not compared, {found.get('because')}"
    told = METHODS.get(method)
    if told is None:
        rest = (f"{name} {value}" for name, value in found.items() if name != "method")
        return f"{method}: {', '.join(rest)}"
    if method == "athena.exact/1":
        return (
            f"{told}: {'it is none' if found.get('passed') == 'yes' else 'it is one'}"
        )
    if method == "athena.words/1":
        return (
            f"{told}: {found.get('longest')} (limit {found.get('limit')}), of "
            f"{found.get('works')} works"
        )
    return (
        f"{told}: {found.get('distance')} of 63 bits from {found.get('nearest')} "
        f"(copies are {found.get('limit')} or nearer), of {found.get('works')} works"
    )


METHODS = {
    "athena.exact/1": "a copy",
    "athena.words/1": "words in a row that a work has too",
    "athena.phash/1": "the nearest in looks",
    "athena.phash-views/1": "the nearest, mirrored and cut out as well",
}


def _today(record: Mapping[str, Any]) -> Iterator[str]:
    from athena_core.cli.asking import today
    from athena_core.consent.registry import registry
    from athena_core.consent.since import since

    known = registry()
    lines = list(since(known, record, today()))
    yield f"Today ({known.on}): " + ("" if lines else "nothing was withdrawn since.")
    for line in lines:
        yield f"  {line}"
    if lines:
        yield "  The piece was made before and stays; no new one is made of what ended."
