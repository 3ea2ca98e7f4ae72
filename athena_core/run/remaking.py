"""Making a piece again from its record, to see whether the record tells the truth.

The recipe in a record is a seed, the parameters and the hashes of the weights. The
same recipe gives the same bytes on the same kind of machine; elsewhere a level of a
pixel may differ, and then that is said.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import guard
from athena_core.errors import InputError, NotFoundError, PluginError
from athena_core.library import fetched, models, weights
from athena_core.params import build
from athena_core.plugins import Named, Plugins, load
from athena_core.protocols import Model, Piece, Right, Source
from athena_core.provenance import reading, stamp
from athena_core.provenance.canonical import RecordError
from athena_core.provenance.content import content
from athena_core.provenance.reading import Found
from athena_core.run import comparing
from athena_core.run.comparing import Same
from athena_core.run.contained import blamed, context, pull
from athena_core.run.repeating import repeated
from athena_core.run.saving import unused
from athena_core.specs import GeneratorSpec

MOST_FRAMES = 5_000
"""A record may be a stranger's, and asks for no more than a walk can have."""
OF_A_WALK = ("to_seed", "frame", "frames")
"""Parameters that the driver added to a walk's frame."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remade:
    """What came of making a piece again."""

    same: Same
    sentence: str
    piece: Piece
    """As the generator gave it now."""
    data: bytes
    """The file's content made anew: the piece, or what was derived from it."""

    @property
    def holds(self) -> bool:
        """Whether the record told the truth, to one level of a pixel."""
        return self.same != "differs"


def remake(
    plugins: Plugins,
    path: Path,
    inputs: tuple[Source, ...] = (),
) -> Remade:
    """Make a saved file's piece again and compare.

    Raises `RecordError` when the file has no record that can be followed,
    `NotFoundError` when the generator or the model is not here, `InputError` when a
    work that was given at make time is not given again.
    """
    try:
        found = reading.read(path)
    except RecordError as error:
        raise RecordError(f"{path}: {error}") from None
    if found.record is None:
        raise RecordError(f"{path}: there is no Athena record in this file to follow")
    record = found.record
    piece = again(plugins, record, inputs)
    derived = record.get("derived")
    if derived is None:
        return _compared(found, piece, piece.data)
    of = content(piece.media_type, piece.data)["sha256"]
    if of != derived.get("of"):
        sentence = "the piece that it was made from came out differently"
        sentence += comparing.why(record)
        return Remade(same="differs", sentence=sentence, piece=piece, data=piece.data)
    data = repeated(plugins, record, piece, again)
    return _compared(found, piece, data)


def again(
    plugins: Plugins,
    record: Mapping[str, Any],
    inputs: tuple[Source, ...] = (),
) -> Piece:
    """Run a record's recipe; returns the piece as the generator gave it.

    Raises as `remake` does.
    """
    try:
        recipe, generator = record["recipe"], str(record["generator"]["id"])
        seed, attempt = int(recipe["seed"]), int(recipe["attempt"])
        values = dict(recipe["params"])
    except (KeyError, TypeError, ValueError):
        raise RecordError("its record holds no recipe") from None
    named = _generator(plugins, generator, record)
    model = model_of(named, record)
    given = _given(record, inputs)
    walk = {name: values.pop(name) for name in OF_A_WALK if name in values}
    if walk:
        return _frame(named, model, seed, walk, values)
    return _piece(named, model, guard.redraw(seed, attempt), values, given)


def _generator(
    plugins: Plugins,
    generator: str,
    record: Mapping[str, Any],
) -> Named[GeneratorSpec]:
    try:
        return plugins.generator(generator)
    except NotFoundError:
        distribution = record["generator"].get("distribution", "its plugin")
        raise NotFoundError(
            f"{generator} is not installed here; the record says that it comes with "
            f"{distribution}, and `athena plugins search` lists the plugins known here",
        ) from None


def model_of(named: Named[GeneratorSpec], record: Mapping[str, Any]) -> Model | None:
    """Return the model whose numbers are those of the record.

    Raises `NotFoundError` when no model here has them.
    """
    wanted = record.get("model")
    if not wanted:
        return None
    for model in _candidates(named, str(wanted.get("name", ""))):
        if _same_numbers(model, wanted):
            return model
    raise NotFoundError(
        f"the model {wanted.get('name')!r} that made it is not here (or has learned "
        "more since); the same weights are needed to make it again",
    )


