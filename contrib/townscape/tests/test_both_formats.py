"""PNG and SVG show one drawing, and an SVG is read back for the terminal."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from xml.etree import ElementTree as ET

from athena_plugin_townscape import athena_preview
from athena_plugin_townscape.sheet import painted, png, read, svg
from PIL import Image
from rich.console import Console

from athena_core import Piece

Make = Callable[..., list[Piece]]


def test_an_svg_is_read_back_to_the_same_sheet(make: Make) -> None:
    [piece] = make(3, format="svg")
    sheet = read(piece.data, "townscape")
    assert sheet is not None
    assert sheet.title == piece.title
    assert svg(sheet, 240, "townscape") == piece.data


def test_the_png_is_the_svg_painted(make: Make) -> None:
    [drawn], [painted_one] = make(3, format="svg"), make(3, format="png")
    sheet = read(drawn.data, "townscape")
    assert sheet is not None
    assert png(sheet, 240) == painted_one.data


def test_an_svg_is_well_formed_and_names_its_title(make: Make) -> None:
    [piece] = make(4, format="svg")
    root = ET.fromstring(piece.data)  # noqa: S314 - our own
    assert root.tag.endswith("}svg")
    assert root[0].text == piece.title


def test_a_png_is_as_long_as_asked_and_not_blank(make: Make) -> None:
    [piece] = make(5, size=160)
    with Image.open(io.BytesIO(piece.data)) as image:
        assert max(image.size) == 160
        assert image.mode == "RGB"
        colours = image.getcolors(1 << 20)
    assert colours
    assert len(colours) >= 10


def test_somebody_elses_svg_is_left_to_others() -> None:
    other = b'<svg xmlns="http://www.w3.org/2000/svg" class="loom"></svg>'
    assert athena_preview("image/svg+xml", other, 80) is None
    assert athena_preview("image/svg+xml", b'<svg class="townscape">', 80) is None
    assert athena_preview("image/png", b"", 80) is None


def shown(piece: Piece, **how: object) -> str:
    console = Console(file=io.StringIO(), width=60, legacy_windows=False, **how)  # type: ignore[arg-type]
    console.print(athena_preview(piece.media_type, piece.data, 60))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_in_colours_it_is_drawn(make: Make) -> None:
    [piece] = make(6, format="svg")
    drawn = shown(piece, force_terminal=True, color_system="truecolor")
    assert "▀" in drawn
    assert all(line.count("▀") <= 60 for line in drawn.splitlines())


def test_without_colours_it_is_told_in_a_sentence(make: Make) -> None:
    [piece] = make(6, format="svg")
    told = " ".join(shown(piece, no_color=True).split())
    assert told.startswith(piece.title)
    assert told.endswith("(SVG).")


def test_a_sheet_is_painted_at_any_size(make: Make) -> None:
    [piece] = make(7, format="svg")
    sheet = read(piece.data, "townscape")
    assert sheet is not None
    assert max(painted(sheet, 33).size) == 33


def test_a_seed_is_the_same_drawing_on_every_machine(make: Make) -> None:
    """Whoever changes what a seed draws, says so in the version."""
    [piece] = make(1, format="svg")
    assert hashlib.sha256(piece.data).hexdigest()[:16] == "57bcb1c950292cb4"
