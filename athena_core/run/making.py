"""Making: seeds go to the plugin; each piece passes the guard into a stamped file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from athena_core import guard
from athena_core import naming as names
from athena_core.errors import (
    DeviceError,
    InputError,
    NotFoundError,
    PictureError,
    PluginError,
    RefusedError,
)
from athena_core.library import home, settings
from athena_core.params import Params, build
from athena_core.plugins import Named, Plugins, load
from athena_core.protocols import (
    Context,
    Encodes,
    Event,
    Generates,
    Interpolates,
    Model,
    Piece,
    Progress,
    Source,
    Transforms,
)
from athena_core.provenance.content import content
from athena_core.run import retiring
from athena_core.run.choosing import chosen_model
from athena_core.run.contained import blamed, context, pull
from athena_core.run.saving import Drawn, Making, Saved, save, today
from athena_core.specs import GeneratorSpec
from athena_core.standing import needs


def create(
    plugins: Plugins,
    generator: str,
    seeds: tuple[int, ...],
    values: Mapping[str, Any],
    *,
    model: str = "",
    folder: Path | None = None,
    inputs: tuple[Source, ...] = (),
    upscaling: str = "none",
    naming: str = "",
    accept_unknown_origin: bool = False,
) -> Iterator[Event | Saved]:
    """Make one piece a seed and save each, in order.

    With `inputs` the generator transforms them; without, it generates. `upscaling`
    names how the large picture beside a raw one is made, `naming` is the pattern of
    files' names, else the one that is set. Raises `RefusedError` when a piece stays a
    copy of a training work after all attempts, `InputError` for a pattern that is none.
    """
    pattern = _pattern(naming)
    named = plugins.generator(generator)
    used = chosen_model(named, model, accept_unknown_origin=accept_unknown_origin)
    with _making(plugins, named, used, seeds, values, inputs) as made:
        yield from _noticed(used, len(seeds))
        making = replace(
            made,
            folder=folder or (home.gallery() if names.dated(pattern) else today()),
            upscaling=upscaling,
            naming=pattern,
        )
        for event in _guarded(making):
            yield save(making, event) if isinstance(event, Drawn) else event


def _pattern(given: str) -> str:
    try:
        return names.check(given) if given else str(settings.value("naming"))
    except ValueError as error:
        raise InputError(f"{given!r} names no files; it must be {error}") from None


def drawn(
    plugins: Plugins,
    generator: str,
    seeds: tuple[int, ...],
    values: Mapping[str, Any],
    model: str = "",
) -> Iterator[Drawn]:
    """Make one piece a seed, each past the guard as in `create`, and save none."""
    named = plugins.generator(generator)
    used = chosen_model(named, model)
    with _making(plugins, named, used, seeds, values) as making:
        for event in _guarded(making):
            if isinstance(event, Drawn):
                yield event


@contextlib.contextmanager
def _making(
    plugins: Plugins,
    named: Named[GeneratorSpec],
    model: Model | None,
    seeds: tuple[int, ...],
    values: Mapping[str, Any],
    inputs: tuple[Source, ...] = (),
) -> Iterator[Making]:
    """Lend all that one run of a generator needs."""
    params = build(load(named.spec.params), values)
    maker = load(named.spec.factory)()
    _can(named, maker, "transform" if inputs else "generate")
    with context(seeds, inputs=inputs) as lent:
        yield Making(
            named=named,
            maker=maker,
            params=params,
            model=model,
            folder=today(),
            upscaling="none",
            context=lent,
            plugins=plugins,
        )


def _noticed(model: Model | None, total: int) -> Iterator[Progress]:
    """Say that a model is retired: its copies cannot be recalled, so it still makes."""
    if note := retiring.said(model):
        yield Progress(done=0, total=total, note=note)


def _can(named: Named[GeneratorSpec], maker: object, capability: str) -> None:
    protocols = {
        "generate": Generates,
        "transform": Transforms,
        "interpolate": Interpolates,
        "encode": Encodes,
    }
    if capability not in named.spec.capabilities:
        raise NotFoundError(
            f"{named.id} cannot {capability}; it can "
            f"{', '.join(sorted(named.spec.capabilities))}",
        )
    if not isinstance(maker, protocols[capability]):
        raise PluginError(f"{named.id} says it can {capability} and has no such method")
    missing, why = needs.device((named.spec,))
    if missing:
        raise DeviceError(f"{named.id} needs {missing}: {why}")


def _events(making: Making, seeds: tuple[int, ...]) -> Iterator[Event]:
    """Start the generator on these seeds."""
    lent = Context(
        seeds=seeds,
        scratch=making.context.scratch,
        cache=making.context.cache,
        inputs=making.context.inputs,
    )
    method = making.maker.transform if lent.inputs else making.maker.generate
    with blamed(making.named.plugin, making.named.id):
        events: Iterator[Event] = method(making.params, lent, making.model)
    return pull(events, making.named)


def _guarded(making: Making) -> Iterator[Event | Drawn]:
    """Pass events on, and each piece through the guard."""
    seeds = making.context.seeds
    sentry = guard.Guard(making.model)
    done = 0
    for event in _events(making, seeds):
        if not isinstance(event, Piece):
            yield event
        elif done == len(seeds):
            raise PluginError(f"{making.named.id} made more pieces than asked for")
        else:
            yield _passed(making, sentry, seeds[done], event)
            done += 1
    if done < len(seeds):
        raise PluginError(
            f"{making.named.id} made {done} of {len(seeds)} pieces and stopped",
        )


def _passed(
    making: Making,
    sentry: guard.Guard,
    seed: int,
    piece: Piece,
) -> Drawn:
    """Return the first attempt that is no copy.

    A redraw is a run of its own, so the other pieces of the batch are not touched.
    """
    words = given(making.params)
    for attempt in range(guard.ATTEMPTS + 1):
        if attempt:
            piece = _again(making, guard.redraw(seed, attempt))
        facts = _facts(making, piece)
        verdict = sentry.check(piece, words)
        if verdict.passed:
            return Drawn(
                seed=seed,
                attempt=attempt,
                piece=piece,
                facts=facts,
                verdict=verdict,
            )
    raise RefusedError(
        f"seed {seed} gave a copy of a training work in {guard.ATTEMPTS + 1} attempts, "
        f"so nothing is saved; the last one {verdict.reason}; try another seed",
    )


def given(params: Params) -> dict[str, str]:
    """Return the words that the user gave, by parameter: they are not the model's."""
    values = params.model_dump().items()
    return {name: value for name, value in values if isinstance(value, str) and value}


