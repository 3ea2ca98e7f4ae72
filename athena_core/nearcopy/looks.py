"""How a picture looks, as hashes: `athena_core.phash` on the whole and on its middle.

A painter seldom learns a picture as it lies in its file: a margin of paper may be cut
off, and the middle square is taken (`athena_core.pixels`). A copy learned by heart is a
copy of that, so all are hashed: the whole picture, its middle square, and the middle
square of what lies within its margin.

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
KEPT = 3 * CROPS
"""Hashes kept of a work: the whole picture's crops, then those of the two squares."""
_LEAST = 256
"""Pixels of the shorter side that are enough to hash."""


def decoded(data: bytes) -> Image.Image:
    """Return a picture large enough to be hashed; raises `PictureError`."""
    return pictures.decode(data, at_least=_LEAST, max_aspect=math.inf)


def of_work(image: Image.Image) -> list[int]:
    """Return the 42 hashes that are kept of a work.

    The first of each 14 is the `phash` of the whole, or of the square. Costs about
    20 ms beside decoding.
    """
    inner = middle(pictures.trim_margin(image))
    parts = (image, middle(image), inner)
    return [one for part in parts for one in phash.views(part)[::TURNS]]


def of_piece(image: Image.Image) -> list[int]:
    """Return the hashes of a piece: as it is, mirrored, upside down, and both."""
    return phash.turns(image)


def middle(image: Image.Image) -> Image.Image:
    """Return the square in the middle of a picture, pixels as they are."""
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))
