"""A piece is made again from its record, and the record is held to its word."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from athena_core import InputError, NotFoundError, RefusedError, pictures, run
from athena_core.errors import AthenaError
from athena_core.library import home, models
from athena_core.plugins import Plugins
from athena_core.provenance import reading, stamp
from athena_core.provenance.canonical import RecordError
from athena_core.provenance.content import content
from athena_core.run import remaking
from athena_core.run.comparing import first_word_apart
from athena_core.run.remaking import remake
from tests.unit.test_run import lesson


def make(tiny: Plugins, generator: str, seed: int, **more: Any) -> run.Saved:
    values = more.pop("values", {})
    events = run.create(tiny, generator, (seed,), values, **more)
    [saved] = [event for event in events if isinstance(event, run.Saved)]
    return saved


@pytest.mark.parametrize("generator", ["dauber", "parrot"])
def test_a_piece_comes_out_the_same(tiny: Plugins, generator: str) -> None:
    saved = make(tiny, generator, 3)
    made = remake(tiny, saved.artwork.path)
    assert made.same == "exact"
    assert made.piece.data == saved.piece.data


def test_options_are_followed(tiny: Plugins) -> None:
    saved = make(tiny, "parrot", 3, values={"words": 9, "voice": "loud"})
    assert remake(tiny, saved.artwork.path).same == "exact"
    assert saved.piece.data.isupper()


def test_what_was_made_from_a_piece_is_made_again(tiny: Plugins) -> None:
    picture = make(tiny, "dauber", 3, upscaling="paper")
    poem = make(tiny, "parrot", 4)
    card = run.postcard(picture, poem)
    for path in (*picture.artwork.companions, card.front, card.back):
        assert remake(tiny, path).same == "exact", path


def test_a_frame_of_a_walk_is_made_again(tiny: Plugins) -> None:
    walk = run.walk(tiny, "dauber", 1, 9, 4, {})
    assert remake(tiny, walk.frames[2]).same == "exact"


def test_what_is_not_repeated_is_said(tiny: Plugins, tmp_path: Path) -> None:
    saved = make(tiny, "dauber", 3)
    derived = {"operation": "mosaic", "of": saved.artwork.sha256}
    path = rewritten(saved, tmp_path, saved.piece.data, derived=derived)
    with pytest.raises(RecordError, match="came out the same; the mosaic itself"):
        remake(tiny, path)


def test_a_trained_model_is_found_by_its_numbers(tiny: Plugins, verses: Path) -> None:
    trained = lesson(tiny, verses)
    list(run.train(trained))
    saved = make(tiny, "parrot", 5, model=trained.name)
    (home.models() / trained.name).rename(home.models() / "another-name")
    assert remake(tiny, saved.artwork.path).same == "exact"


def test_a_model_that_is_gone_is_named(tiny: Plugins, verses: Path) -> None:
    trained = lesson(tiny, verses)
    list(run.train(trained))
    saved = make(tiny, "parrot", 5, model=trained.name)
    models.remove(trained.name)
    with pytest.raises(NotFoundError, match="the same weights are needed"):
        remake(tiny, saved.artwork.path)


def test_works_given_at_make_time_are_asked_for_again(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("salt and stone\n")
    source = run.take_input(path, "text/plain", "own", "I wrote it")
    saved = make(tiny, "parrot", 2, inputs=(source,))
    with pytest.raises(InputError, match="give the same again with --input"):
        remake(tiny, saved.artwork.path)
    again = remake(tiny, saved.artwork.path, (remaking.given(path),))
    assert again.same == "exact"


def rewritten(saved: run.Saved, tmp_path: Path, data: bytes, **other: Any) -> Path:
    """Write another piece under the record of a saved one, its hash made to fit."""
    facts = content(saved.piece.media_type, data)
    path = tmp_path / saved.artwork.path.name
    stamp.save(path, data, {**saved.artwork.record, "content": facts, **other})
    return path


def test_one_level_of_a_pixel_is_forgiven_and_said(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    saved = make(tiny, "dauber", 3)
    image = pictures.decode(saved.piece.data)
    near = image.point(lambda value: min(255, value + 1))
    environment = {**saved.artwork.record["environment"], "machine": "fictional64"}
    path = rewritten(saved, tmp_path, pictures.encode(near), environment=environment)
    made = remake(tiny, path)
    assert made.same == "within-one-level"
    assert "machine fictional64 then" in made.sentence
    assert made.holds


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pictures.encode(Image.new("RGB", (16, 16), "red")), "levels of 255"),
        (pictures.encode(Image.new("RGB", (5, 5), "red")), "another piece"),
    ],
)
def test_a_record_that_lies_about_a_picture_is_found_out(
    tiny: Plugins,
    tmp_path: Path,
    data: bytes,
    sentence: str,
) -> None:
    made = remake(tiny, rewritten(make(tiny, "dauber", 3), tmp_path, data))
    assert made.same == "differs"
    assert sentence in made.sentence
    assert not made.holds


def test_a_poem_somebody_edited_is_not_called_the_same(tiny: Plugins) -> None:
    saved = make(tiny, "parrot", 3)
    file, word = saved.artwork.path, saved.piece.data.decode().split()[-1]
    file.write_text(file.read_text().replace(word, "another"))
    made = remake(tiny, file)
    assert made.same == "differs"
    assert made.sentence.endswith("this file was changed")


def test_a_broken_picture_is_named(tiny: Plugins, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(RecordError, match=r"broken\.png: this PNG has no end"):
        remake(tiny, broken)


def test_a_poem_that_differs_says_from_which_word(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    saved = make(tiny, "parrot", 3)
    first, *rest = saved.piece.data.decode().split()
    data = " ".join([first, "another", *rest[1:]]).encode() + b"\n"
    made = remake(tiny, rewritten(saved, tmp_path, data))
    assert made.sentence.startswith("it differs from word 2 on")


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [("a b", "a b", None), ("a b", "a c", 2), ("a", "a b", 2), ("", "x", 1)],
)
def test_the_first_word_apart(one: str, other: str, number: int | None) -> None:
    assert first_word_apart(one, other) == number


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"recipe": {"seed": "x"}}, "holds no recipe"),
        ({"recipe": None}, "holds no recipe"),
        ({"generator": {"id": "gone/painter"}}, "is not installed here"),
        (
            {
                "recipe": {
                    "seed": "1",
                    "attempt": 0,
                    "params": {"to_seed": 2, "frame": 0, "frames": 10**9},
                },
            },
            "a walk of 1000000000 frames",
        ),
        (
            {"recipe": {"seed": "1", "attempt": 0, "params": {"words": 900}}},
            "words",
        ),
    ],
)
def test_a_record_that_cannot_be_followed_says_why(
    tiny: Plugins,
    tmp_path: Path,
    change: dict[str, Any],
    sentence: str,
) -> None:
    saved = make(tiny, "parrot", 3)
    path = rewritten(saved, tmp_path, saved.piece.data, **change)
    with pytest.raises(AthenaError, match=sentence):
        remake(tiny, path)


def test_a_file_without_a_record_has_nothing_to_follow(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("salt\n")
    with pytest.raises(RecordError, match="no Athena record"):
        remake(tiny, path)


def test_what_is_remade_can_be_kept_and_fits_its_record(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    saved = make(tiny, "dauber", 3)
    made = remake(tiny, saved.artwork.path)
    path = remaking.kept(saved.artwork.path, made, tmp_path / "again")
    assert reading.read(path).fits
    assert reading.read(path).record == saved.artwork.record
    shutil.rmtree(tmp_path / "again")


def test_training_does_not_imply_imitating(tiny: Plugins, tmp_path: Path) -> None:
    del tiny
    path = tmp_path / "somebody.txt"
    path.write_text("salt\n")
    with pytest.raises(RefusedError, match=r"somebody\.txt: nobody says.* \[A01\]"):
        run.take_input(path, "text/plain", "", "")