def _candidates(named: Named[GeneratorSpec], name: str) -> Iterator[Model]:
    """Yield the shipped model, then the checkpoints under the name, then all others."""
    shipped = fetched.own(named.id, named.spec)
    if shipped is not None:
        yield shipped
    others = [other for other in models.names() if other != name]
    for one in ([name] if name in models.names() else []) + others:
        for folder in reversed(models.checkpoints(one)):
            yield models.read(folder, one)


def _same_numbers(model: Model, wanted: Mapping[str, Any]) -> bool:
    if numbers := wanted.get("tensors"):
        return bool(weights.tensors(model.folder) == numbers)
    return bool(weights.files(model.folder) == wanted.get("files"))


def _given(
    record: Mapping[str, Any],
    inputs: tuple[Source, ...],
) -> tuple[Source, ...]:
    wanted = [str(one["sha256"]) for one in record.get("inputs", ())]
    given = {source.sha256: source for source in inputs}
    if missing := [one for one in wanted if one not in given]:
        raise InputError(
            f"it was made from {len(wanted)} given works; give the same again with "
            f"--input ({len(missing)} missing, the first has SHA-256 {missing[0]})",
        )
    return tuple(given[one] for one in wanted)


def _piece(
    named: Named[GeneratorSpec],
    model: Model | None,
    seed: int,
    values: Mapping[str, Any],
    inputs: tuple[Source, ...],
) -> Piece:
    maker = load(named.spec.factory)()
    params = build(load(named.spec.params), values)
    with context((seed,), inputs=inputs) as lent:
        method = maker.transform if inputs else maker.generate
        with blamed(named.plugin, named.id):
            events = method(params, lent, model)
        return _first(named, pull(events, named), 0)


def _frame(
    named: Named[GeneratorSpec],
    model: Model | None,
    seed: int,
    walk: Mapping[str, Any],
    values: Mapping[str, Any],
) -> Piece:
    maker = load(named.spec.factory)()
    params = build(load(named.spec.params), values)
    try:
        end, frame, frames = (int(walk[name]) for name in OF_A_WALK)
    except (KeyError, TypeError, ValueError):
        raise RecordError("its record holds no recipe") from None
    if not 1 < frames <= MOST_FRAMES:
        raise RecordError(f"its record asks for a walk of {frames} frames")
    with context((seed, end)) as lent:
        with blamed(named.plugin, named.id):
            events = maker.interpolate(seed, end, frames, params, lent, model)
        return _first(named, pull(events, named), frame)


def _first(named: Named[GeneratorSpec], events: Iterator[Any], skip: int) -> Piece:
    pieces = (event for event in events if isinstance(event, Piece))
    for number, piece in enumerate(pieces):
        if number == skip:
            return piece
    raise PluginError(f"{named.id} made no piece")


def _compared(found: Found, piece: Piece, data: bytes) -> Remade:
    record = found.record or {}
    kept = record["content"]
    same: Same = "exact"
    sentence = "the same recipe gave the same piece"
    if content(kept["media_type"], data)["sha256"] != kept["sha256"]:
        same, sentence = comparing.apart(record, data, found.path.read_bytes())
        sentence += comparing.why(record)
    elif not found.fits:
        same = "differs"
        sentence = "the recipe gave the piece of the record; this file was changed"
    return Remade(same=same, sentence=sentence, piece=piece, data=data)


def given(path: Path) -> Source:
    """Read a work that was given when the piece was made; its record has the right.

    Raises `InputError` when it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    return Source(
        name=path.name,
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        right=Right(basis="own", because="given again, to compare"),
    )


def kept(path: Path, made: Remade, folder: Path) -> Path:
    """Write what was remade into a folder, with the record of the file it repeats."""
    record = reading.read(path).record or {}
    facts = content(record["content"]["media_type"], made.data)
    place = unused(folder / path.name)
    stamp.save(place, made.data, {**record, "content": facts})
    return place
