"""`athena plugins install`: pip's dry run is shown first, then it asks once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.installing.report import Change


@click.command()
@click.argument("plugins", nargs=-1)
@click.option(
    "--requirement",
    "-r",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Install what a file names, as `athena plugins freeze` writes it.",
)
@click.option(
    "--editable", "-e", is_flag=True, help="Your own folder, edited in place."
)
@click.option("--upgrade", "-U", is_flag=True, help="Take newer versions.")
@click.option(
    "--build",
    is_flag=True,
    help="Also take releases without a wheel; building one runs its code.",
)
@click.option("--dry-run", "only", is_flag=True, help="Show what would change.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def install(
    plugins: tuple[str, ...],
    files: tuple[Path, ...],
    editable: bool,
    upgrade: bool,
    build: bool,
    only: bool,
    yes: bool,
) -> None:
    """Install PLUGINS with pip: short names (turtle), folders, or wheels.

    The torch, numpy and athena-core that are here stay as they are.
    """
    from athena_core.cli import show
    from athena_core.installing import constraints, pip

    if not plugins and not files:
        raise click.UsageError("name a plugin, a folder, or a file with -r")
    asked = _asked(plugins, files, editable=editable)
    pip.ready("install", asked)
    options = [*(["--upgrade"] if upgrade else []), *_wheels(build=build)]
    _warned(plugins)
    with constraints.file(constraints.kept()) as kept:
        changes = _dry_run([*options, "-c", str(kept), *asked])
    if not changes:
        show.say("nothing to do: it is installed, and nothing newer was asked for")
        return
    _shown(changes)
    if only:
        return
    if not yes:
        click.confirm("A plugin may do what you may do. Install?", abort=True, err=True)
    # what comes is what was shown, whatever an index says in between
    pins = [f"{one.name}=={one.version}" for one in changes if not one.direct]
    # what comes along may be large, so then pip shows how far it is
    quiet = ["--quiet"] if all(one.asked for one in changes) else []
    with constraints.file([*constraints.kept(), *pins]) as kept:
        pip.do("install", *quiet, *options, "-c", str(kept), *asked)
    _installed([one.name for one in changes if one.asked])


def _asked(
    plugins: tuple[str, ...],
    files: tuple[Path, ...],
    *,
    editable: bool,
) -> list[str]:
    """Return the words for pip."""
    from athena_core.installing.targets import is_path, target

    words = []
    for one in plugins:
        if editable and not is_path(one):
            raise click.UsageError(f"{one} is no folder; -e is for a folder")
        words += ["-e", target(one)] if editable else [target(one)]
    for file in files:
        words += ["-r", str(file)]
    return words


def _wheels(*, build: bool) -> list[str]:
    return [] if build else ["--only-binary", ":all:"]


def _warned(plugins: tuple[str, ...]) -> None:
    """Say that a folder's own code runs before anything can be shown."""
    from athena_core.cli import show
    from athena_core.installing.targets import is_path

    folders = [
        one for one in plugins if is_path(one) and Path(one).expanduser().is_dir()
    ]
    for one in folders:
        show.say(f"pip builds {one} to see what it is, which runs its build code")


def _dry_run(words: list[str]) -> list[Change]:
    from athena_core.cli import show
    from athena_core.errors import InputError
    from athena_core.installing import pip, report

    try:
        text = pip.ask("install", "--dry-run", "--quiet", "--report", "-", *words)
    except InputError:
        show.say(
            "if pip finds no such distribution: `athena plugins search` says what is "
            "on no package index yet, and from which folder it is installed",
        )
        raise
    return report.read(text)


def _shown(changes: list[Change]) -> None:
    from athena_core.cli import show

    head = ("distribution", "version", "here", "licence", "author", "from")
    rows = [
        (
            one.name,
            one.version,
            one.before or "new",
            one.licence,
            one.author,
            one.address,
        )
        for one in changes
    ]
    show.table(head, rows)


def _installed(distributions: list[str]) -> None:
    """Look at what came, in a new process that sees it."""
    import subprocess
    import sys

    from athena_core.cli import show

    for name in distributions:
        words = ["-P", "-m", "athena_core", "plugins", "info", name]
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, *words],
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            show.say(f"{name} is installed and brings no plugin of Athena")
        else:
            plugin = name.removeprefix("athena-plugin-")
            show.say(f"try it against the contract: athena plugins check {plugin}")
