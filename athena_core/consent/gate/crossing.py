"""What can only be seen across entries: one work in two, one id in two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from athena_core.consent.entry import Entered, Entry
from athena_core.consent.findings import Finding, hint, refusal
from athena_core.consent.gate.twins import near


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


def twins(
    standing: Mapping[str, Entry],
    coming: Mapping[str, Entry],
) -> Iterator[Finding]:
    """Yield a hint for each work of `coming` that looks very much like another's.

    It goes to a person and blocks nothing: two photographs of one statue are alike too.
    """
    looks = {
        f"{path} {work.id}": int(work.phash, 16)
        for path, entry in {**standing, **coming}.items()
        for work in entry.works
        if work.phash
    }
    if not any(work.phash for entry in coming.values() for work in entry.works):
        return
    for one, other, bits in near(looks):
        (path, work), (second, twin) = one.split(" "), other.split(" ")
        if path != second and (path in coming or second in coming):
            if path not in coming:
                path, work, second, twin = second, twin, path, work
            yield hint(
                path,
                "R050",
                f"work {work!r} looks very much like {twin!r} of {second} (their "
                f"perceptual hashes differ in {bits} of 63 bits); look at both",
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
