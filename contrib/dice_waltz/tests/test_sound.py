from __future__ import annotations

import hashlib
import io
import wave
from array import array
from collections.abc import Callable
from itertools import pairwise

import pytest
from athena_plugin_dice_waltz import athena_preview
from athena_plugin_dice_waltz.sound import LOUDEST, VOICES, tone
from athena_plugin_dice_waltz.wav import COMMENT, TITLE, told, wav
from rich.console import Console

from athena_core import Piece

Make = Callable[..., list[Piece]]
DICE = "7 5 9 11 2 6 8 4 3 12 10 7 6 8 5 9"


def samples(piece: Piece) -> array[int]:
    with wave.open(io.BytesIO(piece.data)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array("h", file.readframes(file.getnframes()))


@pytest.mark.parametrize("instrument", VOICES)
def test_every_instrument_is_loud_and_never_clips(make: Make, instrument: str) -> None:
    [piece] = make(1, instrument=instrument)
    heard = samples(piece)
    assert LOUDEST - 2 <= max(map(abs, heard)) <= LOUDEST
    assert abs(heard[0]) < 400
    assert abs(heard[-1]) < 400
    assert abs(sum(heard)) < 200 * len(heard)


def test_a_tone_has_its_pitch() -> None:
    heard = tone("flute", 69, 22_050, 22_050)
    second = heard[2_000:]
    turns = sum(a < 0 <= b for a, b in pairwise(second))
    assert abs(turns * 22_050 / len(second) - 440) < 2


def test_a_struck_string_fades_and_an_organ_does_not() -> None:
    for instrument, fades in (("fortepiano", True), ("organ", False)):
        heard = tone(instrument, 60, 22_050, 22_050)
        early, late = max(heard[2000:6000]), max(heard[-4000:])
        assert (late < early * 0.7) is fades


def test_the_tempo_is_how_long_it_lasts(make: Make) -> None:
    slow, quick = (samples(make(1, tempo=tempo)[0]) for tempo in (110, 220))
    assert 1.8 < len(slow) / len(quick) < 2.1


def test_the_rate_is_what_the_file_says(make: Make) -> None:
    [piece] = make(1, rate="44100")
    with wave.open(io.BytesIO(piece.data)) as file:
        assert file.getframerate() == 44_100


def test_the_file_says_its_title_and_throws(make: Make) -> None:
    [piece] = make(1, dice=DICE, key="E-flat")
    words = told(piece.data)
    assert words[TITLE] == piece.title == f"Minuet in E-flat, thrown {DICE}"
    assert words[COMMENT].endswith(DICE)
    assert int.from_bytes(piece.data[4:8], "little") == len(piece.data) - 8


def test_a_file_without_words_or_broken_tells_nothing() -> None:
    plain = wav(array("h", [0, 1, 2]), 22_050, {})
    assert told(plain) == {}
    assert told(b"RIFF") == {}
    assert told(b"") == {}


def shown(piece: Piece, **how: object) -> str:
    console = Console(file=io.StringIO(), width=60, legacy_windows=False, **how)  # type: ignore[arg-type]
    console.print(athena_preview(piece.media_type, piece.data, 60))
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_a_minuet_is_drawn_and_told(make: Make) -> None:
    [piece] = make(1, dice=DICE)
    drawn = shown(piece, force_terminal=True, color_system="truecolor")
    assert drawn.count("│") == 16
    assert "11" in drawn
    words = " ".join(shown(piece, no_color=True).split())
    assert words.startswith(piece.title)
    assert "a throw of two dice for each" in words


@pytest.mark.parametrize("data", [b"", b"RIFF dice-waltz", b"LIST....INFOdice-waltz"])
def test_sound_of_others_is_left_to_others(data: bytes) -> None:
    assert athena_preview("audio/wav", data, 80) is None
    assert athena_preview("text/plain", data, 80) is None


def test_a_seed_is_the_same_sound_on_every_machine(make: Make) -> None:
    """Whoever changes what a seed plays, says so in the version."""
    [piece] = make(1)
    assert hashlib.sha256(piece.data).hexdigest()[:16] == "a8bbc94bbb84cf53"
