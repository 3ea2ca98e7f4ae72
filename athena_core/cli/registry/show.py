"""`athena registry show`: an entry in plain sentences, and who learned from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from athena_core.consent.entry import Entry
    from athena_core.consent.registry import Registry

KINDS = {
    "sshsig": "a signature by the artist's own key",
    "signed-commit": "a commit that the artist signed",
    "steward-witnessed": "two stewards who witnessed it",
}


@click.command()
@click.argument("identifier", metavar="ID")
@click.option(
    "--learned-by", is_flag=True, help="Name the models that learned from its works."
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def show(identifier: str, learned_by: bool, machine: bool) -> None:
    """Say in plain sentences what an entry permits, until when, and what shows it."""
    from athena_core.cli import show as screen
    from athena_core.cli.asking import today
    from athena_core.cli.registry import finding
    from athena_core.consent.doors.receipt import receipt
    from athena_core.consent.registry import registry

    known = registry()
    entry = finding.entry(known, identifier)
    learned = _learned(entry) if learned_by else None
    if machine:
        screen.as_json(_record(known, entry, learned))
        return
    screen.write(receipt(entry).rstrip(), ids=True)
    for line in _shown_by(known, entry):
        screen.write(f"\n{line}")
    if learned is not None:
        _tell(learned)
    if warning := known.warning(today()):
        screen.say(warning)


def _shown_by(known: Registry, entry: Entry) -> Iterator[str]:
    """Yield what shows the right that the entry claims."""
    rights = entry.rights
    if rights.consent and entry.status != "withdrawn":
        kind = KINDS[rights.consent.evidence.kind]
        checked = bool(known.entries[entry.id].verified)
        said = "which was verified" if checked else "which is NOT verified, so it is no"
        yield f"What shows the consent: {kind}, {said}."
    elif rights.licence_evidence:
        yield f"Where the holder says so: {rights.licence_evidence}"
    for edition in entry.editions:
        yield f"{edition.title}: {_ground(edition)}"


def _ground(edition: Any) -> str:
    if edition.ground == "first-publication":
        return f"first published {edition.published} ({edition.published_source})"
    if edition.statement:
        return f"{edition.statement_by}: {edition.statement!r} ({edition.source})"
    return f"its maker is dead for over 150 years ({edition.source})"


def _learned(entry: Entry) -> list[Any]:
    from athena_core.plugins import plugins
    from athena_core.protocols import Model
    from athena_core.run import shelf
    from athena_core.run.learners import learners

    known = shelf.listing(plugins())
    return list(learners((one for one in known if isinstance(one, Model)), entry))


def _tell(learned: list[Any]) -> None:
    from athena_core.cli import show as screen

    screen.write("")
    if not learned:
        screen.write("No model here learned from its works.")
    for one in learned:
        screen.write(
            f"{one.model} learned from {one.works:,} of its works, "
            f"among {one.of:,} in all."
        )


def _record(known: Registry, entry: Entry, learned: list[Any] | None) -> dict[str, Any]:
    from dataclasses import asdict

    content = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    content["artist"]["credit_as"] = known.name(entry.id)
    found: dict[str, Any] = {
        "entry": content,
        "name": known.name(entry.id),
        "verified": list(known.entries[entry.id].verified),
        "registry": known.known,
    }
    if learned is not None:
        found["learned_by"] = [asdict(one) for one in learned]
    return found
