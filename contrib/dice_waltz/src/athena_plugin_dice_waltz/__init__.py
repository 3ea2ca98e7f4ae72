"""Dice waltz: a minuet in sixteen throws of two dice.

Strings only: nothing heavy is imported until it runs.
"""

from __future__ import annotations

from collections.abc import Iterable

from athena_core import GeneratorSpec, hookimpl


@hookimpl
def athena_generators() -> Iterable[GeneratorSpec]:
    """Name the one generator."""
    return [
        GeneratorSpec(
            name="dice-waltz",
            summary="a minuet in sixteen throws of two dice, as sound",
            factory="athena_plugin_dice_waltz.dice_waltz:DiceWaltz",
            params="athena_plugin_dice_waltz.params:DiceWaltzParams",
            media_types=("audio/wav",),
        ),
    ]


@hookimpl
def athena_preview(media_type: str, data: bytes, width: int) -> object | None:
    """Draw the tune and the throws of a minuet of ours."""
    if media_type != "audio/wav" or b"dice-waltz" not in data[-600:]:
        return None
    from athena_plugin_dice_waltz.preview import Card  # noqa: PLC0415 - Rich

    return Card.of(data, width)
