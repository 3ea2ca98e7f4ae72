"""A postcard of a saved picture and a saved poem, whose credits stand on its back."""

from __future__ import annotations

from pathlib import Path

from athena_core.errors import InputError
from athena_core.run.exporting.choosing import Chosen
from athena_core.run.postcards import Card, postcard


def card(picture: Chosen, poem: Chosen, folder: Path) -> Card:
    """Set two pieces together. Raises `InputError` when they are other kinds."""
    if picture.is_poem or not poem.is_poem:
        raise InputError(
            "a postcard is made of a picture and a poem, in this order: "
            f"{picture.path} is {picture.piece.media_type}, {poem.path} is "
            f"{poem.piece.media_type}",
        )
    return postcard(picture.saved(), poem.saved(), folder)
