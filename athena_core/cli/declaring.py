"""`athena datasets new|forget`: what you say of works of your own, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.consent.overlay import Declaration

ANSWERS = ("mine", "LICENCE", "public-domain", "not-asked")
QUESTION = """Whose works are these?
  1  mine: I made them
  2  somebody's who put them under an open licence, such as CC-BY-4.0
  3  copyright has run out
  4  somebody else's, and I have not asked"""
ASK_THEM = (
    "Kept, and nothing will learn from them. That was the honest answer.\n\n"
    "What you can do: ask whoever made them. Say what you want to do, for how long, "
    "and that they can take it back. If they say yes, the page for artists shows how "
    "it is put on record, with no code to read:\n\n"
    "  artists_registry/README.md, or `athena registry new`\n\n"
    "Then `athena datasets forget {name}`, and declare the works anew."
)


@click.command()
@click.argument("name")
@click.argument("folder")
@click.option(
    "--right",
    help="mine, an SPDX licence, public-domain, or not-asked.  [asked for]",
)
@click.option("--because", help="Why, in your words.  [asked for]")
@click.option("--maker", help="Who made them, as credited.  [nobody named]")
def new(
    name: str,
    folder: str,
    right: str | None,
    because: str | None,
    maker: str | None,
) -> None:
    """Declare a dataset of your own: whose works lie in FOLDER, under NAME.

    FOLDER is a folder, a file, or what `--dataset` takes elsewhere, such as
    wikiart:PATH. The declaration stays on this machine. Nobody checks it, and every
    model that learns from the works says so.
    """
    from athena_core.cli import asking, show
    from athena_core.consent import overlay

    source = _absolute(folder)
    _check(name, source)
    interactive = right is None
    answer = right if right is not None else _whose()
    if because is None:
        because = _why(answer) if interactive else _unsaid(answer)
    if maker is None:
        maker = _who() if interactive else ""
    declaration = overlay.declare(
        name,
        source,
        answer,
        because=because,
        maker=maker,
        on=asking.today(),
    )
    show.write(str(overlay.keep(declaration)))
    _afterwards(declaration)


def _absolute(folder: str) -> str:
    """Return the dataset with its path from the root, so that it is found anywhere."""
    if Path(folder).expanduser().exists():
        return str(Path(folder).expanduser().resolve())
    head, colon, path = folder.partition(":")
    if colon and Path(path).expanduser().exists():
        return f"{head}:{Path(path).expanduser().resolve()}"
    return folder


def _check(name: str, source: str) -> None:
    """Refuse a name that is taken and a dataset that cannot be opened."""
    from athena_core import run
    from athena_core.consent import overlay
    from athena_core.errors import InputError
    from athena_core.plugins import plugins
    from athena_core.run.opening import GENERATED, taken

    if owner := taken(plugins(), name):
        raise InputError(f"{name!r} is a dataset of {owner}; choose another name")
    if source.partition(":")[0] == GENERATED or source in overlay.names():
        raise InputError(
            f"{source!r} cannot be declared: pieces of a model and declared datasets "
            "have their right already; name a folder",
        )
    run.offered(plugins(), run.Offer(name=source))


def _whose() -> str:
    _must_ask()
    click.echo(QUESTION, err=True)
    one = click.Choice("1234")
    choice = click.prompt("1, 2, 3 or 4", type=one, show_choices=False, err=True)
    if choice == "2":
        return str(click.prompt("Which licence (SPDX), such as CC-BY-4.0", err=True))
    return {"1": "mine", "3": "public-domain", "4": "not-asked"}[choice]


def _must_ask() -> None:
    """Leave with a usage error where there is nobody to answer."""
    import sys

    if not sys.stdin.isatty():
        raise click.UsageError(
            f"say whose works these are: --right {'|'.join(ANSWERS)} --because TEXT",
        )


def _why(answer: str) -> str:
    from athena_core.consent import overlay

    if answer == "not-asked":
        return ""
    usual = overlay.MINE if answer == "mine" else None
    said = "How do you know? It goes with every model that learns from them"
    return str(click.prompt(said, default=usual, err=True))


def _unsaid(answer: str) -> str:
    """Let the two answers through that are their own reason."""
    if answer not in {"mine", "own", "not-asked"}:
        raise click.UsageError(
            f"--right {answer} needs --because TEXT: how do you know?",
        )
    return ""


def _who() -> str:
    said = "Who made them, as credited (empty: nobody is named)"
    return str(click.prompt(said, default="", show_default=False, err=True))


def _afterwards(declaration: Declaration) -> None:
    from athena_core.cli import show
    from athena_core.consent.licences import LICENCES

    name = declaration.name
    if declaration.right == "not-asked":
        show.say(ASK_THEM.format(name=name))
        return
    if declaration.licence and declaration.licence not in LICENCES:
        show.say(
            f"note: {declaration.licence} is not known to allow learning from a work, "
            "so nothing will; these do: " + ", ".join(LICENCES),
        )
    show.say(
        "This stays on your machine. Nobody has checked it, and every model that "
        "learns from these works says so.\n"
        f"  athena datasets check {name}            what is usable, and what not\n"
        f"  athena train painter --dataset {name}   a model of your own",
    )


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(name: str, yes: bool) -> None:
    """Take back a declaration; the works and the models stay where they are."""
    from athena_core.cli import show
    from athena_core.consent import overlay

    if not yes and name in overlay.names():
        click.confirm(f"Forget what you declared of {name!r}?", abort=True, err=True)
    overlay.forget(name)
    show.say(f"forgotten: {name}; the works themselves are where they were")
