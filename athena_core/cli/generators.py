"""`athena generators`: what can make and learn here, and with which options."""

from __future__ import annotations

import click


@click.group()
def generators() -> None:
    """List generators, or look at one."""


@generators.command("list")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(machine: bool) -> None:
    """List what can make pieces."""
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.plugins import plugins

    found = plugins().generators
    if machine:
        show.as_json([{"id": one.id, **_plain(asdict(one.spec))} for one in found])
        return
    rows = [
        (one.id, ", ".join(sorted(one.spec.capabilities)), one.spec.summary)
        for one in found
    ]
    show.table(("generator", "can", "what it is"), rows)
    if not found:
        show.say("none is installed; `athena plugins search` says what there is")


def _plain(spec: dict[str, object]) -> dict[str, object]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in spec.items()
    }


@generators.command()
@click.argument("name")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def info(name: str, machine: bool) -> None:
    """Show a generator's options for making and for training."""
    from athena_core.cli import show
    from athena_core.params import fields
    from athena_core.plugins import load, plugins

    named = plugins().generator(name)
    kinds = {"create": named.spec.params, "train": named.spec.train_params}
    drawn = {kind: fields(load(where)) for kind, where in kinds.items() if where}
    if machine:
        from dataclasses import asdict

        parameters = {kind: [asdict(f) for f in found] for kind, found in drawn.items()}
        show.as_json(
            {"id": named.id, **_plain(asdict(named.spec)), "fields": parameters},
        )
        return
    show.write(f"{named.id}: {named.spec.summary}")
    show.write(f"from {named.plugin.distribution} {named.plugin.version}")
    for kind, found in drawn.items():
        show.write(f"\nathena {kind} {named.spec.name}")
        show.table(
            ("option", "default", "meaning"),
            [(f.name.replace("_", "-"), str(f.default), f.help) for f in found],
        )
