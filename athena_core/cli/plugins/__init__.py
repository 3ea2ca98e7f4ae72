"""`athena plugins`: one file a command, loaded when it is typed.

None of them imports a plugin into its own process, so they work whatever is broken.
"""

from __future__ import annotations

from pathlib import Path

import click

COMMANDS = {
    "list": "Every plugin with its state: ready, off, broken, in need of something.",
    "info": "What a plugin brings, who made it, and what is wrong with it.",
    "search": "Plugins there are to install, from a list that came along.",
    "install": "Install plugins; what would change is shown first, and it asks once.",
    "uninstall": "Uninstall a plugin; it asks once.",
    "freeze": "Write down what is installed, for `install -r` on another machine.",
    "off": "Leave a plugin out, without uninstalling it.",
    "on": "Take a plugin in again.",
    "check": "Try a plugin against the contract, check by check.",
    "new": "Write a new plugin that installs at once and passes its test.",
}
"""Every command with its line of help, so that help imports no command."""
FILES = {"list": "list_"}
"""Files and functions that are called otherwise: the words are Python's own."""
HERE = Path(__file__).parent


def _file(command: str) -> str:
    return FILES.get(command, command)


class Commands(click.Group):
    """A group whose commands are imported one by one, when they are typed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return [one for one in COMMANDS if (HERE / f"{_file(one)}.py").is_file()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one file that a command lives in, which bears its name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = _file(cmd_name)
        module = __import__(f"athena_core.cli.plugins.{name}", fromlist=[name])
        found: click.Command = getattr(module, name)
        return found

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, COMMANDS[name]) for name in self.list_commands(ctx)]
            )


@click.group(cls=Commands)
def plugins() -> None:
    """See what is installed, find, install and uninstall plugins, write your own."""
