"""The shipped models bring fingerprints of all their works, and know these again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter, ImageOps

from athena_core import Model, Piece, Skipped, Work, guard, run
from athena_core.nearcopy import calibrating, kept
from athena_core.nearcopy.looks import decoded
from athena_core.nearcopy.taking import key, read
from athena_core.plugins import plugins
from athena_core.run import shelf

SOME = 6
"""Works of each kind that are planted."""


def keys(model: Model) -> set[bytes]:
    return {key(work["sha256"]) for work in model.ledger["works"]}


def test_the_poet_brings_fingerprints_of_all_its_works() -> None:
    model = shelf.find(plugins(), "poet")
    prints = kept.words(model.folder)
    assert prints is not None
    assert {prints.key(n) for n in range(prints.works)} == keys(model)
    assert model.card["guard"]["words"]["false_alarms"] == 0


def test_the_painter_brings_fingerprints_of_all_its_works() -> None:
    model = shelf.find(plugins(), "painter")
    prints = kept.pictures(model.folder)
    assert prints is not None
    assert set(prints.keys) == keys(model)
    card = model.card["guard"]["pictures"]
    assert card["works"] == len(prints.keys)
    assert {name: card[name]["limit"] for name in calibrating.CEILINGS} == (
        calibrating.limits(model.card["guard"])
    )


def works(model: Model, folder: Path) -> list[Work]:
    _, dataset = run.offered(plugins(), run.Offer(name=str(folder)))
    wanted = {work["sha256"] for work in model.ledger["works"]}
    found = (one for one in dataset.works() if not isinstance(one, Skipped))
    return [one for one in found if one.sha256 in wanted]


def test_a_real_poem_is_known_again(real_data: Path) -> None:
    model = shelf.find(plugins(), "poet")
    learned, sentry = works(model, real_data / "poems"), guard.Guard(model)
    for work in learned[:: len(learned) // SOME]:
        poem = (read(work) or b"").decode()
        for text in (poem, f"before it\n{poem.upper()}", " / ".join(poem.split("\n"))):
            piece = Piece(media_type="text/plain", data=f"{text}\n".encode())
            assert sentry.check(piece).nearest == work.id


def recompressed(image: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=30)
    return Image.open(stream).convert("RGB")


@pytest.mark.parametrize(
    "disguise",
    [
        ImageOps.mirror,
        recompressed,
        lambda image: image.filter(ImageFilter.GaussianBlur(image.width / 40)),
        lambda image: ImageOps.fit(image, (64, 64)),
    ],
    ids=["mirrored", "recompressed", "blurred", "small"],
)
def test_a_real_picture_is_known_again(disguise: object, real_data: Path) -> None:
    assert callable(disguise)
    model = shelf.find(plugins(), "painter")
    learned, sentry = works(model, real_data / "paintings"), guard.Guard(model)
    for work in learned[:: len(learned) // SOME]:
        stream = io.BytesIO()
        disguise(decoded(read(work) or b"")).save(stream, "PNG")
        piece = Piece(media_type="image/png", data=stream.getvalue())
        assert sentry.check(piece).nearest == work.id
