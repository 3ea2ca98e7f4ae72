"""Weights that lie elsewhere: asked for by name, resumed, checked, then moved in whole.

Nothing else in Athena asks for them; a plugin names each file with its size and SHA-256
in its spec, so that whoever serves it can change nothing.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from athena_core.consent.doors import fetching
from athena_core.consent.doors.fetching import Network
from athena_core.errors import InputError, NotFoundError, RefusedError
from athena_core.library import fetched
from athena_core.plugins import Named, Plugins
from athena_core.protocols import Model
from athena_core.specs import GeneratorSpec, Weights

SLOWEST = 50_000
"""Bytes a second; a slower line gets what it got, and goes on the next time."""
PARTIAL = ".partial"

Advance = Callable[[int, int], None]


def fetch(
    plugins: Plugins,
    generator: str,
    *,
    advance: Advance,
    network: Network | None = None,
) -> Model:
    """Fetch a generator's weights, or what is missing of them, and return its model.

    Raises `NotFoundError` when it names none, `RefusedError` when a file is another
    than the plugin names, `InputError` when it does not come whole; what came stays
    for the next time.
    """
    named = plugins.generator(generator)
    wanted = named.spec.fetch
    if not wanted:
        raise NotFoundError(_none(named))
    if model := fetched.find(named.id, wanted):
        return model
    folder = fetched.coming(named.id, wanted)
    _room(folder, wanted)
    total = sum(one.size for one in wanted)
    for one in wanted:
        before = sum(_here(folder, other) for other in wanted if other is not one)
        _file(one, folder, _after(before, total, advance), network)
    return fetched.put(named.id, wanted)


def _after(before: int, total: int, advance: Advance) -> Callable[[int], None]:
    """Return what counts one file's bytes among those of all."""
    return lambda done: advance(before + done, total)


def _none(named: Named[GeneratorSpec]) -> str:
    why = "its weights came with its plugin" if named.spec.weights else "it needs none"
    return f"{named.id} names no weights to fetch: {why}"


def hosts(wanted: tuple[Weights, ...]) -> list[str]:
    """Return where the files lie."""
    return sorted({str(urlsplit(one.address).hostname) for one in wanted})


def _room(folder: Path, wanted: tuple[Weights, ...]) -> None:
    """Make the folder. Raises `InputError` when the disk has no room for the rest."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}") from None
    missing = sum(one.size - _here(folder, one) for one in wanted)
    if missing > free:
        raise InputError(
            f"{missing / 1e6:,.1f} MB are to come and {free / 1e6:,.1f} MB are free at "
            f"{folder}; make room, or set ATHENA_HOME to another disk",
        )


def _here(folder: Path, one: Weights) -> int:
    """Return how many bytes of a file are here, checked or not."""
    for path in (folder / one.file, folder / f"{one.file}{PARTIAL}"):
        with suppress(OSError):
            return min(path.stat().st_size, one.size)
    return 0


def _file(
    one: Weights,
    folder: Path,
    advance: Callable[[int], None],
    network: Network | None,
) -> None:
    """Bring one file to its name, once all its bytes are those that were named."""
    whole, partial = folder / one.file, folder / f"{one.file}{PARTIAL}"
    if whole.exists():
        return
    if _here(folder, one) < one.size:
        _bring(one, partial, advance, network)
    digest = _digest(partial)
    if partial.stat().st_size != one.size or digest != one.sha256:
        partial.unlink()
        raise RefusedError(
            f"{one.file} from {one.address} is not the file that the plugin names "
            f"({one.size:,} bytes, SHA-256 {one.sha256[:16]}...); it is deleted; tell "
            "the plugin's author",
        )
    partial.replace(whole)


def _bring(
    one: Weights,
    partial: Path,
    advance: Callable[[int], None],
    network: Network | None,
) -> None:
    """Go on where the file ends; raises when it does not come whole."""
    start = partial.stat().st_size if partial.exists() else 0
    with partial.open("ab") as stream:

        def sink(begin: int) -> Callable[[bytes], None]:
            stream.truncate(begin)
            done = begin

            def take(block: bytes) -> None:
                nonlocal done
                done += stream.write(block)
                advance(done)

            return take

        fetching.bring(
            one.address,
            sink,
            largest=one.size,
            start=start,
            seconds=fetching.SECONDS + one.size / SLOWEST,
            network=network,
        )
    if (size := partial.stat().st_size) < one.size:
        raise InputError(
            f"{one.address} gave {size:,} of {one.size:,} bytes; try again to go on",
        )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