def _facts(making: Making, piece: Piece) -> dict[str, str]:
    """Return the piece's content hash, for which its payload must be what it says."""
    try:
        return content(piece.media_type, piece.data)
    except (UnicodeDecodeError, PictureError) as error:
        plugin = making.named.plugin
        raise PluginError(
            f"{making.named.id} gave a piece that is not {piece.media_type} "
            f"({plugin.distribution} {plugin.version}): {error}",
        ) from error


def _again(making: Making, seed: int) -> Piece:
    for event in _events(making, (seed,)):
        if isinstance(event, Piece):
            return event
    raise PluginError(f"{making.named.id} made no piece")


def interpolate(
    plugins: Plugins,
    generator: str,
    start: int,
    end: int,
    steps: int,
    values: Mapping[str, Any],
    *,
    model: str = "",
) -> Iterator[Event]:
    """Walk from one seed's piece to another's; yields `steps` pieces, unsaved."""
    named = plugins.generator(generator)
    used = chosen_model(named, model)
    params = build(load(named.spec.params), values)
    maker = load(named.spec.factory)()
    _can(named, maker, "interpolate")
    yield from _noticed(used, steps)
    with context((start, end)) as lent:
        with blamed(named.plugin, named.id):
            events = maker.interpolate(start, end, steps, params, lent, used)
        yield from pull(events, named)


def encode(
    plugins: Plugins,
    generator: str,
    source: Source,
    *,
    model: str = "",
) -> tuple[float, ...]:
    """Turn a work into a vector."""
    named = plugins.generator(generator)
    used = chosen_model(named, model)
    maker = load(named.spec.factory)()
    _can(named, maker, "encode")
    with context((0,), inputs=(source,)) as lent, blamed(named.plugin, named.id):
        vector: tuple[float, ...] = maker.encode(source, lent, used)
    return vector
