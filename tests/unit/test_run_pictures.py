"""Pictures through the driver: stamped file, large copy, postcard, walk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from athena_core import InputError, PluginError, run
from athena_core.plugins import Plugins, load
from athena_core.provenance.containers import KEY
from athena_core.provenance.content import content
from athena_core.provenance.stamp import sidecar


def make(tiny: Plugins, generator: str, seed: int, **more: Any) -> run.Saved:
    events = run.create(tiny, generator, (seed,), {}, **more)
    [saved] = [event for event in events if isinstance(event, run.Saved)]
    return saved


def stamped(path: Path) -> dict[str, Any]:
    """Read the record a PNG carries, as any other program would."""
    with Image.open(path) as image:
        image.load()
        record: dict[str, Any] = json.loads(image.info[KEY])
        assert image.info["Description"] == record["credit"]
    return record


def test_a_picture_carries_its_record_and_its_pixels_are_untouched(
    tiny: Plugins,
) -> None:
    saved = make(tiny, "dauber", 3)
    record = stamped(saved.artwork.path)
    assert record == saved.artwork.record
    assert record["content"]["of"] == "pixels/1"
    on_disk = content("image/png", saved.artwork.path.read_bytes())
    assert on_disk == content("image/png", saved.piece.data) == record["content"]


def test_the_large_picture_has_its_own_hash_and_names_its_source(tiny: Plugins) -> None:
    saved = make(tiny, "dauber", 3, upscaling="paper")
    [large] = saved.artwork.companions
    assert large.name == "dauber-3.large.png"
    with Image.open(large) as image:
        assert max(image.size) >= 1024
    record = stamped(large)
    assert record["derived"]["of"] == saved.artwork.sha256
    assert record["derived"]["parameters"]["upscaling"] == "paper"
    assert record["content"] == content("image/png", large.read_bytes())


def test_a_postcard_carries_the_records_of_picture_and_poem(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    picture, poem = make(tiny, "dauber", 3), make(tiny, "parrot", 4)
    card = run.postcard(picture, poem, tmp_path / "out")
    for side, path in (("front", card.front), ("back", card.back)):
        record = stamped(path)
        assert record["derived"] == {
            "operation": "postcard",
            "parameters": {"side": side},
            "of": picture.artwork.sha256,
            "with": poem.artwork.sha256,
        }
        assert record["poem"]["recipe"]["seed"] == "4"
    with Image.open(card.front) as image:
        assert image.size == (1748, 1240)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_walk_is_frames_and_a_gif_with_their_records(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    walk = run.walk(tiny, "dauber", 1, 9, 5, {}, folder=tmp_path / "out")
    assert [path.name for path in walk.frames] == [f"000{n}.png" for n in range(5)]
    params = stamped(walk.frames[2])["recipe"]["params"]
    assert (params["to_seed"], params["frame"], params["frames"]) == (9, 2, 5)
    with Image.open(walk.animation) as animation:
        assert getattr(animation, "n_frames", 1) == 5
    record = json.loads(sidecar(walk.animation).read_bytes())
    assert record["derived"]["operation"] == "walk"


def test_a_walk_through_poems_is_refused_in_words(tiny: Plugins) -> None:
    with pytest.raises(InputError, match="parrot makes text/plain; a walk is shown"):
        run.walk(tiny, "parrot", 1, 9, 3, {})


def test_a_generator_that_gives_too_few_frames_is_told(
    tiny: Plugins,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dauber = load("athena_plugin_tiny.dauber:Dauber")
    whole = dauber.interpolate

    def short(self: object, start: int, end: int, steps: int, *rest: object) -> Any:
        return whole(self, start, end, steps - 1, *rest)

    monkeypatch.setattr(dauber, "interpolate", short)
    with pytest.raises(PluginError, match="gave 2 frames instead of 3"):
        run.walk(tiny, "dauber", 1, 9, 3, {})
