"""The generator: seeds in, minuets out."""

from __future__ import annotations

from collections.abc import Iterator

from athena_core import Context, Event, Model, Piece, Progress
from athena_plugin_dice_waltz import wav
from athena_plugin_dice_waltz.params import DiceWaltzParams
from athena_plugin_dice_waltz.score import KEYS, Chance, score, throws
from athena_plugin_dice_waltz.sound import played


class DiceWaltz:
    """Throws, sets and plays one minuet a seed."""

    def generate(
        self,
        params: DiceWaltzParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one `Piece` for each seed; there is no model to learn with."""
        del model
        for number, seed in enumerate(context.seeds):
            yield Progress(done=number, total=len(context.seeds))
            yield minuet(context.random(seed).random, params)


def minuet(chance: Chance, params: DiceWaltzParams) -> Piece:
    """Throw the dice, and play what they say."""
    drawn = sorted(KEYS)[int(chance() * len(KEYS))]
    key = params.key or drawn
    thrown = throws(chance, params.dice)
    rate = int(params.rate)
    samples = played(
        score(thrown, key, params),
        eighth=rate * 30 // params.tempo,
        instrument=params.instrument,
        bass=params.bass,
        room=params.room,
        rate=rate,
    )
    said = " ".join(map(str, thrown))
    title = f"Minuet in {key}, thrown {said}"
    about = f"dice-waltz; {key}; {params.instrument}; {params.tempo}; {said}"
    data = wav.wav(samples, rate, {wav.TITLE: title, wav.COMMENT: about})
    return Piece(media_type="audio/wav", data=data, title=title)
