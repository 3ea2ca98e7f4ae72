"""The hash of what a piece is, as apart from how its file is written.

`pixels/1` survives re-compression of a picture, `text/1` other line ends and trailing
blanks; anything else is hashed byte by byte as `bytes/1`. So is a moving picture, since
a decoder that looks at its first frame would not see a change in the others.
"""

from __future__ import annotations

import hashlib
import math

from PIL import Image

from athena_core import pictures, text

NO_PIXELS = frozenset({"image/svg+xml", "image/gif", "image/apng"})
"""Pictures that are hashed byte by byte."""


def content(media_type: str, data: bytes) -> dict[str, str]:
    """Return the media type, the rule and the hash of a payload."""
    if media_type.startswith("image/") and media_type not in NO_PIXELS:
        rule, body = "pixels/1", _pixels(data)
    elif media_type == "text/plain":
        rule, body = "text/1", text.canonical(data.decode()).encode()
    else:
        rule, body = "bytes/1", data
    return {
        "media_type": media_type,
        "of": rule,
        "sha256": hashlib.sha256(body).hexdigest(),
    }


def pixels_sha256(image: Image.Image) -> str:
    """Return the `pixels/1` hash of a picture, decoded whole by `pictures.decode`."""
    return hashlib.sha256(_body(image)).hexdigest()


def _pixels(data: bytes) -> bytes:
    return _body(pictures.decode(data, max_aspect=math.inf))


def _body(image: Image.Image) -> bytes:
    width, height = image.size
    return f"pixels/1 RGB {width} {height}\n".encode() + image.tobytes()
