"""A painter of gradients; needs Pillow and nothing else."""

from collections.abc import Iterator

from PIL import Image

from athena_core import Context, Event, Model, Piece, pictures
from athena_plugin_tiny.params import DauberParams


class Dauber:
    """Keeps two protocols."""

    def generate(
        self,
        params: DauberParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        del model
        for seed in context.seeds:
            yield self._paint(context.random(seed).random(), params.side, seed)

    def _paint(self, hue: float, side: int, seed: int) -> Piece:
        ramp = Image.linear_gradient("L").resize((side, side))
        blue = ramp.point(lambda value: round(value * hue))
        image = Image.merge("RGB", (ramp, ramp, blue))
        return Piece(
            media_type="image/png",
            data=pictures.encode(image),
            title=f"Daub {seed}",
        )

    def interpolate(
        self,
        start: int,
        end: int,
        steps: int,
        params: DauberParams,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        del model
        first, last = (context.random(seed).random() for seed in (start, end))
        for number in range(steps):
            part = number / (steps - 1)
            yield self._paint(first + (last - first) * part, params.side, number)
