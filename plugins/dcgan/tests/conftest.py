"""Works drawn by the tests themselves, and painters that train in a blink."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from athena_plugin_dcgan.painter import Painter
from athena_plugin_dcgan.params import PainterTrainParams
from PIL import Image, ImageDraw

from athena_core import Checkpoint, Context, Corpus, Event, Model, Right, Work

Lesson = Callable[..., tuple[list[Event], Model]]

TINY = PainterTrainParams(
    size="32",
    width=8,
    latent=6,
    steps=4,
    batch=4,
    preview_every=2,
    checkpoint_every=2,
)


def draw(number: int) -> bytes:
    image = Image.new("RGB", (40, 48), (30 * number % 256, 200, 120))
    pencil = ImageDraw.Draw(image)
    pencil.ellipse((5, 5, 20 + number, 30), fill=(250 - 20 * number, 80, 60))
    stream = io.BytesIO()
    image.save(stream, format="PNG")
    return stream.getvalue()


def work(name: str, data: bytes) -> Work:
    return Work(
        id=name,
        title=name,
        maker="The Tests",
        year=2026,
        media_type="image/png",
        sha256=hashlib.sha256(data).hexdigest(),
        right=Right(basis="own", because="drawn by this test"),
        open=lambda: io.BytesIO(data),
    )


@pytest.fixture
def tiny() -> PainterTrainParams:
    return TINY


@pytest.fixture
def torn() -> Work:
    return work("torn.png", b"\x89PNG\r\n\x1a\n")


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(works=tuple(work(f"work-{n}", draw(n)) for n in range(6)))


@pytest.fixture
def context(tmp_path: Path) -> Callable[..., Context]:
    """Return a maker of contexts, each with a scratch folder of its own."""
    made = iter(range(1000))

    def make(*seeds: int, parent: Model | None = None) -> Context:
        return Context(
            seeds=seeds or (1,),
            scratch=tmp_path / f"scratch-{next(made)}",
            cache=tmp_path / "cache",
            parent=parent,
        )

    return make


@pytest.fixture
def train(
    corpus: Corpus, context: Callable[..., Context]
) -> Callable[..., tuple[list[Event], Model]]:
    """Return a function that trains a tiny painter: its events and last model."""

    def run(
        params: PainterTrainParams = TINY,
        *,
        works: Corpus = corpus,
        resume: Model | None = None,
        parent: Model | None = None,
    ) -> tuple[list[Event], Model]:
        lent = context(7, parent=parent)
        events = list(Painter().train(works, params, lent, resume))
        last = [event for event in events if isinstance(event, Checkpoint)][-1]
        return events, Model(name="tiny", folder=last.folder, card={}, ledger={})

    return run
