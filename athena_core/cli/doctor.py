"""`athena doctor`: versions, folders, devices, and every problem with its traceback."""

from __future__ import annotations

import click


@click.command()
def doctor() -> None:
    """Look at everything and say what is wrong and how to mend it."""
    import sys

    from athena_core.cli import show
    from athena_core.plugins import plugins
    from athena_core.provenance.record import installed

    show.write(
        f"athena-core {installed('athena-core')}, Python {sys.version.split()[0]}"
    )
    for name in ("torch", "safetensors", "pillow", "pydantic", "rich"):
        show.write(f"  {name} {installed(name)}")
    found = plugins()
    found.load_all()
    counted = f"{len(found.generators)} generators, {len(found.datasets)} datasets"
    show.write(f"plugins: {len(found.installed)} installed, {counted}")
    for plugin in found.installed:
        show.write(f"  {plugin.name}: {plugin.distribution} {plugin.version}")
    faults = [_folder(), _settings(), *_devices()]
    for fault in filter(None, faults):
        show.write(f"problem: {fault}")
    for problem in found.problems:
        show.write(f"problem: {problem.distribution} {problem.version}: {problem.what}")
        show.write(f"  to mend it: {problem.cure}")
        for line in problem.traceback.splitlines():
            show.write(f"    {line}")
    if found.problems or any(faults):
        raise click.exceptions.Exit(1)
    show.write("nothing is wrong")


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
