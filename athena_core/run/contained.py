"""A plugin at work: its scratch folder, its context, and its errors with its name."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from athena_core.discovery import Installed
from athena_core.errors import AthenaError, InputError, PluginError
from athena_core.library import home
from athena_core.plugins import Named
from athena_core.protocols import Context, Event, Model, Source
from athena_core.specs import GeneratorSpec


@contextlib.contextmanager
def context(
    seeds: tuple[int, ...],
    *,
    device: str = "cpu",
    precision: str = "auto",
    inputs: tuple[Source, ...] = (),
    parent: Model | None = None,
) -> Iterator[Context]:
    """Lend a plugin what it needs for one run; the scratch folder goes with it.

    Raises `InputError` when the folder of all state cannot be written.
    """
    scratch = _scratch()
    try:
        yield Context(
            seeds=seeds,
            scratch=scratch,
            cache=home.cache(),
            device=device,
            precision=precision,
            inputs=inputs,
            parent=parent,
        )
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _scratch() -> Path:
    """Make a folder in ATHENA_HOME, so that a checkpoint is moved by one rename."""
    try:
        home.cache().mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="scratch-", dir=home.home()))
    except OSError as error:
        raise InputError(
            f"{home.home()} cannot be written: {error.strerror}; set ATHENA_HOME to a "
            "folder you can write",
        ) from None


def pull(events: Iterator[Event], named: Named[GeneratorSpec]) -> Iterator[Event]:
    """Pass a plugin's events on and close it in the end, whatever happens.

    Raises `PluginError` for anything it raises that is not meant for the user.
    """
    try:
        with blamed(named.plugin, named.id):
            yield from events
    finally:
        if close := getattr(events, "close", None):
            close()


@contextlib.contextmanager
def blamed(plugin: Installed, what: str) -> Iterator[None]:
    """Turn a plugin's own faults into a `PluginError` that names it."""
    try:
        yield
    except AthenaError:
        raise
    except Exception as error:
        raise PluginError(
            f"{what} ({plugin.distribution} {plugin.version}) failed: "
            f"{type(error).__name__}: {error}; ATHENA_DEBUG=1 shows where",
        ) from error
