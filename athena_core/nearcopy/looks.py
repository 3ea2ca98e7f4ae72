"""How a picture looks, as hashes: `athena_core.phash` on the whole and on its middle.

A painter seldom learns a picture as it lies in its file: a margin of paper is cut off
and the middle square is taken (`athena_core.pixels`). A copy learned by heart is a copy
of that, so both are hashed: the whole picture, and the square within its margin.

56 views of each are compared (see `phash.views`). A view that is mirrored is the work
beside the mirrored piece, so that of a work only the 14 crops are kept, and of a piece
its four turns are asked for: the same comparisons from a quarter of the hashes.
"""

from __future__ import annotations

import math

from PIL import Image

from athena_core import phash, pictures

ONE_VIEW = phash.METHOD
VIEWS = "athena.phash-views/1"
TURNS = 4
"""As it is, mirrored, upside down, and both."""
CROPS = 14
"""Views of a work that are not turned."""
KEPT = 2 * CROPS
"""Hashes kept of a work: the whole picture's crops, then the square's."""
_LEAST = 256
"""Pixels of the shorter side that are enough to hash."""


def decoded(data: bytes) -> Image.Image:
    """Return a picture large enough to be hashed; raises `PictureError`."""
    return pictures.decode(data, at_least=_LEAST, max_aspect=math.inf)


def of_work(image: Image.Image) -> list[int]:
    """Return the 28 hashes that are kept of a work.

    The first of the whole picture and of the square are their `phash`. Costs about
    15 ms beside decoding.
    """
    whole, square = image, middle(pictures.trim_margin(image))
    return [one for part in (whole, square) for one in phash.views(part)[::TURNS]]


def of_piece(image: Image.Image) -> list[int]:
    """Return the hashes of a piece: as it is, mirrored, upside down, and both."""
    return phash.turns(image)


def middle(image: Image.Image) -> Image.Image:
    """Return the square in the middle of a picture, pixels as they are."""
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))
