"""`athena gallery empty`: the one command that deletes."""

from __future__ import annotations

import click


@click.command()
@click.option("--yes", is_flag=True, help="Don't ask.")
def empty(yes: bool) -> None:
    """Delete what is in the bin, for good, and what was said of it."""
    from athena_core.cli import show
    from athena_core.cli.gallery import lending
    from athena_core.gallery import Query, search
    from athena_core.gallery import empty as delete

    with lending.index() as index:
        meant = search(index, Query(binned=True))
        if not meant:
            show.say("the bin is empty")
            return
        for one in meant[:10]:
            show.say(f"  {lending.called(one)}")
        if len(meant) > 10:  # noqa: PLR2004 - as many as the line above
            show.say(f"  and {len(meant) - 10:,} more")
        if not yes:
            click.confirm(
                f"Delete {len(meant):,} from the bin, for good?",
                abort=True,
                err=True,
            )
        size = delete(index, meant)
    show.say(f"deleted {len(meant):,}; {size / 1_000_000:,.1f} MB are free")
