"""A walk through chosen pieces: a moving picture that rests at each of them.

The pieces must come from one generator, one model and one set of parameters, since the
way between two of them leads through what that model could have made as well. Each
chosen piece is a frame itself, pixel by pixel as it was saved.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import guard
from athena_core.errors import InputError, NotFoundError, PluginError, RefusedError
from athena_core.params import build
from athena_core.plugins import Named, Plugins, load
from athena_core.protocols import Model, Piece
from athena_core.run.contained import blamed, context, pull
from athena_core.run.exporting.choosing import Chosen
from athena_core.run.remaking import OF_A_WALK, model_of
from athena_core.run.saving import derived, finished, placed
from athena_core.specs import GeneratorSpec

KINDS = {".gif": "image/gif", ".png": "image/apng", ".apng": "image/apng"}
FEWEST = 2
MOST_FRAMES = 5000


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How a walk goes: steps and time from piece to piece, the rest at each."""

    steps: int = 24
    milliseconds: int = 2000
    rest: int = 600
    loop: bool = False
    """Whether it goes on from the last piece to the first, and plays for ever."""

    @property
    def frame(self) -> int:
        """Milliseconds that a frame on the way is shown; whole hundredths, as GIFs."""
        return max(2, round(self.milliseconds / self.steps / 10)) * 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Walked:
    """A walk on disk."""

    path: Path
    companions: tuple[Path, ...]
    frames: int


def walked(
    plugins: Plugins,
    pieces: Sequence[Chosen],
    to: Path,
    pace: Pace,
    *,
    upscaling: str,
    size: int,
) -> Walked:
    """Write a walk through the pieces as a GIF or an animated PNG, by its name.

    Raises `InputError` for pieces that no walk leads through, `RefusedError` for a
    frame that copies a work, and as `remaking.model_of` does.
    """
    media_type = KINDS.get(to.suffix.lower())
    if media_type is None:
        raise InputError(f"{to} is neither .gif nor .png, which tells the kind of file")
    _check(pieces)
    first = pieces[0].record
    frames = _frames(plugins, first, [one.record for one in pieces], pace)
    for place, one in zip(_rests(len(pieces), pace), pieces, strict=False):
        frames[place] = one.piece
    data = _moving(media_type, frames, len(pieces), pace, upscaling, size)
    parameters = {
        "seeds": [_seed(one.record) for one in pieces],
        "steps": pace.steps,
        "milliseconds": pace.milliseconds,
        "rest": pace.rest,
        "loop": pace.loop,
        "upscaling": upscaling,
        "size": size,
    }
    made = derived(first, "walk", parameters, data, media_type)
    made["derived"]["with"] = [one.sha256 for one in pieces[1:]]
    path, beside = placed(to, data, finished(made))
    return Walked(path=path, companions=beside, frames=len(frames))


def _check(pieces: Sequence[Chosen]) -> None:
    """See that one walk can lead through all pieces."""
    if len(pieces) < FEWEST:
        raise InputError("a walk leads through two pieces or more")
    first = pieces[0].record
    for one in pieces:
        record = one.record
        if record["inputs"] or OF_A_WALK[0] in record["recipe"]["params"]:
            raise InputError(f"{one.path} was made from more than a seed")
        if one.piece.media_type != "image/png":
            raise InputError(f"{one.path} is {one.piece.media_type}; walks are of PNG")
        for what, mine, theirs in _parts(record, first):
            if mine != theirs:
                raise InputError(
                    f"{one.path} comes from another {what} than {pieces[0].path}, so "
                    "there is no way from one to the other",
                )


def _parts(
    record: Mapping[str, Any],
    first: Mapping[str, Any],
) -> Iterator[tuple[str, object, object]]:
    yield "generator", record["generator"]["id"], first["generator"]["id"]
    mine, theirs = ((one["model"] or {}).get("tensors") for one in (record, first))
    yield "model", mine, theirs
    yield "set of options", record["recipe"]["params"], first["recipe"]["params"]


def _seed(record: Mapping[str, Any]) -> str:
    """Return the seed that a piece was drawn from in the end, its redraws counted."""
    recipe = record["recipe"]
    return str(guard.redraw(int(recipe["seed"]), int(recipe["attempt"])))


def _rests(pieces: int, pace: Pace) -> range:
    """Return the places of the frames that are pieces."""
    return range(0, pieces * pace.steps, pace.steps)


