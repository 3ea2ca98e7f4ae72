"""A group whose help has each command's whole sentence, not what fits in one line."""

from __future__ import annotations

import click

ENOUGH = 200
"""Letters of a command's first sentence; click cuts it at what one line holds."""


class Sentences(click.Group):
    """A group that never cuts a command's sentence short."""

    def format_commands(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        """Write every command with its sentence, over several lines where needed."""
        rows = [
            (name, command.get_short_help_str(ENOUGH))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) and not command.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
