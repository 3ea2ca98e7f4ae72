"""The command `athena`. Each group of commands is one file, loaded when it is typed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from athena_core.errors import AthenaError

ROOMS = {
    "demo": "A picture, a poem, and the two set together as a postcard.",
    "create": "Make pictures or poems from seeds.",
    "interpolate": "Walk from one seed's picture to another's; frames and a GIF.",
    "gallery": "Your pieces: find, keep, describe, throw away, show.",
    "inspect": "Whose works are behind a piece, and what you may do with it.",
    "verify": "How far a saved file can be believed.",
    "remake": "Make a piece again from its record, and compare.",
    "train": "Teach a generator on your own works.",
    "models": "List, look at, export and delete trained models.",
    "generators": "What can make and learn here.",
    "datasets": "Where works come from, and whether they may be used.",
    "registry": "Who said yes, to what, until when; and how to take it back.",
    "artists": "Meet the artists, one a day, and where their real works are.",
    "plugins": "What is installed; works whatever is broken.",
    "doctor": "What is wrong here, and how to mend it.",
    "config": "What is set: for money or not, where, and who says so.",
    "studio": "The terminal app, once its plugin is there.",
    "serve": "The same in a browser, by the same plugin.",
}
"""Every command with its line of help, so that help imports no command."""

TRY = """Athena makes paintings and poems, and says whose works it learned from.

  athena demo                     a picture, a poem and a postcard
  athena create painter --seed 7  a painting
  athena create poet              a poem

`athena --help` lists everything."""


class Rooms(click.Group):
    """A group whose commands are imported one by one, when they are typed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one file a command lives in, or what a plugin brings."""
        if cmd_name not in ROOMS:
            return _brought(ctx, cmd_name)
        room = "apps" if cmd_name in {"studio", "serve"} else cmd_name
        module = __import__(f"athena_core.cli.{room}", fromlist=[cmd_name])
        found: click.Command = getattr(module, cmd_name)
        return found

    def resolve_command(
        self,
        ctx: click.Context,
        args: list[str],
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say the nearest name when there is no such command."""
        import difflib

        name = args[0]
        known = name in ROOMS or _brought(ctx, name)
        if not known and not name.startswith("-"):
            near = difflib.get_close_matches(name, ROOMS, n=1)
            hint = (
                f" Did you mean {near[0]!r}?" if near else " `athena --help` lists all."
            )
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(ROOMS.items()))


def _brought(ctx: click.Context, name: str) -> click.Command | None:
    """Return the command that a plugin brings under a word that isn't ours."""
    # the variable is set by the group's own function, which runs after this
    without = ctx.params.get("no_plugins") or os.environ.get("ATHENA_NO_PLUGINS")
    if without or name.startswith("-"):
        return None
    from athena_core.plugins import command

    found = command(name)
    return found if isinstance(found, click.Command) else None


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"athena {version('athena-core')}")
        ctx.exit()


@click.group(cls=Rooms, invoke_without_command=True)
@click.option(
    "--plain",
    is_flag=True,
    help="No colour, no boxes, no redrawn lines; pictures described in words.",
)
@click.option("--no-plugins", is_flag=True, help="Load no plugin at all.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and leave.",
)
@click.pass_context
def athena(ctx: click.Context, plain: bool, no_plugins: bool) -> None:
    """Paintings and poems by models that say whose works they learned from."""
    if plain:
        # Children and plugins read the same word, so it lives in the environment.
        os.environ["NO_COLOR"] = "1"
        os.environ["ATHENA_PLAIN"] = "1"
    if no_plugins:
        os.environ["ATHENA_NO_PLUGINS"] = "1"
    if ctx.invoked_subcommand is None:
        _alone(ctx)


def _alone(ctx: click.Context) -> None:
    """Open the Studio where it is installed, else say what to try."""
    from athena_core.plugins import command

    studio = command("studio")
    if isinstance(studio, click.Command):
        ctx.invoke(studio)
    else:
        click.echo(TRY)


def _everywhere(arguments: list[str]) -> list[str]:
    """Let `--plain` stand anywhere, as it is a word about the whole screen."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    typed, rest = arguments[:end], arguments[end:]
    if "--plain" not in typed:
        return arguments
    return ["--plain", *(word for word in typed if word != "--plain"), *rest]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; a fault of the user's side is one sentence on stderr."""
    # PyTorch threads that spin while they wait cost twice the time on a busy machine.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        status = athena.main(
            _everywhere(sys.argv[1:] if arguments is None else list(arguments)),
            prog_name="athena",
            standalone_mode=False,
        )
    except click.exceptions.Abort:
        click.echo("\nstopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except AthenaError as error:
        if os.environ.get("ATHENA_DEBUG"):
            raise
        from athena_core.text import visible

        click.echo(f"athena: {visible(str(error))}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe has left; that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)
