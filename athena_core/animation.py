"""Frames to a GIF or an animated PNG.

GIF: each frame gets its own 256 colours by median cut, and no dithering: on blends of
paintings that measured 39.3 dB against 31.0 dB for one dithered palette over all
frames, in a file as large; about 0.1 s a frame. An animated PNG (W3C PNG 3) keeps every
colour, and weighs about three times as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import inf

from PIL import Image

from athena_core.errors import InputError
from athena_core.pictures import MAX_PIXELS, decode
from athena_core.upscaling import upscale

SIZE = 384
COLOURS = 256
SHORTEST = 20
"""Milliseconds; browsers slow down whatever claims to be quicker."""
LONGEST = 65_535
"""Milliseconds that one frame may stay: what an animated PNG holds in two bytes."""
MOST = 3 * MAX_PIXELS
"""Pixels of all frames together; a thousand frames of the usual size are fewer."""
Milliseconds = int | Sequence[int]


def gif(
    frames: Sequence[bytes],
    *,
    milliseconds: Milliseconds = 100,
    back_and_forth: bool = False,
    size: int = SIZE,
    upscaling: str = "lanczos",
    for_ever: bool = True,
) -> bytes:
    """Return the frames as an animated GIF; the same bytes for the same arguments.

    Each frame is shown for `milliseconds` (one number, or one a frame), its longer side
    `size` pixels. With `back_and_forth` the frames run to the end and back, the turning
    points shown once. Raises `InputError` without frames, when they differ in shape or
    are too many, `PictureError` when one cannot be read.
    """
    large = [
        image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        for image in _large(frames, upscaling, size)
    ]
    played = large + large[-2:0:-1] if back_and_forth else large
    stream = BytesIO()
    played[0].save(
        stream,
        format="GIF",
        save_all=True,
        append_images=played[1:],
        duration=_times(milliseconds, len(played)),
        disposal=1,
        **({"loop": 0} if for_ever else {}),
    )
    return stream.getvalue()


def apng(
    frames: Sequence[bytes],
    *,
    milliseconds: Milliseconds = 100,
    size: int = SIZE,
    upscaling: str = "lanczos",
    for_ever: bool = True,
) -> bytes:
    """Return the frames as an animated PNG, each pixel as it is; else as `gif`.

    A program that knows no animated PNG shows the first frame.
    """
    # a list, since Pillow goes through the frames more than once
    first, *rest = _large(frames, upscaling, size)
    stream = BytesIO()
    first.save(
        stream,
        format="PNG",
        save_all=True,
        append_images=rest,
        duration=_times(milliseconds, len(frames)),
        loop=0 if for_ever else 1,
    )
    return stream.getvalue()


def _times(milliseconds: Milliseconds, count: int) -> list[int]:
    given = [milliseconds] * count if isinstance(milliseconds, int) else milliseconds
    return [min(LONGEST, max(SHORTEST, one)) for one in given]


def _large(
    frames: Sequence[bytes],
    upscaling: str,
    size: int,
) -> Iterator[Image.Image]:
    """Yield the frames made large, one by one, since together they may be many."""
    images = _alike([decode(frame, max_aspect=inf) for frame in frames])
    if len(images) * size * size > MOST:
        raise InputError(
            f"{len(images):,} frames of {size} pixels are too many for one file; make "
            "fewer steps, or smaller frames",
        )
    for image in images:
        yield upscale(image, upscaling, size)


def _alike(images: list[Image.Image]) -> list[Image.Image]:
    if not images:
        raise InputError("an animation needs at least one frame")
    sizes = sorted({image.size for image in images})
    if len(sizes) > 1:
        shown = ", ".join(f"{width}x{height}" for width, height in sizes)
        raise InputError(f"frames of one animation must have one size, not {shown}")
    return images
