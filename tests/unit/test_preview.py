from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.cells import cell_len
from rich.color import Color
from rich.text import Text

from athena_core.colours import SAMPLES, shares
from athena_core.dither import dither
from athena_core.errors import PictureError
from athena_core.pictures import encode
from athena_core.preview import (
    beside,
    describe,
    fitted,
    half_blocks,
    picture,
    poem,
    preview,
)
from athena_core.terminal import console

RED, BLUE, WHITE, BLACK = (255, 0, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0)
LONG = "Eyes ravished with rapture, celestially panting, what passionate bosoms aflame"


def pixels(*rows: list[tuple[int, int, int]]) -> Image.Image:
    image = Image.new("RGB", (len(rows[0]), len(rows)))
    for y, row in enumerate(rows):
        for x, colour in enumerate(row):
            image.putpixel((x, y), colour)
    return image


def lines(text: Text) -> list[str]:
    return text.plain.split("\n")


def printed(renderable: object, *, width: int = 80) -> str:
    stream = io.StringIO()
    sheet = console(stream, plain=True)
    sheet.width = width
    sheet.print(renderable)
    return stream.getvalue()


def test_a_cell_holds_two_pixels_in_their_exact_colours() -> None:
    drawn = half_blocks(pixels([RED, BLUE], [WHITE, BLACK]), 2)

    styles = [span.style for span in drawn.spans]
    assert drawn.plain == "▀▀"
    assert [str(style) for style in styles] == [
        "#ff0000 on #ffffff",
        "#0000ff on #000000",
    ]


@pytest.mark.parametrize(
    ("size", "width", "height", "cells"),
    [
        ((64, 64), 64, None, (64, 32)),
        ((64, 64), 80, 22, (44, 22)),
        ((64, 64), 200, None, (200, 100)),
        ((128, 64), 80, 22, (80, 20)),
        ((64, 160), 80, 22, (18, 22)),
        ((1000, 1), 10, None, (10, 1)),
        ((1, 1000), 80, 5, (1, 5)),
    ],
)
def test_a_picture_keeps_its_proportions(
    size: tuple[int, int], width: int, height: int | None, cells: tuple[int, int]
) -> None:
    drawn = half_blocks(Image.new("RGB", size), width, height=height)

    assert (len(lines(drawn)[0]), len(lines(drawn))) == cells


@given(
    st.tuples(st.integers(1, 400), st.integers(1, 400)),
    st.integers(1, 300),
    st.integers(1, 100),
)
def test_a_picture_never_takes_more_room_than_it_is_given(
    size: tuple[int, int], width: int, height: int
) -> None:
    across, down = fitted(size, width, height)

    assert 1 <= across <= width
    assert 1 <= down <= height


def test_a_picture_with_more_pixels_than_halves_show_is_drawn_in_quadrants() -> None:
    drawn = picture(pixels([RED, BLUE], [BLUE, BLUE]), 1)

    assert drawn.plain == "▘"
    assert str(drawn.spans[0].style) == "#ff0000 on #0000ff"


@pytest.mark.parametrize(
    ("ink", "sign"),
    [
        *[("1000", "▘"), ("0100", "▝"), ("0010", "▖"), ("1100", "▀"), ("1010", "▌")],
        *[("0110", "▞"), ("1110", "▛"), ("0001", "▛"), ("0111", "▘"), ("0000", "▀")],
    ],
)
def test_every_pattern_of_two_colours_is_shown_exactly(ink: str, sign: str) -> None:
    colours = [RED if bit == "1" else BLUE for bit in ink]

    drawn = picture(pixels(colours[:2], colours[2:]), 1)

    shown = {str(part) for part in str(drawn.spans[0].style).split(" on ")}
    assert drawn.plain == sign
    assert shown == {"#ff0000" if c == RED else "#0000ff" for c in colours}


def test_a_picture_that_fits_or_has_few_colours_is_drawn_in_half_blocks() -> None:
    image = pixels([RED, BLUE], [BLUE, BLUE])

    assert picture(image, 2) == half_blocks(image, 2)
    assert picture(image, 1, colours="256").plain == "▀"
    assert picture(image, 1, colours="none").plain == describe(image)


def test_in_256_colours_only_the_cube_and_the_greys_are_used() -> None:
    image = Image.linear_gradient("L").convert("RGB")

    drawn = half_blocks(image, 16, colours="256")

    numbers = {
        colour.number
        for span in drawn.spans
        if not isinstance(span.style, str)
        for colour in (span.style.color, span.style.bgcolor)
        if colour is not None
    }
    assert numbers <= set(range(16, 256))
    assert len(numbers) > 8


def test_dithering_keeps_the_hue_of_a_plain_area() -> None:
    blue = (176, 196, 226)
    image = Image.new("RGB", (40, 40), blue)

    chosen = [Color.from_ansi(n).get_truecolor() for row in dither(image) for n in row]

    for channel, wanted in enumerate(blue):
        mean = sum(colour[channel] for colour in chosen) / len(chosen)
        assert mean == pytest.approx(wanted, abs=8)


def test_colours_of_the_cube_are_left_as_they_are() -> None:
    image = pixels([(95, 135, 175), (255, 255, 255)], [(0, 0, 0), (8, 8, 8)])

    assert dither(image) == [[67, 231], [16, 232]]


