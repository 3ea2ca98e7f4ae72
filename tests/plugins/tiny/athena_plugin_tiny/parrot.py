"""A generator without torch: it learns words and says them in an order of chance."""

import hashlib
import json
from collections.abc import Iterator

from athena_core import (
    Checkpoint,
    Context,
    Corpus,
    Event,
    Metric,
    Model,
    Piece,
    Preview,
    Progress,
    Source,
)
from athena_plugin_tiny.params import ParrotParams, ParrotTrainParams

INNATE = ["hello", "pretty", "polly", "sea", "wind", "light"]


class Parrot:
    """Keeps all five protocols."""

    def generate(
        self,
        params: ParrotParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        words = self._words(model)
        for number, seed in enumerate(context.seeds):
            yield Progress(done=number, total=len(context.seeds))
            yield self._speak(words, params, context, seed)

    def _speak(
        self,
        words: list[str],
        params: ParrotParams,
        context: Context,
        seed: int,
    ) -> Piece:
        chance = context.random(seed)
        said = " ".join(chance.choice(words) for _ in range(params.words))
        text = said.upper() if params.voice == "loud" else said
        return Piece(
            media_type="text/plain",
            data=f"{text}\n".encode(),
            title=f"Squawk {seed}",
        )

    def _words(self, model: Model | None) -> list[str]:
        if model is None:
            return INNATE
        heard: list[str] = json.loads((model.folder / "words.json").read_text())[
            "words"
        ]
        return heard

    def train(
        self,
        corpus: Corpus,
        params: ParrotTrainParams,
        context: Context,
        resume: Model | None,
    ) -> Iterator[Event]:
        done = 0 if resume is None else int(resume.card["step"])
        heard = (
            self._words(resume or context.parent) if resume or context.parent else []
        )
        for step in range(done + 1, params.steps + 1):
            if step == params.fail_at:
                message = "fell off the perch"
                raise RuntimeError(message)
            for work in corpus.works:
                heard = [*heard, *work.open().read().decode().split()]
            yield Progress(done=step, total=params.steps)
            yield Metric(name="words", value=float(len(heard)), step=step)
            yield Preview(media_type="text/plain", data=b"squawk\n")
            if step % params.checkpoint_every == 0 or step == params.steps:
                folder = context.scratch / f"checkpoint-{step}"
                folder.mkdir()
                (folder / "words.json").write_text(json.dumps({"words": heard}))
                (folder / "training.json").write_text(json.dumps({"step": step}))
                yield Checkpoint(
                    folder=folder,
                    step=step,
                    final=step == params.steps,
                )

    def interpolate(
        self,
        start: int,
        end: int,
        steps: int,
        params: ParrotParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        for number in range(steps):
            seed = round(start + (end - start) * number / (steps - 1))
            yield self._speak(self._words(model), params, context, seed)

    def transform(
        self,
        params: ParrotParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        del model
        words = b" ".join(source.data for source in context.inputs).decode().split()
        for seed in context.seeds:
            yield self._speak(words, params, context, seed)

    def encode(
        self,
        source: Source,
        context: Context,
        model: Model | None,
    ) -> tuple[float, ...]:
        del context, model
        digest = hashlib.sha256(source.data).digest()
        return tuple(byte / 255 for byte in digest[:4])
