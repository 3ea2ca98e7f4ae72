"""`athena plugins list`: states by metadata and memory, so it works when all fail."""

from __future__ import annotations

import click


@click.command("list")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(machine: bool) -> None:
    """List installed plugins with their states; imports none of them.

    `untried` means that a plugin was not loaded since it was installed or edited;
    `athena doctor` tries all of them.
    """
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.standing.states import states

    known = states()
    if known.settings:
        show.say(known.settings)
    if machine:
        show.as_json([asdict(one) for one in known.standings])
        return
    rows = [
        (one.name, one.distribution, one.version, one.state, one.why)
        for one in known.standings
    ]
    if rows:
        show.table(("plugin", "distribution", "version", "state", "why"), rows)
    else:
        show.say("no plugin is installed; see `athena plugins search`")
    for one in known.standings:
        if one.cure and one.state != "untried":
            show.say(f"{one.distribution}: {one.cure}")
    if any(one.state == "untried" for one in known.standings):
        show.say("untried: not loaded since it was installed; `athena doctor` tries it")
