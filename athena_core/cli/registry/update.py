"""`athena registry update`: a newer signed index, fetched or taken from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.consent.index import Index


@click.command()
@click.argument("source", required=False)
@click.option(
    "--signed-by",
    type=click.Path(path_type=Path),
    metavar="KEYFILE",
    help="Believe this public SSH key, instead of the stewards'.",
)
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def update(source: str | None, signed_by: Path | None, machine: bool) -> None:
    """Take a newer index from SOURCE: an https address or a file.

    Without SOURCE it is fetched from the registry's own address. The signature lies
    beside it, as SOURCE.sig.
    """
    from athena_core.cli import show
    from athena_core.cli.asking import today
    from athena_core.consent.doors import updating
    from athena_core.consent.proof import stewards
    from athena_core.consent.registry import fetched
    from athena_core.library.shipped import shipped

    known = stewards.read(shipped("artists_registry"))
    at_hand = _at_hand()
    brought = updating.bring(source or _address(known.index))
    index = updating.verified(
        brought,
        at_hand,
        known,
        today(),
        _key(signed_by) if signed_by else None,
    )
    # one of the same day may hold what was taken back since the morning
    newer = index != at_hand
    if newer:
        updating.keep(brought, fetched())
    if machine:
        show.as_json({"on": index.on, "entries": len(index.entries), "newer": newer})
        return
    show.write(_told(index, at_hand, newer=newer))


def _at_hand() -> Index:
    """Return the newest index here; one that is damaged is about to be replaced."""
    from athena_core.cli import show
    from athena_core.consent.registry import newest, of_folder
    from athena_core.errors import InputError
    from athena_core.library.shipped import shipped

    try:
        return newest()
    except InputError as error:
        show.say(str(error))
        return of_folder(shipped("artists_registry"))


def _told(index: Index, at_hand: Index, *, newer: bool) -> str:
    if not newer:
        return f"this registry of {at_hand.on} is at hand already; nothing was changed"
    more = len(index.withdrawals) - len(at_hand.withdrawals)
    return (
        f"the registry is now of {index.on}: {len(index.entries):,} entries; new "
        f"withdrawals: {more}. `athena datasets sync` and `athena models audit` say "
        "what they mean for you"
    )


def _address(known: str | None) -> str:
    from athena_core.errors import InputError

    if known is None:
        raise InputError(
            "the registry at hand names no address to fetch from yet; give a file or "
            "an https address: athena registry update SOURCE",
        )
    return known


def _key(path: Path) -> str:
    from athena_core.errors import InputError

    try:
        return " ".join(path.read_text(encoding="utf-8").split()[:2])
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path} can't be read: give a public key's file") from None
