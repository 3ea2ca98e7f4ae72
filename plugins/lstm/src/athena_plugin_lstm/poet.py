"""The poet: the class that the plugin's spec names."""

from __future__ import annotations

from collections.abc import Iterator

from athena_core import Context, Corpus, Event, InputError, Model, Piece, Progress
from athena_plugin_lstm import checkpoint, training
from athena_plugin_lstm.params import PoetParams, PoetTrainParams
from athena_plugin_lstm.writing import Writer


class Poet:
    """Writes poems with an LSTM, and learns to."""

    def generate(
        self,
        params: PoetParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one poem for each seed, in order, and progress between.

        Raises `InputError` without a model, for there is nothing to write with.
        """
        if model is None:
            raise InputError(
                "the poet needs a trained model; install the plugin with its weights, "
                "or train one: athena train poet --dataset FOLDER",
            )
        writer = Writer(*checkpoint.load_model(model.folder))
        done, total = 0, len(context.seeds)
        for draft in writer.write(context.seeds, params):
            if draft is None:
                yield Progress(done=done, total=total)
                continue
            done += 1
            data = draft.text.encode()
            yield Piece(media_type="text/plain", data=data, title=draft.title)
            yield Progress(done=done, total=total)

    def train(
        self,
        corpus: Corpus,
        params: PoetTrainParams,
        context: Context,
        resume: Model | None,
    ) -> Iterator[Event]:
        """Learn from a corpus; see `athena_core.Trains`."""
        yield from training.train(corpus, params, context, resume)
