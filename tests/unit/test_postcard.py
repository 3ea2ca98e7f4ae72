from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from athena_core import letters
from athena_core.errors import InputError, PictureError
from athena_core.pictures import encode
from athena_core.postcard import CARD, Postcard, postcard

SHORT = "Beneath this sod lie the remains\nOf one who died of growing pains.\n"
LONG = "\n\n".join(["And all the night was full of stars,\nand still"] * 30)
BLUE, RED = "#3a68ab", "#bd2f26"


def piece(width: int = 64, height: int = 64) -> bytes:
    return encode(Image.new("RGB", (width, height), BLUE))


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether something dark stands in a part of a card."""
    return ImageStat.Stat(image.convert("L").crop(box)).extrema[0][0] < 90


def blue_box(image: Image.Image) -> tuple[int, int, int, int]:
    """Return where the picture is on a card: the blue lies above the paper's red."""
    red, _, blue = image.convert("RGB").split()
    mask = Image.composite(
        Image.new("L", image.size, 255),
        Image.new("L", image.size, 0),
        red.point(lambda level: 255 if level < 120 else 0),
    )
    dark = blue.point(lambda level: 255 if level > 120 else 0)
    box = Image.composite(mask, Image.new("L", image.size), dark).getbbox()
    assert box is not None
    return box


def test_both_sides_are_a6_at_300_dots_to_the_inch() -> None:
    card = postcard(piece(), SHORT, title="Epitaph", credit="by a machine")

    for side in (card.front, card.back):
        image = opened(side)
        assert image.size == CARD == (1748, 1240)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert card.notes == ()


def test_the_same_piece_and_poem_give_the_same_bytes() -> None:
    cards = [postcard(piece(), SHORT, credit="c", details=["d"]) for _ in range(2)]

    assert cards[0] == cards[1]


def test_a_short_poem_gets_a_large_picture_at_its_left() -> None:
    front = opened(postcard(piece(), SHORT).front)

    left, top, right, bottom = blue_box(front)
    assert left == 92
    assert right - left == bottom - top == 960
    assert ink(front, (1070, 500, 1748, 740))


def test_a_longer_line_makes_the_picture_give_way() -> None:
    front = opened(postcard(piece(), "a rather longer line than before, it is\n").front)

    left, _, right, _ = blue_box(front)
    assert 640 <= right - left < 960


@pytest.mark.parametrize(
    ("size", "poem"),
    [
        ((64, 64), LONG),
        ((64, 64), "x" * 300),
        ((128, 64), "one\n" * 60),
        ((64, 160), LONG),
        ((8, 64), SHORT),
        ((64, 4), "x" * 300),
    ],
)
def test_nothing_runs_into_the_margin(size: tuple[int, int], poem: str) -> None:
    front = opened(postcard(piece(*size), poem, title="Title", credit="Credit").front)

    for box in ((0, 0, 1748, 80), (0, 0, 80, 1240), (1668, 0, 1748, 1240)):
        assert not ink(front, box)
    assert not ink(front, (0, 1205, 1748, 1240))


def test_a_poem_longer_than_the_card_is_cut_and_the_note_says_so() -> None:
    card = postcard(piece(), LONG)

    (note,) = card.notes
    assert note.startswith("the poem is longer than the card: ")
    assert note.endswith(" of its 60 lines stand on it")


def test_twenty_lines_stand_whole() -> None:
    assert postcard(piece(), "A line of middling length it is\n" * 20).notes == ()


def test_without_a_poem_the_picture_stands_in_the_middle() -> None:
    front = opened(postcard(piece(), "").front)

    left, _, right, _ = blue_box(front)
    assert left == CARD[0] - right


def test_the_title_and_the_credit_are_on_the_front() -> None:
    fronts = {
        postcard(piece(), SHORT, title=title, credit=credit).front
        for title, credit in [("", ""), ("A", ""), ("", "A")]
    }

    assert len(fronts) == 3


def test_letters_that_cannot_be_set_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in (letters._system, letters._path, letters.runs):
        kept.cache_clear()
    monkeypatch.setattr(letters, "SYSTEM", ())

    card = postcard(piece(), "a 詩 here\n")

    assert card.notes == (letters.unset_sentence("詩"),)
    for kept in (letters._system, letters._path, letters.runs):
        kept.cache_clear()


def test_the_back_has_the_details_below_and_room_for_an_address() -> None:
    back = opened(postcard(piece(), SHORT, details=["Learned from 641 works."]).back)
    bare = opened(postcard(piece(), SHORT).back)

    message, print_ = (92, 92, 850, 900), (92, 1100, 850, 1160)
    assert len(back.crop(message).getcolors() or []) == 1
    assert len(back.crop(print_).getcolors() or []) > 1
    assert len(bare.crop(print_).getcolors() or []) == 1
    for y in range(640, 1041, 100):
        line = bare.crop((980, y - 4, 1650, y + 4))
        assert len(line.getcolors() or []) == 2


def test_many_details_become_smaller_and_never_leave_the_card() -> None:
    back = opened(
        postcard(piece(), SHORT, details=["a line of credits " * 9] * 40).back
    )

    assert len(back.crop((0, 0, 1748, 88)).getcolors() or []) == 1
    assert len(back.crop((0, 1170, 1748, 1240)).getcolors() or []) == 1


def test_an_unreadable_picture_and_an_unknown_upscaling_are_refused() -> None:
    with pytest.raises(PictureError):
        postcard(b"", SHORT)
    with pytest.raises(InputError):
        postcard(piece(), SHORT, upscaling="magic")


def test_real_poems_of_a_page_stand_whole_on_a_card() -> None:
    folder = os.environ.get("ATHENA_TEST_DATA")
    if not folder:
        pytest.skip("ATHENA_TEST_DATA names no folder with real works")
    cards: list[Postcard] = []
    for path in sorted((Path(folder) / "poems/works").rglob("*.jsonl"))[::12]:
        record = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
        lines = record["lines"]
        if len(lines) <= 18:
            cards.append(postcard(piece(), "\n".join(lines), title=record["title"]))

    assert cards
    assert all(card.notes == () for card in cards)
