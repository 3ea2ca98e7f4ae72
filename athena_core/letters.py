"""Setting text into pictures: the book face that ships with Athena, and its limits.

EB Garamond (Georg Duffner, SIL Open Font License, `fonts/OFL.txt`) holds Latin, Greek
and Cyrillic. What it lacks is taken from fonts that are usual on Linux, macOS and
Windows, where they are there. What none of them holds, or what Pillow cannot join
properly here, is set as a dot, and `unset` tells which letters these are: a reader
never meets a box nobody spoke of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from PIL import ImageDraw, ImageFont, features

FaceName = Literal["regular", "italic"]
FONTS = Path(__file__).parent / "fonts"
OWN = {"regular": "EBGaramond12-Regular.otf", "italic": "EBGaramond12-Italic.otf"}
SYSTEM = (
    ("/usr/share/fonts", "**/NotoSerif*-Regular.[ot]t[fc]"),
    ("/usr/share/fonts", "**/NotoNaskhArabic-Regular.[ot]t[fc]"),
    ("/usr/share/fonts", "**/Lohit-*.ttf"),
    ("/usr/share/fonts", "**/FreeSerif.[ot]tf"),
    ("/usr/share/fonts", "**/DejaVuSerif.ttf"),
    ("/usr/share/fonts", "**/wqy-*.ttc"),
    ("/System/Library/Fonts", "Kohinoor*.ttc"),
    ("/System/Library/Fonts", "Supplemental/Songti.ttc"),
    ("/System/Library/Fonts", "Supplemental/Arial Unicode.ttf"),
    ("C:/Windows/Fonts", "Nirmala.tt[fc]"),
    ("C:/Windows/Fonts", "times.ttf"),
    ("C:/Windows/Fonts", "msyh.ttc"),
    ("C:/Windows/Fonts", "yumin.ttf"),
    ("C:/Windows/Fonts", "malgun.ttf"),
    ("C:/Windows/Fonts", "seguisym.ttf"),
)
"""Where to look for letters EB Garamond lacks, in this order."""
PROBE_SIZE = 24
NO_LETTER = "\uffff"
"""A code point that is no character: its picture is the font's sign for 'lacking'."""
DOT = "·"
BLANK = re.compile("(?<!^) (?!%)")
"""Where a line may be broken: not between a figure and its per cent."""
JOINERS = "\u200c\u200d"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
JOINED = frozenset(
    {
        *("BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA", "KHMER", "LAO"),
        *("MALAYALAM", "MYANMAR", "ORIYA", "SINHALA", "TAMIL", "TELUGU", "THAI"),
        "TIBETAN",
    }
)
"""Scripts whose letters change with their neighbours."""
SHAPING = features.check("raqm") and features.check("fribidi")
"""Whether Pillow can join such letters, kern, and choose figures here."""
SHOWN = 12
Colour = str


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """How a line is set: face, size in pixels, and figures."""

    face: FaceName
    size: int
    lining: bool = False
    """Figures as tall as capitals, so that CC0-1.0 is not read as CCo; needs raqm."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one line that come from one font."""

    text: str
    font: ImageFont.FreeTypeFont
    features: tuple[str, ...]

    @property
    def width(self) -> float:
        """How far the pen moves, in pixels."""
        return self.font.getlength(self.text, features=list(self.features) or None)


def width(text: str, style: Style) -> float:
    """Return how wide a line is, in pixels."""
    return sum(run.width for run in runs(text, style))


def draw(
    canvas: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    style: Style,
    colour: Colour,
) -> None:
    """Set a line with its baseline beginning at `place`."""
    x, y = place
    for run in runs(text, style):
        chosen = list(run.features) or None
        canvas.text((x, y), run.text, colour, run.font, anchor="ls", features=chosen)
        x += run.width


def wrapped(text: str, style: Style, room: float, *, hanging: float = 0) -> list[str]:
    """Break a line into as many as it takes; the first has `room`, the rest less."""
    lines: list[str] = []
    rest, space = text.strip(), room
    while rest and width(rest, style) > space:
        cut = _cut(rest, style, space)
        lines.append(rest[:cut].rstrip())
        rest, space = rest[cut:].lstrip(), room - hanging
    return [*lines, rest] if rest or not lines else lines


def balanced(text: str, style: Style, room: float) -> list[str]:
    """Break a line into as few as it takes, about equally long."""
    fewest = wrapped(text, style, room)
    for part in range(55, 100, 3):
        lines = wrapped(text, style, room * part / 100)
        if len(lines) == len(fewest):
            return lines
    return fewest


