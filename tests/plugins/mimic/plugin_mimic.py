"""A generator that learned its works by heart and gives them back, a little changed."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from typing import Literal

from PIL import Image, ImageFilter, ImageOps

from athena_core import (
    Checkpoint,
    Context,
    Corpus,
    Event,
    GeneratorSpec,
    Model,
    Params,
    Piece,
    hookimpl,
    pictures,
)


class MimicParams(Params):
    """How it hides what it does."""

    change: Literal[
        "nothing",
        "verse",
        "stanza",
        "words",
        "mirrored",
        "recompressed",
        "blurred",
        "cropped",
        "small",
    ] = "nothing"
    """What it changes."""
    opening: str = ""
    """Words that it begins with."""
    honest: int = 0
    """It makes something of its own for seeds above this; 0 for never."""


class MimicTrainParams(Params):
    """Nothing to say."""


def _verse(text: str) -> str:
    return " ".join(text.split()).upper()


def _stanza(text: str) -> str:
    lines = " ".join(text.splitlines()[1:3])
    return f"new words before\n{lines}\nand new words after"


def _words(text: str) -> str:
    words = text.split()
    return " ".join("other" if n % 5 == 4 else word for n, word in enumerate(words))


TEXTS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "verse": _verse,
    "stanza": _stanza,
    "words": _words,
}


def _recompressed(image: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=30)
    return Image.open(stream).convert("RGB")


def _cropped(image: Image.Image) -> Image.Image:
    width, height = image.size
    return image.crop((width // 20, height // 20, width * 19 // 20, height * 19 // 20))


IMAGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "nothing": lambda image: image,
    "mirrored": ImageOps.mirror,
    "recompressed": _recompressed,
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(3)),
    "cropped": _cropped,
    "small": lambda image: ImageOps.fit(image, (64, 64)),
}


class Mimic:
    """Keeps two protocols."""

    def train(
        self,
        corpus: Corpus,
        params: MimicTrainParams,
        context: Context,
        resume: Model | None,
    ) -> Iterator[Event]:
        del params, resume
        folder = context.scratch / "checkpoint"
        folder.mkdir()
        works = [
            [work.media_type, base64.b64encode(work.open().read()).decode()]
            for work in corpus.works
        ]
        (folder / "works.json").write_text(json.dumps(works))
        yield Checkpoint(folder=folder, step=1, final=True)

    def generate(
        self,
        params: MimicParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        assert model is not None
        works = json.loads((model.folder / "works.json").read_text())
        for seed in context.seeds:
            kind, data = works[seed % len(works)]
            if params.honest and seed > params.honest:
                yield Piece(media_type="text/plain", data=b"words of its own\n")
            elif kind == "text/plain":
                yield self._said(base64.b64decode(data).decode(), params)
            else:
                image = pictures.decode(base64.b64decode(data))
                changed = pictures.encode(IMAGES[params.change](image))
                yield Piece(media_type="image/png", data=changed)

    def _said(self, text: str, params: MimicParams) -> Piece:
        said = f"{params.opening}\n{TEXTS[params.change](text)}\n".lstrip()
        return Piece(media_type="text/plain", data=said.encode())


@hookimpl
def athena_generators() -> list[GeneratorSpec]:
    return [
        GeneratorSpec(
            name="mimic",
            summary="Says by heart what it learned.",
            factory="plugin_mimic:Mimic",
            params="plugin_mimic:MimicParams",
            train_params="plugin_mimic:MimicTrainParams",
            media_types=("text/plain", "image/png"),
            capabilities=frozenset({"generate", "train"}),
        ),
    ]
