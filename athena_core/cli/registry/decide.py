"""`athena registry decide`: may these works be put to this use? With every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from athena_core.cli.asking import ASKING, asking
from athena_core.protocols import Use

if TYPE_CHECKING:
    from athena_core.consent.decide import Decision


@click.command(params=[*ASKING])
@click.argument("identifier", metavar="ID")
@click.argument("use", metavar="USE", type=click.Choice(get_args(Use)))
@click.option("--work", help="One work by its id.  [all of the entry's]")
@click.option(
    "--pool",
    type=click.IntRange(min=1),
    help="Makers that the model learns from in all.  [nobody counted]",
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
@click.pass_context
def decide(
    ctx: click.Context,
    /,
    identifier: str,
    use: Use,
    work: str | None,
    pool: int | None,
    machine: bool,
    **asked: Any,
) -> None:
    """Say whether the works of entry ID may be put to a USE, and why.

    USE is train, imitate, share_model, publish_outputs, show_work, redistribute_work or
    keep_fingerprint.

    Leaves with status 0 for yes and 1 for no. Without --work every work of the entry
    has to be given.
    """
    from athena_core.cli import show
    from athena_core.cli.registry import finding
    from athena_core.consent.registry import registry

    known, wanted = registry(), asking(**asked, past=True)
    entry = finding.entry(known, identifier)
    works = [work] if work else [one.id for one in entry.works] or [""]
    answers = {one: known.decide(entry.id, one, use, wanted, pool) for one in works}
    allowed = all(answer.allowed for answer in answers.values())
    if machine:
        show.as_json(
            {
                "entry": entry.id,
                "revision": entry.revision,
                "use": use,
                "on": wanted.on,
                "commercial": wanted.commercial,
                "territory": wanted.territory,
                "allowed": allowed,
                "works": [_record(one, answer) for one, answer in answers.items()],
            },
        )
    else:
        show.write("yes" if allowed else "no")
        _tell(answers)
    if warning := known.warning(wanted.on):
        show.say(warning)
    ctx.exit(0 if allowed else 1)


def _record(work: str, answer: Decision) -> dict[str, Any]:
    from dataclasses import asdict

    return {"work": work, **asdict(answer)}


def _tell(answers: dict[str, Decision]) -> None:
    """Write each reason once, with the works that it is about."""
    from athena_core.cli import show

    about: dict[tuple[str, str, str], list[str]] = {}
    for work, answer in answers.items():
        for reason in answer.reasons:
            key = ("yes" if reason.allows else "no", reason.code, reason.text)
            about.setdefault(key, []).append(work)
    for (side, code, text), works in about.items():
        if len(works) == len(answers):
            which = ""
        elif len(works) == 1:
            which = f" ({works[0]})"
        else:
            which = f" ({len(works):,} of {len(answers):,} works)"
        show.write(f"  {side}: {text} [{code}]{which}", ids=True)
    ends = sorted({answer.until for answer in answers.values() if answer.until})
    if ends:
        show.write(f"  the answer may be another from {ends[0]} on")
    asks = sorted({one for answer in answers.values() for one in answer.conditions})
    if asks:
        show.write(f"  it asks for: {', '.join(asks)}")