def _cut(text: str, style: Style, room: float) -> int:
    """Find the last blank before which the text fits, or the last letter if none."""
    for place in reversed([blank.start() for blank in BLANK.finditer(text)]):
        if width(text[:place], style) <= room:
            return place
    fits = (n for n in range(len(text) - 1, 1, -1) if width(text[:n], style) <= room)
    return next(fits, 1)


@lru_cache(maxsize=4096)
def runs(text: str, style: Style) -> tuple[Run, ...]:
    """Divide a line by the fonts its letters come from; one font where one has all."""
    safe = "".join(_settable(letter, style.face) for letter in text)
    paths = _paths(style.face, [letter for letter in safe if letter.strip()])
    whole = next((path for path in paths if _holds_all(path, safe)), None)
    if whole is not None:
        return (_run(safe, whole, style),)
    return tuple(
        _run("".join(letters), path, style)
        for path, letters in groupby(safe, lambda letter: _path(letter, style.face))
        if path is not None
    )


def _settable(letter: str, face: FaceName) -> str:
    if letter.isspace():
        return " "
    return letter if _path(letter, face) else DOT


def _run(text: str, path: Path, style: Style) -> Run:
    lining = style.lining and SHAPING and path.parent == FONTS
    return Run(text, _font(path, style.size), ("lnum",) if lining else ())


def unset(*texts: str) -> str:
    """Return the letters that no font here can set, each once; usually none."""
    lacking = dict.fromkeys(
        letter
        for letter in "".join(texts)
        if letter.strip() and _path(letter, "regular") is None
    )
    return "".join(lacking)


def mostly_unset(text: str) -> bool:
    """Whether more than a third of a text would be dots."""
    seen = [letter for letter in text if letter.strip()]
    return 3 * sum(_path(letter, "regular") is None for letter in seen) > len(seen)


def unset_sentence(letters: str) -> str:
    """Say which letters could not be set, and what to do about it."""
    kinds = scripts(letters)
    shown = " ".join(letters[:SHOWN]) + (" ..." if len(letters) > SHOWN else "")
    cure = f"install a font for {kinds}, such as one of the Noto fonts"
    if any(_joined(letter) for letter in letters) and not SHAPING:
        cure = "install the library FriBiDi, with which Pillow joins such letters"
    return f"no font here can set these letters ({shown}), dots stand for them: {cure}"


def scripts(text: str) -> str:
    """Name the scripts of the letters in a text."""
    return ", ".join(sorted({script(letter) for letter in text if letter.strip()}))


def script(letter: str) -> str:
    """Name the script of a letter, by the first word of its Unicode name."""
    if unicodedata.category(letter)[0] not in "LM":
        return "signs"
    word = unicodedata.name(letter, "unknown signs").split(" ")[0]
    return "Chinese" if word == "CJK" else word.split("-")[0].capitalize()


def right_to_left(text: str) -> bool:
    """Whether a line is read from the right: what its first strong letter says."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction == "L" or direction in RIGHT_TO_LEFT:
            return direction != "L"
    return False


@lru_cache(maxsize=16384)
def _path(letter: str, face: FaceName) -> Path | None:
    """Return the font file a letter comes from, None when it cannot be set."""
    if _joined(letter) and not SHAPING:
        return None
    return next((path for path in _candidates(face) if _holds(path, letter)), None)


def _candidates(face: FaceName) -> Iterator[Path]:
    yield FONTS / OWN[face]
    yield from _system()


def _paths(face: FaceName, letters: Iterable[str]) -> list[Path]:
    """Return the fonts that hold any of the letters, each once."""
    found = (_path(letter, face) for letter in letters)
    return list(dict.fromkeys([FONTS / OWN[face], *(path for path in found if path)]))


@cache
def _system() -> tuple[Path, ...]:
    return tuple(
        path for root, pattern in SYSTEM for path in sorted(Path(root).glob(pattern))
    )


def _holds_all(path: Path, text: str) -> bool:
    return all(_holds(path, letter) for letter in text)


@lru_cache(maxsize=65536)
def _holds(path: Path, letter: str) -> bool:
    if letter in JOINERS or letter == " ":
        return True
    return _drawn(path, letter) not in {None, _drawn(path, NO_LETTER)}


def _drawn(path: Path, letter: str) -> tuple[tuple[int, int], bytes] | None:
    try:
        mask = _probe(path).getmask(letter)
    except OSError:
        return None
    return mask.size, bytes(mask)


@cache
def _probe(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, PROBE_SIZE, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=256)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _joined(letter: str) -> bool:
    """Whether a letter changes with its neighbours or runs from the right."""
    word = unicodedata.name(letter, "unknown").split(" ")[0]
    return word in JOINED or unicodedata.bidirectional(letter) in RIGHT_TO_LEFT
