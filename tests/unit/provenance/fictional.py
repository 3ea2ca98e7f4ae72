"""Records of pieces that nobody made, for tests."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from athena_core import pictures
from athena_core.provenance.content import content


def picture(colour: str = "teal", media_type: str = "image/png") -> bytes:
    image = Image.new("RGB", (12, 9), colour)
    image.putpixel((3, 4), (250, 240, 10))
    if media_type == "image/png":
        return pictures.encode(image)
    stream = io.BytesIO()
    image.save(stream, media_type.rpartition("/")[2], quality=90)
    return stream.getvalue()


def record(
    media_type: str = "image/png",
    data: bytes | None = None,
    **other: Any,
) -> dict[str, Any]:
    data = picture(media_type=media_type) if data is None else data
    return {
        "schema": "athena.provenance/1",
        "kind": "picture",
        "title": "A fictional piece",
        "made_on": "2026-11-25T10:00:00Z",
        "credit": 'Made by a machine with Athena (tiny/dauber); "learned" <from> &',
        "generator": {"id": "tiny/dauber", "core": "0.1.0"},
        "content": content(media_type, data),
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/"
        "trainedAlgorithmicMedia",
        **other,
    }
