"""`athena registry`: who said yes, to what, until when. One file a command."""

from __future__ import annotations

import click

COMMANDS = {
    "list": "List the entries: whose works, by what right, in what state.",
    "show": "Say in plain sentences what an entry permits, and until when.",
    "decide": "Ask whether a work may be put to a use, and why.",
    "new": "Offer works: questions in plain words, an entry and a receipt.",
    "withdraw": "Take back a yes, all of it or a part.",
    "name": "Change the name that screens show, without a reason.",
    "code": "Draw another withdrawal code, where one was lost or spent.",
    "update": "Fetch a newer signed index, or take one from a file.",
    "check": "Look through the entries, or through what a change does to them.",
    "build": "Write the index, the schema and the counts anew.",
    "links": "Look up every address and hash, and what ends soon (network).",
}
"""Every command with its line of help, so that help imports no command."""


class Commands(click.Group):
    """A group whose commands are imported one by one, when they are typed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one file that a command lives in, which bears its name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = "list_" if cmd_name == "list" else cmd_name
        module = __import__(f"athena_core.cli.registry.{name}", fromlist=[name])
        found: click.Command = getattr(module, name)
        return found

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands)
def registry() -> None:
    """Who said yes, to what, until when; and how a yes is taken back."""
