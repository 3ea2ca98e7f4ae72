"""`athena datasets sync`: cached copies of works that were taken back go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from athena_core.cli.asking import ASKING, asking

if TYPE_CHECKING:
    from athena_core.run.syncing import Synced


@click.command(params=[*ASKING])
@click.option("--json", "machine", is_flag=True, help="Write JSON.")
def sync(machine: bool, **asked: Any) -> None:
    """Delete cached copies of works that may no longer be used, and prove it.

    Afterwards every file of the cache is hashed and searched for the hashes of those
    works. Your own folders are never touched.
    """
    from dataclasses import asdict

    from athena_core.cli import show
    from athena_core.consent.registry import registry
    from athena_core.plugins import plugins
    from athena_core.run import syncing

    wanted = asking(**asked)
    done = syncing.sync(plugins(), registry(), wanted)
    if machine:
        show.as_json(asdict(done))
    else:
        _tell(done)
    if warning := registry().warning(wanted.on):
        show.say(warning)


def _tell(done: Synced) -> None:
    from athena_core.cli import show

    show.write(f"works taken back, by their hashes: {done.taken_back:,}")
    show.write(f"caches deleted: {len(done.deleted):,}")
    for one in done.deleted:
        show.write(f"  {', '.join(one.files)} ({one.bytes / 1e6:.1f} MB): {one.why}")
    show.write(
        f"hashed and searched afterwards: {done.files:,} files, "
        f"{done.bytes / 1e6:.1f} MB; none is or names such a work",
    )
    if done.fingerprints:
        show.write(f"fingerprints taken out of your models: {done.fingerprints:,}")
    show.say("not reached:")
    for place in done.not_reached:
        show.say(f"  {place}")
