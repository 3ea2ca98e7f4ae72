"""Walks, prints and postcards: each carries its record, and is made again from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageSequence

from athena_core import files, run
from athena_core.errors import InputError, NotFoundError, RefusedError
from athena_core.library import settings
from athena_core.plugins import Plugins
from athena_core.printing import Size
from athena_core.provenance import reading, stamp
from athena_core.provenance.canonical import RecordError
from athena_core.provenance.content import content
from athena_core.provenance.origin import origin
from athena_core.provenance.verify import verify
from athena_core.run.exporting import (
    Chosen,
    Walked,
    card,
    chosen,
    printed,
    walked,
    walks,
)
from athena_core.run.exporting.walks import Pace
from athena_core.run.remaking import remake
from tests.unit.exporting.pieces import made, retold
from tests.unit.exporting.test_pages import exported


@pytest.fixture
def three(tiny: Plugins) -> list[Chosen]:
    return [made(tiny, "dauber", seed) for seed in (3, 7, 5)]


def walk(tiny: Plugins, pieces: list[Chosen], to: Path, **pace: Any) -> Walked:
    given = Pace(**{"steps": 4, **pace})
    return walked(tiny, pieces, to, given, upscaling="pixels", size=32)


def shown(path: Path) -> list[tuple[Image.Image, float]]:
    with Image.open(path) as image:
        return [
            (frame.convert("RGB"), frame.info["duration"])
            for frame in ImageSequence.Iterator(image)
        ]


def test_a_walk_rests_at_each_piece_exactly_as_it_is(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
) -> None:
    done = walk(tiny, three, tmp_path / "walk.png", milliseconds=400, rest=900)
    frames = shown(done.path)
    assert len(frames) == done.frames == 9
    for place, one in zip((0, 4, 8), three, strict=True):
        frame, duration = frames[place]
        assert duration == 1000
        with Image.open(one.path) as image:
            wanted = image.convert("RGB")
        small = frame.resize(wanted.size, Image.Resampling.NEAREST)
        assert small.tobytes() == wanted.tobytes()
        assert small.resize(frame.size, Image.Resampling.NEAREST) == frame
    assert frames[1][1] == 100


def test_a_loop_goes_back_to_the_first_piece_and_plays_for_ever(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
) -> None:
    for name in ("walk.png", "walk.gif"):
        path = walk(tiny, three, tmp_path / name, loop=True).path
        assert len(shown(path)) == 12
        with Image.open(path) as image:
            assert image.info["loop"] == 0
    once = walk(tiny, three, tmp_path / "once.gif").path
    with Image.open(once) as image:
        assert "loop" not in image.info


@pytest.mark.parametrize(("name", "beside"), [("walk.gif", 1), ("walk.png", 0)])
def test_a_walk_holds_its_record_and_is_made_again(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
    name: str,
    beside: int,
) -> None:
    done = walk(tiny, three, tmp_path / name, loop=True)
    assert len(done.companions) == beside
    found = reading.read(done.path)
    assert found.fits
    assert found.record is not None
    assert found.record["content"]["of"] == "bytes/1"
    assert found.record["derived"]["parameters"]["seeds"] == ["3", "7", "5"]
    assert remake(tiny, done.path).same == "exact"
    for one in three:
        assert origin(verify(done.path), one.path).holds


def test_a_record_asks_for_no_more_frames_than_a_walk_has(tiny: Plugins) -> None:
    between = run.walk(tiny, "dauber", 1, 9, 4, {})
    beside = stamp.sidecar(between.animation)
    record = files.read_json(beside)
    record["recipe"]["params"]["frames"] = 10**9
    with pytest.raises(InputError, match=r"at most 5,000 frames, not 1,000,000,000"):
        walks.repeated(tiny, record)


def test_the_gif_of_a_walk_between_seeds_is_made_again_too(tiny: Plugins) -> None:
    between = run.walk(tiny, "dauber", 1, 9, 4, {})
    assert remake(tiny, between.animation).same == "exact"


def test_pieces_that_no_walk_leads_through_are_refused(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
) -> None:
    to = tmp_path / "walk.gif"
    poem, larger = made(tiny, "parrot", 4), made(tiny, "dauber", 4, values={"side": 8})
    frame = chosen(run.walk(tiny, "dauber", 1, 9, 4, {}).frames[1])
    for pieces, sentence in (
        ([three[0]], "two pieces or more"),
        ([three[0], poem], "walks are of PNG"),
        ([three[0], larger], "another set of options"),
        ([three[0], frame], "made from more than a seed"),
    ):
        with pytest.raises(InputError, match=sentence):
            walk(tiny, pieces, to)
    with pytest.raises(InputError, match=r"neither \.gif nor \.png"):
        walk(tiny, three, tmp_path / "walk.mp4")
    with pytest.raises(InputError, match="at most 5,000 frames"):
        walk(tiny, three, to, steps=4000)
    other = retold(three[1], model=None, generator={**three[1].record["generator"],
                                                    "id": "tiny/other"})  # fmt: skip
    with pytest.raises(InputError, match="another generator"):
        walk(tiny, [three[0], other], to)
    assert not to.exists()


def test_a_frame_that_copies_a_work_stops_the_walk(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from athena_core import guard
    from athena_core.nearcopy.comparing import Check

    copy = guard.Verdict((Check(method="m", nearest="w", reason="is w itself"),))
    monkeypatch.setattr(guard.Guard, "check", lambda *_: copy)
    with pytest.raises(RefusedError, match="frame 0 of the walk is w itself"):
        walk(tiny, three, tmp_path / "walk.gif")


def test_a_print_has_its_size_its_credit_and_its_record(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
) -> None:
    size = Size(width_mm=50, dpi=100)
    done = printed(three[0], size, upscaling="lanczos", where="margin", to=tmp_path)
    [path] = done.paths
    assert path.name == "dauber-3-print-5cm.png"
    assert "5.0 by 5.0 cm (197 by 197 pixels)" in done.words
    with Image.open(path) as image:
        assert image.info["dpi"] == pytest.approx((100, 100), abs=0.1)
    record = reading.read(path).record
    assert record is not None
    assert record["derived"]["of"] == three[0].sha256
    assert record["derived"]["parameters"] == {
        "width_mm": "50",
        "dpi": 100,
        "bleed_mm": "0",
        "upscaling": "lanczos",
        "credit": "margin",
        "side": "front",
    }
    assert remake(tiny, path).same == "exact"


def test_a_print_with_a_bleed_has_a_back_and_both_are_made_again(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
) -> None:
    size = Size(width_mm=50, dpi=100, bleed_mm=2.5)
    to = tmp_path / "mine.png"
    done = printed(three[0], size, upscaling="pixels", where="back", to=to)
    assert [path.name for path in done.paths] == ["mine.png", "mine-back.png"]
    for path in done.paths:
        assert remake(tiny, path).same == "exact"
        assert origin(verify(path), three[0].path).holds
    again = printed(three[0], size, upscaling="pixels", where="back", to=to)
    assert again.paths[0].name == "mine-2.png"


def test_a_poem_is_not_printed_as_a_picture(tiny: Plugins, tmp_path: Path) -> None:
    poem = made(tiny, "parrot", 4)
    with pytest.raises(InputError, match="a picture is printed"):
        printed(poem, Size(width_mm=50), upscaling="brush", where="back", to=tmp_path)


def test_a_postcard_of_saved_pieces_is_made_again(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
) -> None:
    poem = made(tiny, "parrot", 4)
    done = card(three[0], poem, tmp_path)
    for path in (done.front, done.back):
        assert remake(tiny, path).same == "exact"
        for one in (three[0], poem):
            assert origin(verify(path), one.path).holds
    with pytest.raises(InputError, match="a picture and a poem, in this order"):
        card(poem, three[0], tmp_path)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"width_mm": "x", "dpi": 1, "bleed_mm": "0", "credit": "", "side": ""},
        {"width_mm": "1e999", "dpi": 300, "bleed_mm": "0", "credit": "margin"},
        "x",
    ],
)
@pytest.mark.parametrize("operation", ["print", "walk", "postcard", "presentable"])
def test_a_record_that_does_not_say_how_is_refused_in_a_sentence(
    tiny: Plugins,
    three: list[Chosen],
    operation: str,
    parameters: object,
) -> None:
    one = three[0]
    derived = {"operation": operation, "parameters": parameters, "of": one.sha256}
    facts = content("image/png", one.piece.data)
    record = {**one.record, "content": facts, "derived": derived}
    stamp.save(one.path, one.piece.data, record)
    with pytest.raises(RecordError, match=r"does not say how|holds no recipe"):
        remake(tiny, one.path)


def test_a_print_that_would_fill_the_memory_is_refused_when_remade(
    tiny: Plugins,
    three: list[Chosen],
) -> None:
    one = three[0]
    parameters = {
        "width_mm": "1e9",
        "dpi": 300,
        "bleed_mm": "0",
        "credit": "margin",
        "upscaling": "brush",
        "side": "front",
    }
    derived = {"operation": "print", "parameters": parameters, "of": one.sha256}
    stamp.save(one.path, one.piece.data, {**one.record, "derived": derived})
    with pytest.raises(InputError, match="more than 64 million pixels"):
        remake(tiny, one.path)


def test_a_generator_without_ways_is_told(tiny: Plugins, tmp_path: Path) -> None:
    pieces = [
        retold(one, generator={**one.record["generator"], "id": "tiny/greedy"})
        for one in (made(tiny, "dauber", 3), made(tiny, "dauber", 4))
    ]
    with pytest.raises(NotFoundError, match="tiny/greedy knows no way"):
        walk(tiny, pieces, tmp_path / "walk.gif")


def test_whatever_is_exported_is_signed_where_the_person_signs(
    tiny: Plugins,
    three: list[Chosen],
    tmp_path: Path,
) -> None:
    settings.put("sign", "true")
    poem = made(tiny, "parrot", 4)
    size = Size(width_mm=20, dpi=60, bleed_mm=1)
    files = [
        *printed(three[0], size, upscaling="pixels", where="back", to=tmp_path).paths,
        card(three[0], poem, tmp_path).back,
        walk(tiny, three, tmp_path / "walk.gif").path,
        walk(tiny, three, tmp_path / "walk.png").path,
        exported(tiny, tmp_path, three[0], poem).path,
    ]
    assert {verify(path).level for path in files} == {"signed-unknown"}
