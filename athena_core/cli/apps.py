"""`athena studio` and `athena serve`: commands that another distribution brings."""

from __future__ import annotations

from typing import Any

import click

from athena_core.errors import NotFoundError

DISTRIBUTION = "athena-plugin-studio"


class _Elsewhere(click.Command):
    """A command that hands its words on to a plugin's, or says where it comes from."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(
            name,
            help=text,
            add_help_option=False,
            context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        )

    def invoke(self, ctx: click.Context) -> Any:
        """Run the plugin's command.

        Raises `NotFoundError` with the name of the plugin when it is not installed.
        """
        from athena_core.plugins import command

        found = command(str(self.name))
        if not isinstance(found, click.Command):
            raise NotFoundError(
                f"`athena {self.name}` comes with {DISTRIBUTION}, which is not "
                "installed; it is not published yet, and a package of that name on "
                "PyPI is not ours",
            )
        return found.main(list(ctx.args), standalone_mode=False)


studio = _Elsewhere("studio", "Open the terminal app.")
serve = _Elsewhere("serve", "Serve the app in a browser on this machine.")
