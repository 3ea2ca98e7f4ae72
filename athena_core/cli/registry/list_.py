"""`athena registry list`: the entries of the registry at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from athena_core.consent.entry import Entry
    from athena_core.consent.registry import Registry

BASES = ("consent", "open-licence", "public-domain")
STATES = ("pending", "active", "suspended", "withdrawn")


@click.command("list")
@click.option("--basis", type=click.Choice(BASES), help="Only by this right.")
@click.option("--status", type=click.Choice(STATES), help="Only in this state.")
@click.option("--search", "text", default="", help="Only names or ids that hold this.")
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def list_(basis: str | None, status: str | None, text: str, machine: bool) -> None:
    """List the entries: id, name of today, by what right, works, state."""
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent.registry import registry

    known = registry()
    found = [
        _row(known, one.entry, today().isoformat())
        for one in known.entries.values()
        if basis in {None, one.entry.rights.basis}
        and status in {None, one.entry.status}
        and _holds(known, one.entry, text)
    ]
    if machine:
        show.as_json(found)
    else:
        columns = ("id", "name", "basis", "works", "status")
        rows = [[str(row[name]) for name in columns] for row in found]
        show.table(columns, rows, ids=True)
    if warning := known.warning(today()):
        show.say(warning)
    if not found:
        show.say("no entry is like that; `athena registry list` shows them all")


def _row(known: Registry, entry: Entry, today: str) -> dict[str, Any]:
    consent = entry.rights.consent
    status: str = entry.status
    if consent and status == "active" and consent.expires.isoformat() < today:
        status = "active, but ran out"
    return {
        "id": entry.id,
        "name": known.name(entry.id),
        "basis": entry.rights.basis,
        "works": len(entry.works),
        "status": status,
        "revision": entry.revision,
        "expires": str(consent.expires) if consent else None,
        "withdrawals": len(entry.withdrawals),
    }


def _holds(known: Registry, entry: Entry, text: str) -> bool:
    from athena_core.text import folded

    return folded(text) in folded(f"{entry.id} {known.name(entry.id)}")
