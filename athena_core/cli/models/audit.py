"""`athena models audit`: which models learned from works that were taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from athena_core.cli.asking import ASKING, asking

if TYPE_CHECKING:
    from athena_core.consent.registry import Registry
    from athena_core.protocols import Model
    from athena_core.run.auditing import Finding, Group

NAMED = 5
"""Works of a group that a line names."""


@click.command(params=[*ASKING])
@click.argument("name", required=False)
@click.option("--json", "machine", is_flag=True, help="Write JSON, with every work.")
def audit(name: str | None, machine: bool, **asked: Any) -> None:
    """Hold every work that models learned from against the registry.

    Leaves with status 1 when a model must be retired and nothing has replaced it yet.
    Without NAME, all models.
    """
    from athena_core.cli import show
    from athena_core.consent.registry import registry
    from athena_core.run import auditing

    wanted = asking(**asked, past=True)
    known = registry()
    found = auditing.audit(_models(name), known, wanted)
    if machine:
        show.as_json([_record(one, known) for one in found])
    else:
        for one in found:
            _tell(one, known)
    if warning := known.warning(wanted.on):
        show.say(warning)
    if any(one.retire and not one.replaced_by for one in found):
        raise click.exceptions.Exit(1)


def _models(name: str | None) -> list[Model]:
    from athena_core.cli import show
    from athena_core.plugins import plugins
    from athena_core.protocols import Model
    from athena_core.run import shelf

    if name:
        return [shelf.find(plugins(), name)]
    known = list(shelf.listing(plugins()))
    for one in known:
        if not isinstance(one, Model):
            show.say(str(one))
    return [one for one in known if isinstance(one, Model)]


def _record(finding: Finding, known: Registry) -> dict[str, Any]:
    from dataclasses import asdict

    groups = [
        {**asdict(one), "artist": known.name(one.entry)} for one in finding.groups
    ]
    return {**asdict(finding), "groups": groups, "retire": finding.retire}


def _tell(finding: Finding, known: Registry) -> None:
    from athena_core.cli import show
    from athena_core.run.auditing import IN_WORDS

    if not finding.origin_known:
        show.write(f"{finding.model}: origin unknown, so nothing can be checked")
        return
    counts = [
        f"{finding.counts[standing]:,} {words}"
        for standing, words in IN_WORDS.items()
        if finding.counts.get(standing)
    ]
    show.write(f"{finding.model}: {finding.works:,} works: {', '.join(counts)}")
    for group in finding.groups:
        show.write(f"  {_line(group, known)}")
    if finding.retire and finding.replaced_by:
        show.write(f"  retired, and replaced by {finding.replaced_by}")
    elif finding.retire:
        show.write(f"  to be retired: athena models retrain {finding.model}")


def _line(group: Group, known: Registry) -> str:
    """Say whose works, how many, what is the matter, and their ids."""
    rest = len(group.works) - NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    named = ", ".join(group.works[:NAMED]) + more
    if group.since:
        what = f"withdrawn from {group.since} by the {group.by}, models {group.models}"
    else:
        uses = f"not for {', '.join(group.uses)}"
        what = f"{uses}: {'; '.join(group.why)}"
    return f"{known.name(group.entry)}, {len(group.works):,}: {what} ({named})"