def test_without_colours_a_picture_is_told_in_words() -> None:
    image = Image.new("RGB", (8, 4), RED)

    assert half_blocks(image, 40, colours="none").plain == describe(image)


def test_a_picture_is_described_by_shape_tone_colours_and_light() -> None:
    image = Image.new("RGB", (64, 64), "#29402b")
    image.paste("#f1e7cd", (40, 0, 64, 24))

    assert describe(image) == (
        "A square picture of 64 by 64 pixels, rather dark as a whole. Mostly dark "
        "green, some cream; lightest at the top right, darkest at the top left."
    )


@pytest.mark.parametrize(
    ("size", "word"), [((9, 9), "square"), ((9, 8), "wide"), ((8, 9), "tall")]
)
def test_the_shape_has_a_word(size: tuple[int, int], word: str) -> None:
    said = describe(Image.new("RGB", size))

    assert said.startswith(f"A {word} picture of {size[0]} by {size[1]} pixels")


def test_a_plain_picture_is_evenly_lit() -> None:
    said = describe(Image.new("RGB", (8, 8), "white"))

    assert said == (
        "A square picture of 8 by 8 pixels, very light as a whole. Almost all white; "
        "evenly lit."
    )


def test_a_picture_of_many_colours_names_at_least_the_first() -> None:
    image = Image.new("RGB", (48, 48))
    for place, colour in enumerate(SAMPLES.values()):
        image.paste(colour, (place * 48 // 32, 0, 48, 48))

    assert describe(image).partition(". ")[2].startswith("A little ")


@pytest.mark.parametrize("name", list(SAMPLES))
def test_each_sample_has_its_own_name(name: str) -> None:
    assert shares(Image.new("RGB", (4, 4), SAMPLES[name])) == [(name, 1.0)]


@given(st.binary(min_size=48, max_size=48))
def test_shares_are_whole(data: bytes) -> None:
    found = shares(Image.frombytes("RGB", (4, 4), data))

    assert sum(share for _, share in found) == pytest.approx(1)


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(PictureError):
        half_blocks(b"no picture", 40)


def test_a_poem_keeps_its_stanzas_under_its_title() -> None:
    drawn = poem("one\r\ntwo\r\n\r\nthree\r\n", title="Sea")

    assert drawn.plain == "Sea\n\none\ntwo\n\nthree"


def test_the_rest_of_a_long_line_is_set_in() -> None:
    assert lines(poem(LONG, width=40)) == [
        "Eyes ravished with rapture, celestially",
        "    panting, what passionate bosoms",
        "    aflame",
    ]


def test_a_word_wider_than_the_room_is_cut() -> None:
    assert lines(poem("abcdefgh", width=4)) == ["abcd", " efg", " h"]


@given(st.text(max_size=60), st.integers(1, 30))
def test_no_line_of_verse_is_wider_than_its_room(text: str, width: int) -> None:
    assert all(
        cell_len(line) <= max(2, width) for line in lines(poem(text, width=width))
    )


def test_a_poem_cannot_act_on_the_terminal() -> None:
    drawn = poem("\x1b]0;evil\x07 [bold]x[/bold]", title="\u202eelt\n")

    assert drawn.plain == "\\u202eelt\\x0a\n\n\\x1b]0;evil\\x07 [bold]x[/bold]"
    assert "[bold]x[/bold]" in printed(drawn)


@pytest.mark.parametrize("width", [80, 120])
def test_a_short_poem_stands_beside_its_picture(width: int) -> None:
    shown = printed(
        beside(Image.new("RGB", (64, 64)), "A line\nanother", title="T", width=width),
        width=width,
    )

    assert any(
        "█▀▌ " and "A line" in line and line[0] != "A" for line in shown.splitlines()
    )
    assert max(map(cell_len, shown.splitlines())) <= width


def test_a_tall_poem_stands_under_its_picture() -> None:
    shown = printed(beside(Image.new("RGB", (64, 64)), "line\n" * 40, width=80))

    assert not any("▀" in line and "line" in line for line in shown.splitlines())


def test_without_colours_picture_and_poem_are_words() -> None:
    shown = printed(beside(Image.new("RGB", (8, 8)), "A line", colours="none"))

    assert "▀" not in shown
    assert "Almost all black" in shown
    assert "A line" in shown


def test_pieces_are_drawn_by_their_media_type() -> None:
    data = encode(Image.new("RGB", (4, 4)))

    drawn = preview("image/png", data, 4)
    said = preview("text/plain", b"la mer", 40, title="Mer")

    assert drawn is not None
    assert drawn.plain == "▀▀▀▀\n▀▀▀▀"
    assert said is not None
    assert said.plain == "Mer\n\nla mer"
    assert preview("audio/wav", b"", 40) is None


def test_a_real_painting_looks_like_itself_in_256_colours() -> None:
    folder = os.environ.get("ATHENA_TEST_DATA")
    if not folder:
        pytest.skip("ATHENA_TEST_DATA names no folder with real works")
    path = min((Path(folder) / "paintings/images").rglob("*.jpg"))
    with Image.open(path) as opened:
        image = opened.convert("RGB").resize((48, 48))

    chosen = [Color.from_ansi(n).get_truecolor() for row in dither(image) for n in row]

    wanted = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(wanted, tuple)
    for channel in range(3):
        mean = sum(colour[channel] for colour in chosen) / len(chosen)
        assert mean == pytest.approx(wanted[channel], abs=12)