def _frames(
    plugins: Plugins,
    record: Mapping[str, Any],
    records: Sequence[Mapping[str, Any]],
    pace: Pace,
) -> list[Piece]:
    seeds = [int(_seed(one)) for one in records]
    named, model, values = _maker(plugins, record)
    frames = list(_along(named, model, values, seeds, pace))
    sentry = guard.Guard(model)
    for number, piece in enumerate(frames):
        verdict = sentry.check(piece)
        if not verdict.passed:
            raise RefusedError(
                f"frame {number} of the walk {verdict.reason}, so nothing is saved; "
                "walk between other pieces",
            )
    return frames


def _maker(
    plugins: Plugins,
    record: Mapping[str, Any],
) -> tuple[Named[GeneratorSpec], Model | None, dict[str, Any]]:
    """Return the generator of a record, its model here, and its parameters."""
    named = plugins.generator(str(record["generator"]["id"]))
    if "interpolate" not in named.spec.capabilities:
        raise NotFoundError(f"{named.id} knows no way from one piece to another")
    return named, model_of(named, record), dict(record["recipe"]["params"])


def _along(
    named: Named[GeneratorSpec],
    model: Model | None,
    values: Mapping[str, Any],
    seeds: Sequence[int],
    pace: Pace,
) -> Iterator[Piece]:
    """Yield the frames from the first seed to the last, and back to the first."""
    ends = [*seeds, seeds[0]] if pace.loop else list(seeds)
    if not 0 < pace.steps * len(ends) <= MOST_FRAMES:
        raise InputError(f"a walk has at most {MOST_FRAMES:,} frames; take fewer steps")
    leg: list[Piece] = []
    for start, end in itertools.pairwise(ends):
        leg = between(named, model, values, (start, end), pace.steps + 1)
        yield from leg[:-1]
    if not pace.loop:
        yield leg[-1]


def between(
    named: Named[GeneratorSpec],
    model: Model | None,
    values: Mapping[str, Any],
    seeds: tuple[int, int],
    frames: int,
) -> list[Piece]:
    """Return the pieces from one seed to another, both ends included.

    Raises `InputError` for more than a walk has, which a record from anywhere may ask
    for; `PluginError` when the generator gives another number.
    """
    if not 0 < frames <= MOST_FRAMES:
        raise InputError(f"a walk has at most {MOST_FRAMES:,} frames, not {frames:,}")
    maker = load(named.spec.factory)()
    params = build(load(named.spec.params), values)
    with context(seeds) as lent:
        with blamed(named.plugin, named.id):
            events = maker.interpolate(*seeds, frames, params, lent, model)
        pieces = [one for one in pull(events, named) if isinstance(one, Piece)]
    if len(pieces) != frames:
        raise PluginError(f"{named.id} gave {len(pieces)} frames instead of {frames}")
    return pieces


def _moving(
    media_type: str,
    frames: Sequence[Piece],
    pieces: int,
    pace: Pace,
    upscaling: str,
    size: int,
) -> bytes:
    from athena_core import animation  # noqa: PLC0415 - Pillow

    rests = set(_rests(pieces, pace))
    times = [
        pace.frame + (pace.rest if number in rests else 0)
        for number in range(len(frames))
    ]
    write = animation.gif if media_type == "image/gif" else animation.apng
    return write(
        [one.data for one in frames],
        milliseconds=times,
        size=size,
        upscaling=upscaling,
        for_ever=pace.loop,
    )


def repeated(plugins: Plugins, record: Mapping[str, Any]) -> bytes:
    """Walk again as a record says: through chosen pieces, or from seed to seed."""
    named, model, values = _maker(plugins, record)
    parameters = record["derived"]["parameters"]
    if "seeds" not in parameters:
        return _simple(named, model, record, values)
    pace = Pace(
        steps=int(parameters["steps"]),
        milliseconds=int(parameters["milliseconds"]),
        rest=int(parameters["rest"]),
        loop=bool(parameters["loop"]),
    )
    seeds = [int(seed) for seed in parameters["seeds"]]
    return _moving(
        str(record["content"]["media_type"]),
        list(_along(named, model, values, seeds, pace)),
        len(seeds),
        pace,
        str(parameters["upscaling"]),
        int(parameters["size"]),
    )


def _simple(
    named: Named[GeneratorSpec],
    model: Model | None,
    record: Mapping[str, Any],
    values: dict[str, Any],
) -> bytes:
    """Repeat the walk of `athena interpolate`."""
    from athena_core import animation  # noqa: PLC0415 - Pillow

    end, _, frames = (int(values.pop(name)) for name in OF_A_WALK)
    seeds = int(record["recipe"]["seed"]), end
    pieces = between(named, model, values, seeds, frames)
    return animation.gif([one.data for one in pieces])
