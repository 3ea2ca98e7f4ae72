from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from athena_core.errors import InputError
from athena_core.pixels import Pixels, decode_pixels, pixel_array
from athena_core.protocols import Progress, Skipped, Work

COLOURS = [(200, 30, 40), (10, 120, 60), (0, 0, 0)]


def work(folder: Path, name: str, data: bytes) -> Work:
    file = folder / name
    file.write_bytes(data)
    return Work(
        id=name,
        title="",
        maker="",
        year=None,
        media_type="image/png",
        sha256=hashlib.sha256(data).hexdigest(),
        right=None,
        open=lambda: file.open("rb"),
    )


def png(colour: tuple[int, int, int], size: tuple[int, int] = (40, 30)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def works(tmp_path: Path) -> list[Work]:
    return [work(tmp_path, f"{n}.png", png(colour)) for n, colour in enumerate(COLOURS)]


def raw(pixels: Pixels) -> bytes:
    with pixels.map() as mapped:
        return bytes(mapped)


def test_rows_lie_in_order_as_height_width_colour(
    works: list[Work], tmp_path: Path
) -> None:
    pixels = pixel_array(works, tmp_path / "cache", side=8)

    assert pixels.shape == (3, 8, 8, 3)
    assert raw(pixels) == b"".join(bytes(colour) * 64 for colour in COLOURS)
    assert pixels.kept == (0, 1, 2)
    assert pixels.skipped == ()


def test_decoding_happens_once(works: list[Work], tmp_path: Path) -> None:
    first = pixel_array(works, tmp_path / "cache", side=8)
    (tmp_path / "0.png").unlink()

    assert list(decode_pixels(works, tmp_path / "cache", side=8)) == []
    assert pixel_array(works, tmp_path / "cache", side=8) == first


@pytest.mark.parametrize(
    ("side", "fit", "trim"),
    [(16, "crop", True), (8, "pad", True), (8, "crop", False)],
)
def test_other_parameters_make_another_file(
    works: list[Work], tmp_path: Path, side: int, fit: str, trim: bool
) -> None:
    first = pixel_array(works, tmp_path / "cache", side=8, fit="crop", trim=True)
    other = pixel_array(works, tmp_path / "cache", side=side, fit=fit, trim=trim)  # type: ignore[arg-type]

    assert first.path != other.path


def test_the_order_of_works_counts(works: list[Work], tmp_path: Path) -> None:
    first = pixel_array(works, tmp_path / "cache", side=8)
    other = pixel_array(works[::-1], tmp_path / "cache", side=8)

    assert raw(other)[-192:] == raw(first)[:192]


def test_a_bad_file_is_named_skipped_and_remembered(
    works: list[Work], tmp_path: Path
) -> None:
    works.insert(1, work(tmp_path, "bad.png", b"\x89PNG\r\n\x1a\nrubbish"))
    first = pixel_array(works, tmp_path / "cache", side=8)

    assert first.kept == (0, 2, 3)
    assert [skip.name for skip in first.skipped] == ["bad.png"]
    assert pixel_array(works, tmp_path / "cache", side=8) == first


def test_a_file_that_changed_is_left_out_until_it_is_back(
    works: list[Work], tmp_path: Path
) -> None:
    (tmp_path / "0.png").write_bytes(png((1, 2, 3)))
    changed = pixel_array(works, tmp_path / "cache", side=8)
    (tmp_path / "0.png").write_bytes(png(COLOURS[0]))
    back = pixel_array(works, tmp_path / "cache", side=8)

    expected = Skipped(
        name="0.png", reason="it has changed since the dataset was listed"
    )
    assert changed.skipped == (expected,)
    assert back.kept == (0, 1, 2)


def test_a_missing_file_is_left_out(works: list[Work], tmp_path: Path) -> None:
    (tmp_path / "1.png").unlink()

    assert pixel_array(works, tmp_path / "cache", side=8).kept == (0, 2)


def test_no_picture_at_all_is_an_error_that_names_one(tmp_path: Path) -> None:
    bad = work(tmp_path, "note.png", b"not a picture")

    with pytest.raises(InputError, match=r"none of 1 pictures.*note\.png.*text file"):
        pixel_array([bad], tmp_path / "cache", side=8)
    assert not list((tmp_path / "cache").iterdir())


def test_progress_comes_for_each_work(works: list[Work], tmp_path: Path) -> None:
    events = list(decode_pixels(works, tmp_path / "cache", side=8))

    assert events == [Progress(done=done, total=3) for done in (1, 2, 3)]


def test_stopping_leaves_nothing_behind(works: list[Work], tmp_path: Path) -> None:
    steps = decode_pixels(works, tmp_path / "cache", side=8)
    next(steps)
    steps.close()

    assert not list((tmp_path / "cache").iterdir())


@pytest.mark.parametrize("damage", ["cut", "gone", "no-json", "bad-json"])
def test_a_damaged_cache_is_made_again(
    works: list[Work], tmp_path: Path, damage: str
) -> None:
    first = pixel_array(works, tmp_path / "cache", side=8)
    content, about = raw(first), first.path.with_suffix(".json")
    if damage == "cut":
        first.path.write_bytes(content[:-1])
    elif damage == "gone":
        first.path.unlink()
    elif damage == "no-json":
        about.unlink()
    else:
        about.write_text('{"kept": 3}', encoding="utf-8")

    assert raw(pixel_array(works, tmp_path / "cache", side=8)) == content


def test_what_was_skipped_goes_by_the_ids_of_today(tmp_path: Path) -> None:
    good = work(tmp_path, "good.png", png(COLOURS[0]))
    bad = b"\x89PNG\r\n\x1a\nrubbish"
    pixel_array([good, work(tmp_path, "old.png", bad)], tmp_path / "cache", side=8)
    again = pixel_array(
        [good, work(tmp_path, "new.png", bad)], tmp_path / "cache", side=8
    )

    assert [skip.name for skip in again.skipped] == ["new.png"]


def test_a_margin_is_trimmed_before_squaring(tmp_path: Path) -> None:
    stream = io.BytesIO()
    image = Image.new("RGB", (400, 400), "white")
    image.paste(COLOURS[0], (100, 100, 300, 300))
    image.save(stream, "PNG")
    vignette = work(tmp_path, "vignette.png", stream.getvalue())
    trimmed = pixel_array([vignette], tmp_path / "cache", side=16)
    whole = pixel_array([vignette], tmp_path / "cache", side=16, trim=False)

    assert raw(trimmed).count(b"\xff\xff\xff") * 3 < raw(whole).count(b"\xff\xff\xff")
