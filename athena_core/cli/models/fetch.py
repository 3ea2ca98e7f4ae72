"""`athena models fetch`: weights that a plugin names and does not ship."""

from __future__ import annotations

import click


@click.command()
@click.argument("generator")
def fetch(generator: str) -> None:
    """Fetch a GENERATOR's weights from where its plugin says they lie.

    Each file has to have the size and the SHA-256 that the plugin names. What was
    broken off goes on where it ended.
    """
    from athena_core.cli import show
    from athena_core.plugins import plugins
    from athena_core.run import fetching

    wanted = plugins().generator(generator).spec.fetch
    if wanted:
        size = sum(one.size for one in wanted) / 1e6
        show.say(f"{size:,.1f} MB from {', '.join(fetching.hosts(wanted))}")
    with show.bar("fetching") as bar:
        model = fetching.fetch(plugins(), generator, advance=bar.advance)
    show.write(str(model.folder))
    if not model.ledger:
        show.say(
            "its origin is unknown: nobody says whose works it learned from; pieces "
            "need --accept-unknown-origin, and say so",
        )
