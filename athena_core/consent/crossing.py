"""What can only be seen across entries: one work in two, one id in two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from athena_core.consent.entry import Entered, Entry
from athena_core.consent.findings import Finding, refusal


def same_works(
    standing: Mapping[str, Entry],
    coming: Mapping[str, Entry],
) -> Iterator[Finding]:
    """Yield a refusal for each work of `coming` that another entry has already.

    Both map paths to entries; where they share a path, `coming` counts. Withdrawn works
    count too, as long as their hashes may be kept: that is what the hashes are for.
    """
    holders: dict[str, str] = {}
    for path, entry in standing.items():
        if path not in coming:
            for work in entry.works:
                holders.update(dict.fromkeys(hashes(work), path))
    for path, entry in sorted(coming.items()):
        for work in entry.works:
            found = {holders.setdefault(one, path) for one in hashes(work)} - {path}
            for other in sorted(found):
                yield refusal(
                    path,
                    "R030",
                    f"work {work.id!r} is already registered by {other}",
                )


def hashes(work: Entered) -> Iterator[str]:
    """Yield the hashes under which a work is known."""
    yield work.sha256
    if work.content_sha256:
        yield work.content_sha256


def right_folder(path: str, entry: Entry) -> Iterator[Finding]:
    """Yield a refusal when an entry lies among those of the other kind."""
    dead = entry.rights.basis == "public-domain"
    folder = "public_domain" if dead else "entries"
    if path.partition("/")[0] != folder:
        yield refusal(
            path,
            "R018",
            f"an entry of the basis {entry.rights.basis} lies in {folder}/",
        )
