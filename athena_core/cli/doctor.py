"""`athena doctor`: versions, folders, devices, and every problem with its traceback.

Each plugin is tried in a process of its own with a time limit, so that one that hangs
or crashes is named and the others are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from athena_core.standing.state import Standing

PACKAGES = ("torch", "numpy", "safetensors", "pillow", "pydantic", "rich", "pip")


@click.command()
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 600),
    default=10.0,
    show_default=True,
    help="How long each plugin may take to load.",
)
def doctor(seconds: float) -> None:
    """Look at everything and say what is wrong and how to mend it."""
    from athena_core.cli import show

    _versions()
    standings = _plugins(seconds)
    faults = [_folder(), _settings(), *_devices()]
    for fault in filter(None, faults):
        show.write(f"problem: {fault}")
    wrong = [one for one in standings if one.state in {"broken", "refused"}]
    for line in (line for one in wrong for line in _told(one)):
        show.write(line)
    lacking = [one for one in standings if one.state == "needs"]
    for one in lacking:
        show.write(f"problem: {one.distribution} {one.version} {one.why}")
        show.write(f"  to mend it: {one.cure}")
    if wrong or lacking or any(faults):
        raise click.exceptions.Exit(1)
    show.write("nothing is wrong")


def _versions() -> None:
    import sys

    from athena_core.cli import show
    from athena_core.provenance.record import installed

    show.write(
        f"athena-core {installed('athena-core')}, Python {sys.version.split()[0]}"
    )
    show.write(f"  {sys.executable}")
    for name in PACKAGES:
        show.write(f"  {name} {installed(name)}")


def _plugins(seconds: float) -> list[Standing]:
    """Try all plugins, write their states, and return what was found."""
    from athena_core.cli import show
    from athena_core.standing.states import states
    from athena_core.standing.trial import tried

    known = states()
    # two claims to one name are two distributions, so both parts say which is meant
    now = {
        (one.name, one.distribution): one
        for one in tried(known.installed, seconds=seconds)
    }
    found = [now.get((one.name, one.distribution), one) for one in known.standings]
    kinds = [thing.kind for one in found for thing in one.brings]
    show.write(
        f"plugins: {len(found)} installed, {kinds.count('generator')} generators, "
        f"{kinds.count('dataset')} datasets",
    )
    for one in found:
        show.write(f"  {one.name}: {one.distribution} {one.version} {one.state}")
    return found


def _told(one: Standing) -> Iterator[str]:
    """Yield the lines about a plugin's problems."""
    for problem in one.problems:
        yield f"problem: {problem.distribution} {problem.version}: {problem.what}"
        yield f"  to mend it: {problem.cure}"
        yield from (f"    {line}" for line in problem.traceback.splitlines())


def _folder() -> str | None:
    """Say what is wrong with the folder of all state, or None."""
    from athena_core import files
    from athena_core.cli import show
    from athena_core.errors import InputError
    from athena_core.library import home

    show.write(f"state: {home.home()}")
    probe = home.home() / ".doctor"
    try:
        files.write_bytes(probe, b"")
        probe.unlink()
    except (InputError, OSError) as error:
        return f"{error}; set ATHENA_HOME to a folder you can write"
    return None


def _settings() -> str | None:
    """Say what is wrong with what a person set, or None."""
    from athena_core.errors import InputError
    from athena_core.library import settings

    try:
        for name in settings.SETTINGS:
            settings.find(name)
    except InputError as error:
        return str(error)
    return None


def _devices() -> list[str | None]:
    """Write which devices can be used; says what is wrong with PyTorch."""
    from athena_core.cli import show
    from athena_core.provenance.record import installed

    if installed("torch") == "not installed":
        return [
            "PyTorch is not installed: python -m pip install 'athena-core[torch]'",
        ]
    from athena_core import accel

    for name in accel.ORDER:
        try:
            show.write(f"device {name}: {accel.why_not(name) or 'usable'}")
        except (ImportError, OSError) as error:
            return [f"PyTorch does not load: {error}"]
    return [None]
