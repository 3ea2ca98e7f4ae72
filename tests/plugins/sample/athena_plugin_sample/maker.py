import json
import random
from collections.abc import Iterator

from athena_core import (
    Checkpoint,
    Context,
    Corpus,
    Event,
    Model,
    Piece,
    Progress,
    Source,
)
from athena_plugin_sample.params import MurmurParams, MurmurTrainParams

INNATE = ["hush", "sea", "wind", "lamp", "stone", "reed", "gull", "tide"]


class Murmur:
    def generate(
        self,
        params: MurmurParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        words = self.heard(model)
        for seed in context.seeds:
            chance = self.chance(context, seed)
            yield self.murmur(words, params, chance)

    def chance(self, context: Context, seed: int) -> random.Random:
        return context.random(seed)

    def murmur(
        self,
        words: list[str],
        params: MurmurParams,
        chance: random.Random,
    ) -> Piece:
        text = " ".join(chance.choice(words) for _ in range(params.words))
        if params.loud:
            text = text.upper()
        return Piece(media_type="text/plain", data=f"{text}\n".encode())

    def heard(self, model: Model | None) -> list[str]:
        if model is None:
            return INNATE
        kept: dict[str, list[str]] = json.loads(
            (model.folder / "heard.json").read_text(),
        )
        return kept["heard"]

    def interpolate(
        self,
        start: int,
        end: int,
        steps: int,
        params: MurmurParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        words = self.heard(model)
        for number in range(steps):
            seed = end if number == steps - 1 else start
            chance = self.chance(context, seed)
            yield self.murmur(words, params, chance)

    def transform(
        self,
        params: MurmurParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        del model
        words = context.inputs[0].data.decode().split()
        for seed in context.seeds:
            yield self.murmur(words, params, context.random(seed))

    def encode(
        self,
        source: Source,
        context: Context,
        model: Model | None,
    ) -> tuple[float, ...]:
        del context, model
        return tuple(source.data.count(letter) / 100 for letter in b"aeiou")

    def train(
        self,
        corpus: Corpus,
        params: MurmurTrainParams,
        context: Context,
        resume: Model | None,
    ) -> Iterator[Event]:
        heard = [] if resume is None else list(self.heard(resume))
        done = 0 if resume is None else int(resume.card["step"])
        works = corpus.works
        for step in range(done + 1, params.steps + 1):
            for work in works:
                with work.open() as stream:
                    heard += stream.read().decode().split()[step:]
            yield Progress(done=step, total=params.steps)
            last = step == params.steps
            if last or step % params.checkpoint_every == 0:
                folder = context.scratch / f"step-{step}"
                folder.mkdir()
                (folder / "heard.json").write_text(json.dumps({"heard": heard}))
                yield Checkpoint(folder=folder, step=step, final=last)
