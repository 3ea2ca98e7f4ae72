"""The painter: trains, paints, and walks from one picture to another.

Every method yields events and keeps nothing between calls; what it learned lies in the
model's folder.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from athena_core import (
    Checkpoint,
    Context,
    Corpus,
    Event,
    Model,
    NotFoundError,
    Piece,
    Preview,
    Progress,
    pixels,
)
from athena_plugin_dcgan import checkpoint, drawing, watching
from athena_plugin_dcgan.model import Generator, Shape
from athena_plugin_dcgan.params import PainterParams, PainterTrainParams
from athena_plugin_dcgan.training import Trainer
from athena_plugin_dcgan.works import Works

REPORT_EVERY = 25
"""Steps between two reports of the losses."""
COLUMNS = 5
COMPARED = 64
"""Works that the variety of painted pictures is held against."""


class Painter:
    """Makes small pictures from seeds, after learning from works."""

    def generate(
        self,
        params: PainterParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one PNG of the model's own size for each seed.

        Raises `NotFoundError` without a model: a painter that never learned paints
        noise.
        """
        network, length = _load(model)
        for number, seed in enumerate(context.seeds):
            latent = drawing.latent(seed, length, context) * params.truncation
            yield _piece(drawing.picture(network, latent))
            yield Progress(done=number + 1, total=len(context.seeds))

    def interpolate(
        self,
        start: int,
        end: int,
        steps: int,
        params: PainterParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield `steps` pictures along the arc from seed `start` to seed `end`."""
        network, length = _load(model)
        first = drawing.latent(start, length, context) * params.truncation
        last = drawing.latent(end, length, context) * params.truncation
        for number in range(steps):
            share = number / (steps - 1) if steps > 1 else 0.0
            yield _piece(
                drawing.picture(network, drawing.between(first, last, share)),
            )
            yield Progress(done=number + 1, total=steps)

    def train(
        self,
        corpus: Corpus,
        params: PainterTrainParams,
        context: Context,
        resume: Model | None,
    ) -> Iterator[Event]:
        """Yield progress at each step, sample sheets, measures and checkpoints.

        With `context.parent` it begins where that model ended, in that model's shape.
        """
        yield from _begin(corpus, params)
        found = yield from pixels.decode_pixels(
            corpus.works,
            context.cache,
            side=_shape(params, context, resume).size,
            fit=params.fit,
            trim=params.trim,
        )
        yield from _skipped(found, params)
        works = Works(found, flips=params.flips)
        shape = _shape(params, context, resume)
        trainer = Trainer(shape, params, works, context.accelerator(), context.seed)
        yield from _start(trainer, context, resume)
        yield from _steps(trainer, context)


def _load(model: Model | None) -> tuple[Generator, int]:
    if model is None:
        raise NotFoundError(
            "the painter has no model to paint with; train one with `athena train "
            "painter --dataset FOLDER`",
        )
    return checkpoint.generator(model.folder), checkpoint.shape(model.folder).latent


def _piece(data: bytes) -> Piece:
    return Piece(media_type="image/png", data=data)


def _shape(
    params: PainterTrainParams,
    context: Context,
    resume: Model | None,
) -> Shape:
    """Return the shape to train in: the checkpoint's or the parent's, if any."""
    if before := resume or context.parent:
        return checkpoint.shape(before.folder)
    return Shape(
        size=int(params.size),
        latent=params.latent,
        width=params.width,
        upsampling=params.upsampling,
        excitation=params.excitation,
        spectral_norm=params.spectral_norm,
        variety=params.variety,
    )


def _begin(corpus: Corpus, params: PainterTrainParams) -> Iterator[Event]:
    note = watching.expectations(len(corpus.works))
    yield Progress(done=0, total=params.steps, note=note)


def _skipped(found: pixels.Pixels, params: PainterTrainParams) -> Iterator[Event]:
    for work in found.skipped:
        note = f"skipped {work.name}: {work.reason}"
        yield Progress(done=0, total=params.steps, note=note)


def _start(
    trainer: Trainer,
    context: Context,
    resume: Model | None,
) -> Iterator[Event]:
    """Load what the training goes on from, and say so."""
    note = ""
    if resume is not None:
        checkpoint.restore(trainer, resume.folder)
        note = f"going on from step {trainer.step:,}"
    elif context.parent is not None:
        whole = checkpoint.adopt(trainer, context.parent.folder)
        size = trainer.shape.size
        note = f"starting from {context.parent.name} ({size}x{size} pixels)"
        note += "" if whole else ", with a new critic"
    yield Progress(done=trainer.step, total=trainer.params.steps, note=note)


def _steps(trainer: Trainer, context: Context) -> Iterator[Event]:
    params, watch = trainer.params, watching.Watch()
    while trainer.step < params.steps:
        trainer.advance()
        watch.see(trainer)
        step, last = trainer.step, trainer.step == params.steps
        if step % REPORT_EVERY == 0 or last:
            yield from watch.report(step)
        if step % params.preview_every == 0 or last:
            yield from _look(trainer, context)
        if step % params.checkpoint_every == 0 or last:
            folder = context.scratch / f"step-{step}"
            checkpoint.write(trainer, folder)
            yield Checkpoint(folder=folder, step=step, final=last)
        yield Progress(done=step, total=params.steps)


def _look(trainer: Trainer, context: Context) -> Iterator[Event]:
    """Paint the sample sheet, and compare its variety with the works'."""
    seeds = drawing.SHEET_SEEDS
    latents = drawing.sheet_latents(trainer.shape.latent, context, seeds)
    painted = drawing.to_bytes(_paint(trainer, latents))
    note = f"seeds {seeds[0]} to {seeds[-1]} after {trainer.step:,} steps"
    sheet = drawing.sheet(painted, COLUMNS)
    yield Preview(media_type="image/png", data=sheet, note=note)
    yield watching.alike(painted, trainer.works.some(COMPARED), trainer.step)


def _paint(trainer: Trainer, latents: Tensor) -> Tensor:
    latents = latents.float().to(trainer.accelerator.device)
    with torch.inference_mode():
        painted: Tensor = trainer.average(latents)
    return painted
