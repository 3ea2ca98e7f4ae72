"""`athena gallery`: a person's pieces. One file a command, loaded when it is typed."""

from __future__ import annotations

import click

COMMANDS = {
    "list": "List pieces, or find them by their words, makers, seeds, tags.",
    "show": "Show one piece with its credit, and what is said of it.",
    "favourite": "Mark pieces as favourites, or no longer.",
    "tag": "Put tags on a piece, or take them off.",
    "note": "Write a note to a piece, or read it.",
    "describe": "Say in words what a picture shows, for those who cannot see it.",
    "bin": "Throw pieces away; they can come back.",
    "restore": "Bring back what was thrown away last, or a piece of the bin.",
    "empty": "Delete what is in the bin, for good; it asks first.",
    "export": "Put pieces into one page that opens from disk, in any browser.",
    "walk": "A moving picture through chosen pieces.",
    "postcard": "A picture and a poem together, with credits on the back.",
    "print": "A picture at a size in centimetres.",
    "reindex": "Look through all files anew; nothing that was said is lost.",
}
"""Every command with its line of help, so that help imports no command."""
FILES = {"list": "list_", "print": "print_", "bin": "bin_"}
"""Files and functions that are called otherwise: the words are Python's own."""


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
        name = FILES.get(cmd_name, cmd_name)
        module = __import__(f"athena_core.cli.gallery.{name}", fromlist=[name])
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
def gallery() -> None:
    """Your pieces: find, keep, describe, throw away, show.

    A PIECE is the id that `athena gallery list` shows, a file's name, or a path.
    """
