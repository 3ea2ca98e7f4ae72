"""`athena datasets`: where works come from, and whether they may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from athena_core.cli.asking import ASKING, asking
from athena_core.cli.asking import NAMES as ASKED
from athena_core.cli.declaring import forget, new
from athena_core.cli.sentences import Sentences
from athena_core.cli.syncing import sync
from athena_core.cli.works import WORKS, opened, wanted

if TYPE_CHECKING:
    from athena_core.consent.overlay import Declaration
    from athena_core.errors import InputError
    from athena_core.protocols import Corpus

SCREENFUL, NAMED = 20, 4
GENERATED = "generated"
PIECES = "Pieces that a model makes: generated:poet, generated:painter:200."
OF_PIECES = (
    ("count", "100", "How many, seeds 1 to N; also written generated:NAME:N."),
    ("model", "", "A model of yours that makes them; the shipped one if left out."),
    ("...", "", "And the generator's own options: `athena create NAME --help`."),
)


@click.group(cls=Sentences)
def datasets() -> None:
    """List datasets, look at one, check what it holds, or declare one of your own."""


datasets.add_command(new)
datasets.add_command(forget)
datasets.add_command(sync)


@datasets.command("list")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(machine: bool) -> None:
    """List the kinds of datasets that are installed, and those you declared."""
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.plugins import plugins

    found, own = plugins().datasets, _own()
    if machine:
        kinds = [{"id": one.id, **asdict(one.spec)} for one in found]
        kinds.append({"id": GENERATED, "name": GENERATED, "summary": PIECES})
        show.as_json(kinds + [_record(one) for one in own])
        return
    show.table(
        ("dataset", "what it reads"),
        [*((one.spec.name, one.spec.summary) for one in found), (GENERATED, PIECES)],
    )
    if not found:
        show.say("none is installed; `athena plugins search` says what there is")
    if own:
        show.say("\nDeclared by you; nobody has checked them, and they stay here:")
        show.table(("dataset", "whose", "works"), [_row(one) for one in own])


def _own() -> list[Declaration | InputError]:
    """Return what is declared; where nothing is, nothing heavy is loaded."""
    from athena_core.library import home

    if not (home.home() / "registry" / "own").is_dir():
        return []
    from athena_core.consent import overlay

    return list(overlay.listing())


def _row(one: Declaration | InputError) -> tuple[str, str, str]:
    from athena_core.consent import overlay

    if not isinstance(one, overlay.Declaration):
        return ("(broken)", "", str(one))
    whose = one.licence or overlay.IN_WORDS[one.right]
    return (one.name, whose, one.source)


def _record(one: Declaration | InputError) -> dict[str, Any]:
    from athena_core.consent import overlay

    if not isinstance(one, overlay.Declaration):
        return {"problem": str(one)}
    content = one.model_dump(mode="json", exclude_none=True)
    content["schema"] = content.pop("schema_")
    return {"id": one.name, "name": one.name, "declaration": content}


@datasets.command()
@click.argument("name")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def info(name: str, machine: bool) -> None:
    """Show a dataset's options, or what you declared of it."""
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.consent import overlay
    from athena_core.params import fields
    from athena_core.plugins import load, plugins

    if declaration := overlay.find(name):
        _declared(declaration, machine=machine)
        return
    if name.partition(":")[0] == GENERATED:
        show.write(f"{GENERATED}: {PIECES}")
        show.table(("option (-o name=value)", "default", "meaning"), OF_PIECES)
        return
    named = plugins().dataset(name)
    options = fields(load(named.spec.params))
    if machine:
        drawn = [asdict(field) for field in options]
        show.as_json({"id": named.id, **asdict(named.spec), "options": drawn})
        return
    show.write(f"{named.id}: {named.spec.summary}")
    show.table(
        ("option (-o name=value)", "default", "meaning"),
        [
            (
                field.name,
                "" if field.default is None else str(field.default),
                field.help,
            )
            for field in options
        ],
    )


def _declared(declaration: Declaration, *, machine: bool) -> None:
    from athena_core.cli import show
    from athena_core.consent import overlay
    from athena_core.library import ledger

    if machine:
        show.as_json(_record(declaration))
        return
    show.write(f"{declaration.name}: {declaration.source}")
    whose = declaration.licence or overlay.IN_WORDS[declaration.right]
    show.write(f"  whose works: {whose}")
    show.write(f"  why: {declaration.because}")
    if declaration.maker:
        show.write(f"  maker: {declaration.maker}")
    show.write(f"  declared: {declaration.declared}")
    if declaration.right == "not-asked":
        show.write("  nothing learns from them until they have been asked")
    else:
        show.write(f"  {ledger.DECLARED}; kept on this machine alone")


def _check(name: str, *, machine: bool, **values: Any) -> None:
    from athena_core import run
    from athena_core.cli import show
    from athena_core.consent.registry import registry
    from athena_core.library import ledger
    from athena_core.plugins import plugins

    asked = asking(**{key: values.pop(key) for key in ASKED}, past=True)
    offer, selection = wanted(name, **values)
    title, dataset = opened(offer)
    corpus = run.considered(plugins(), dataset, selection, asking=asked)
    if warning := registry().warning(asked.on):
        show.say(warning)
    record = ledger.ledger(corpus, title, None, registry().known)
    if machine:
        show.as_json(record)
        return
    show.write(f"{title}: {ledger.counted(record)} may be learned from")
    if corpus.works and (mark := ledger.marked(record)):
        show.write(mark)
    _tell(corpus)
    if not corpus.works:
        raise click.exceptions.Exit(1)


def _tell(corpus: Corpus) -> None:
    """Write what is held out, skipped and refused, a screenful at most."""
    from athena_core.cli import show
    from athena_core.text import visible

    show.write(f"held out for measuring: {len(corpus.held_out):,}")
    show.write(f"skipped: {len(corpus.skipped):,}")
    _screenful([f"  {visible(one.name)}: {one.reason}" for one in corpus.skipped])
    show.write(f"refused: {len(corpus.refused):,}")
    by_reason: dict[tuple[str, str], list[str]] = {}
    for one in corpus.refused:
        by_reason.setdefault((one.code, one.reason), []).append(one.work.id)
    ordered = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    _screenful([_refused(*reason, ids) for reason, ids in ordered])


def _refused(code: str, reason: str, ids: list[str]) -> str:
    """Say a reason once, with the works it holds for, the first few by name."""
    from athena_core.text import visible

    more = f" and {len(ids) - NAMED:,} more" if len(ids) > NAMED else ""
    named = ", ".join(visible(one) for one in ids[:NAMED])
    return f"  {reason} [{code}]\n    {named}{more}"


def _screenful(lines: list[str]) -> None:
    from athena_core.cli import show

    for line in lines[:SCREENFUL]:
        show.write(line)
    if len(lines) > SCREENFUL:
        show.write(f"  and {len(lines) - SCREENFUL:,} more (--json lists all)")


datasets.add_command(
    click.Command(
        "check",
        callback=_check,
        params=[
            click.Argument(["name"]),
            *WORKS,
            *ASKING,
            click.Option(["--json", "machine"], is_flag=True, help="All as JSON."),
        ],
        help="Read a dataset: what is usable, what is skipped or refused, and why.",
    ),
)
