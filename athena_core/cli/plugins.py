"""`athena plugins`: what is installed, by metadata alone, so it works when all fail."""

from __future__ import annotations

import click


@click.group()
def plugins() -> None:
    """List what is installed, or look at one plugin."""


@plugins.command("list")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(machine: bool) -> None:
    """List installed plugins with their versions; imports none of them."""
    from athena_core.cli import show
    from athena_core.discovery import discover

    installed, problems = discover()
    rows = [(one.name, one.distribution, one.version, "") for one in installed]
    rows += [(one.plugin, one.distribution, one.version, one.what) for one in problems]
    if machine:
        names = ("name", "distribution", "version", "problem")
        show.as_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    if rows:
        show.table(("plugin", "distribution", "version", "problem"), rows)
    else:
        show.say("no plugin is installed: python -m pip install athena-plugin-dcgan")
    for problem in problems:
        show.say(f"{problem.distribution}: {problem.cure}")


@plugins.command()
@click.argument("name")
def info(name: str) -> None:
    """Show what a plugin brings, or what is wrong with it."""
    from athena_core.cli import show
    from athena_core.errors import NotFoundError
    from athena_core.plugins import plugins as installed

    found = installed()
    found.load_all()
    generators = [one for one in found.generators if one.plugin.name == name]
    datasets = [one for one in found.datasets if one.plugin.name == name]
    problems = [one for one in found.problems if one.plugin == name]
    if not any(one.name == name for one in found.installed) and not problems:
        raise NotFoundError(
            f"no plugin {name!r} is installed; see `athena plugins list`"
        )
    for plugin in found.installed:
        if plugin.name == name:
            show.write(f"{name}: {plugin.distribution} {plugin.version}")
    for generator in generators:
        show.write(f"  generator {generator.id}: {generator.spec.summary}")
    for dataset in datasets:
        show.write(f"  dataset {dataset.id}: {dataset.spec.summary}")
    for problem in problems:
        show.write(f"  problem: {problem.what}")
        show.write(f"  to mend it: {problem.cure}")
